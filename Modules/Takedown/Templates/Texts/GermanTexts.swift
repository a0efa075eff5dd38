extension BuiltInTexts {
    static let german: [LetterKind: String] = [
        .first: """
        Subject: [{reference}] Hinweis auf rechtswidrige Inhalte unter {host}

        Unser Zeichen: {reference}

        An die für {host} zuständige Abuse-Stelle

        {organisation} hat eine Meldung zu Inhalten unter den unten genannten Adressen erhalten. Unsere Fachkraft hat sie geprüft, zuletzt
        am {assessed}, und als Darstellung sexuellen Missbrauchs von Kindern eingestuft.

        {?national}Diese Einstufung beruht auf dem Recht des Landes der Beschwerdestelle ({country}).

        Genaue Adressen:

        {cases}

        {table}

        Bitte prüfen Sie jede Adresse unverzüglich und entfernen oder sperren Sie die Inhalte nach dem für Sie geltenden Recht. Bitte
        bewahren Sie die Daten auf, deren Aufbewahrung Ihr Recht vorschreibt, und unterrichten Sie Ihre Behörden, wo es das verlangt.
        Bitte senden Sie uns die Inhalte nicht zu.

        Dieser Hinweis erfolgt nach bestem Wissen und in gutem Glauben; die Angaben sind nach unserer Kenntnis richtig und vollständig. Er
        ist der Hinweis einer Beschwerdestelle und keine Anordnung.

        {?xarf}Dieselbe Meldung folgt als maschinenlesbarer Anhang (XARF 4). Er enthält Adressen, Prüfsummen und Aktenzeichen, niemals
        Inhalte.

        {?csv}Die Adressen folgen als Tabelle (notices.csv).

        Bitte teilen Sie uns das Ergebnis mit: Antworten Sie an {email} mit einer dieser Zeilen als Betreff. Setzen Sie anstelle von
        received je nach Fall removed (entfernt), dispute (bestritten) oder not-ours (nicht zuständig) ein.

        {answers}

        {organisation}
        """,
        .reminder: """
        Subject: [{reference}] Erinnerung {reminder}: rechtswidrige Inhalte weiterhin abrufbar unter {host}

        Unser Zeichen: {reference}

        An die für {host} zuständige Abuse-Stelle

        Am {firstSent} haben wir Sie auf die unten genannten Inhalte hingewiesen, die als Darstellung sexuellen Missbrauchs von Kindern
        eingestuft sind. Bei unserer letzten Prüfung waren sie weiterhin abrufbar.

        {cases}

        {table}

        Bitte prüfen Sie jede Adresse unverzüglich und entfernen oder sperren Sie die Inhalte nach dem für Sie geltenden Recht. Wenn Sie
        nicht zuständig sind oder es anders sehen, teilen Sie uns das bitte mit.

        {?xarf}Dieselbe Meldung folgt als maschinenlesbarer Anhang (XARF 4), ohne Inhalte.

        {?csv}Die Adressen folgen als Tabelle (notices.csv).

        Antworten Sie an {email} mit einer dieser Zeilen als Betreff. Setzen Sie anstelle von received je nach Fall removed (entfernt),
        dispute (bestritten) oder not-ours (nicht zuständig) ein.

        {answers}

        {organisation}
        """,
        .escalation: """
        Subject: [{reference}] Rechtswidrige Inhalte unter {host}: Hinweis an die nächste zuständige Stelle

        Unser Zeichen: {reference}

        Wir wenden uns an Sie, weil Sie an dem Dienst beteiligt sind, über den die unten genannten Inhalte abrufbar sind (als
        Netzbetreiber oder Registrar). Der Betreiber des Hosts wurde erstmals am {firstSent} unterrichtet; bei unserer letzten Prüfung
        waren die Inhalte weiterhin abrufbar. Unsere Fachkraft hat sie, zuletzt am {assessed}, als Darstellung sexuellen Missbrauchs von
        Kindern eingestuft.

        {?national}Diese Einstufung beruht auf dem Recht des Landes der Beschwerdestelle ({country}).

        {cases}

        {table}

        Bitte prüfen Sie dies unverzüglich und tun Sie, was nach dem für Sie geltenden Recht in Ihrer Macht und Pflicht steht,
        beispielsweise indem Sie Ihren Kunden erreichen. Bitte senden Sie uns die Inhalte nicht zu.

        Dieser Hinweis erfolgt nach bestem Wissen und in gutem Glauben; die Angaben sind nach unserer Kenntnis richtig und vollständig. Er
        ist der Hinweis einer Beschwerdestelle und keine Anordnung.

        {?xarf}Dieselbe Meldung folgt als maschinenlesbarer Anhang (XARF 4), ohne Inhalte.

        {?csv}Die Adressen folgen als Tabelle (notices.csv).

        Antworten Sie an {email} mit einer dieser Zeilen als Betreff. Setzen Sie anstelle von received je nach Fall removed (entfernt),
        dispute (bestritten) oder not-ours (nicht zuständig) ein.

        {answers}

        {organisation}
        """,
        .police: """
        Subject: [{reference}] Mitteilung zu Inhalten unter {host}

        Unser Zeichen: {reference}

        {organisation} unterrichtet Sie über Inhalte, die unsere Fachkraft, zuletzt am {assessed}, als Darstellung sexuellen Missbrauchs
        von Kindern eingestuft hat.

        {?firstSent}Der zuständige Betreiber wurde erstmals am {firstSent} unterrichtet; bei unserer letzten Prüfung waren die Inhalte
        weiterhin abrufbar.

        {cases}

        {table}

        Wir bewahren keine Kopie der Inhalte auf. Wenn wir weitere Hinweise zurückhalten sollen oder Sie mehr von dem benötigen, was wir
        wissen, antworten Sie bitte an {email} und lassen Sie das Zeichen im Betreff stehen.

        {organisation}
        """,
        .acknowledgement: """
        Subject: [{reference}] Wir haben Ihre Meldung erhalten

        Vielen Dank für Ihre Meldung, die wir unter dem Zeichen {reference} führen.

        Eine Fachkraft wird sie prüfen. Bitte rufen Sie die Adresse nicht noch einmal auf, und kopieren Sie nichts davon und geben Sie
        nichts weiter: Das kann auch bei guter Absicht strafbar sein.

        Wenn ein Kind jetzt in Gefahr ist, rufen Sie bitte die Polizei.

        {organisation}
        """,
    ]
}

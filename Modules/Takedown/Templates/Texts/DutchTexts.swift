extension BuiltInTexts {
    static let dutch: [LetterKind: String] = [
        .first: """
        Subject: [{reference}] Melding van illegale inhoud op {host}

        Ons kenmerk: {reference}

        Aan de abuse-afdeling die verantwoordelijk is voor {host}

        {organisation} heeft een melding ontvangen over de inhoud op de onderstaande adressen. Onze analist heeft die onderzocht, het laatst op
        {assessed}, en beoordeeld als materiaal van seksueel misbruik van kinderen.

        {?national}Deze beoordeling is gedaan naar het recht van het land van het meldpunt ({country}).

        Exacte adressen:

        {cases}

        {table}

        Wij verzoeken u elk adres onverwijld te onderzoeken en de inhoud te verwijderen of de toegang ertoe te blokkeren, naar het recht dat
        voor u geldt. Bewaar de gegevens die u naar uw recht moet bewaren, en meld het bij uw autoriteiten waar dat is voorgeschreven. Stuur
        ons de inhoud niet toe.

        Wij doen deze melding te goeder trouw; naar ons weten zijn de gegevens juist en volledig. Het is een melding van een meldpunt, geen
        bevel.

        {?xarf}Dezelfde melding volgt als machineleesbare bijlage (XARF 4). Die bevat adressen, hashwaarden en kenmerken, nooit inhoud.

        {?csv}De adressen volgen als tabel (notices.csv).

        Laat ons weten wat ermee is gebeurd: antwoord aan {email} met een van deze regels als onderwerp. Zet in plaats van received waar dat
        juist is removed (verwijderd), dispute (betwist) of not-ours (niet verantwoordelijk).

        {answers}

        {organisation}
        """,
        .reminder: """
        Subject: [{reference}] Herinnering {reminder}: illegale inhoud nog steeds bereikbaar op {host}

        Ons kenmerk: {reference}

        Aan de abuse-afdeling die verantwoordelijk is voor {host}

        Op {firstSent} hebben wij u de onderstaande inhoud gemeld, die is beoordeeld als materiaal van seksueel misbruik van kinderen. Toen wij
        het laatst keken, was die nog steeds bereikbaar.

        {cases}

        {table}

        Wij verzoeken u elk adres onverwijld te onderzoeken en de inhoud te verwijderen of de toegang ertoe te blokkeren, naar het recht dat
        voor u geldt. Bent u niet verantwoordelijk of ziet u het anders, laat het ons dan weten.

        {?xarf}Dezelfde melding volgt als machineleesbare bijlage (XARF 4), zonder inhoud.

        {?csv}De adressen volgen als tabel (notices.csv).

        Antwoord aan {email} met een van deze regels als onderwerp. Zet in plaats van received waar dat juist is removed (verwijderd), dispute
        (betwist) of not-ours (niet verantwoordelijk).

        {answers}

        {organisation}
        """,
        .escalation: """
        Subject: [{reference}] Illegale inhoud op {host}: melding aan de volgende verantwoordelijke

        Ons kenmerk: {reference}

        Wij schrijven u vanwege uw rol in de dienst waardoor de onderstaande inhoud bereikbaar is (als netwerkbeheerder of registrar). De
        beheerder van de host is voor het eerst ingelicht op {firstSent}; toen wij het laatst keken, was de inhoud nog steeds bereikbaar. Onze
        analist heeft die, het laatst op {assessed}, beoordeeld als materiaal van seksueel misbruik van kinderen.

        {?national}Deze beoordeling is gedaan naar het recht van het land van het meldpunt ({country}).

        {cases}

        {table}

        Wij verzoeken u dit onverwijld te onderzoeken en te doen wat naar het voor u geldende recht in uw macht en plicht ligt, bijvoorbeeld
        door uw klant te bereiken. Stuur ons de inhoud niet toe.

        Wij doen deze melding te goeder trouw; naar ons weten zijn de gegevens juist en volledig. Het is een melding van een meldpunt, geen
        bevel.

        {?xarf}Dezelfde melding volgt als machineleesbare bijlage (XARF 4), zonder inhoud.

        {?csv}De adressen volgen als tabel (notices.csv).

        Antwoord aan {email} met een van deze regels als onderwerp. Zet in plaats van received waar dat juist is removed (verwijderd), dispute
        (betwist) of not-ours (niet verantwoordelijk).

        {answers}

        {organisation}
        """,
        .police: """
        Subject: [{reference}] Informatie over inhoud op {host}

        Ons kenmerk: {reference}

        {organisation} informeert u over inhoud die onze analist, het laatst op {assessed}, heeft beoordeeld als materiaal van seksueel misbruik
        van kinderen.

        {?firstSent}De verantwoordelijke beheerder is voor het eerst ingelicht op {firstSent}; toen wij het laatst keken, was de inhoud nog
        steeds bereikbaar.

        {cases}

        {table}

        Wij bewaren geen kopie van de inhoud. Wilt u dat wij verdere meldingen aanhouden, of heeft u meer nodig van wat wij weten, antwoord dan
        aan {email} en laat het kenmerk in het onderwerp staan.

        {organisation}
        """,
        .acknowledgement: """
        Subject: [{reference}] Wij hebben uw melding ontvangen

        Dank u voor uw melding, die wij bewaren onder het kenmerk {reference}.

        Een analist zal die onderzoeken. Bezoek het adres niet nog eens, en kopieer niets en geef niets door: dat kan ook met goede bedoelingen
        strafbaar zijn.

        Is een kind nu in gevaar, bel dan de politie.

        {organisation}
        """,
    ]
}

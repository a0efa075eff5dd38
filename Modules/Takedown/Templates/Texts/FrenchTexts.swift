extension BuiltInTexts {
    static let french: [LetterKind: String] = [
        .first: """
        Subject: [{reference}] Signalement de contenu illicite sur {host}

        Notre référence : {reference}

        Au service chargé des abus pour {host}

        {organisation} a reçu un signalement concernant le contenu aux adresses ci-dessous. Notre analyste l'a examiné, la dernière fois le
        {assessed}, et l'a qualifié de matériel relatif à des abus sexuels sur enfants.

        {?national}Cette qualification est faite selon le droit du pays de la ligne d'assistance ({country}).

        Adresses exactes :

        {cases}

        {table}

        Nous vous prions d'examiner chaque adresse sans délai et de retirer le contenu ou d'en bloquer l'accès, selon le droit qui vous est
        applicable. Veuillez conserver les données que votre droit vous impose de conserver, et informer vos autorités lorsqu'il l'exige.
        Veuillez ne pas nous envoyer le contenu.

        Ce signalement est fait de bonne foi ; à notre connaissance, les informations qu'il contient sont exactes et complètes. Il émane
        d'une ligne d'assistance et n'est pas une injonction.

        {?xarf}Le même signalement est joint sous une forme lisible par machine (XARF 4). Il contient des adresses, des empreintes et des
        numéros de référence, jamais de contenu.

        {?csv}Les adresses sont jointes sous forme de tableau (notices.csv).

        Merci de nous indiquer la suite donnée : répondez à {email} avec l'une de ces lignes comme objet. Remplacez received, selon le cas,
        par removed (retiré), dispute (contesté) ou not-ours (non responsable).

        {answers}

        {organisation}
        """,
        .reminder: """
        Subject: [{reference}] Rappel {reminder} : contenu illicite toujours accessible sur {host}

        Notre référence : {reference}

        Au service chargé des abus pour {host}

        Le {firstSent}, nous vous avons signalé le contenu ci-dessous, qualifié de matériel relatif à des abus sexuels sur enfants. Lors de
        notre dernière vérification, il était toujours accessible.

        {cases}

        {table}

        Nous vous prions d'examiner chaque adresse sans délai et de retirer le contenu ou d'en bloquer l'accès, selon le droit qui vous est
        applicable. Si vous n'en êtes pas responsable, ou si votre avis diffère, veuillez nous le faire savoir.

        {?xarf}Le même signalement est joint sous une forme lisible par machine (XARF 4), sans aucun contenu.

        {?csv}Les adresses sont jointes sous forme de tableau (notices.csv).

        Répondez à {email} avec l'une de ces lignes comme objet. Remplacez received, selon le cas, par removed (retiré), dispute (contesté)
        ou not-ours (non responsable).

        {answers}

        {organisation}
        """,
        .escalation: """
        Subject: [{reference}] Contenu illicite sur {host} : signalement au responsable suivant

        Notre référence : {reference}

        Nous nous adressons à vous en raison de votre rôle dans le service qui rend accessible le contenu ci-dessous (opérateur de réseau ou
        bureau d'enregistrement). L'exploitant de l'hébergement a été informé pour la première fois le {firstSent} ; lors de notre dernière
        vérification, le contenu était toujours accessible. Notre analyste l'a qualifié, la dernière fois le {assessed}, de matériel relatif
        à des abus sexuels sur enfants.

        {?national}Cette qualification est faite selon le droit du pays de la ligne d'assistance ({country}).

        {cases}

        {table}

        Nous vous prions d'examiner ceci sans délai et de faire ce qui est en votre pouvoir et de votre devoir selon le droit qui vous est
        applicable, par exemple en joignant votre client. Veuillez ne pas nous envoyer le contenu.

        Ce signalement est fait de bonne foi ; à notre connaissance, les informations qu'il contient sont exactes et complètes. Il émane
        d'une ligne d'assistance et n'est pas une injonction.

        {?xarf}Le même signalement est joint sous une forme lisible par machine (XARF 4), sans aucun contenu.

        {?csv}Les adresses sont jointes sous forme de tableau (notices.csv).

        Répondez à {email} avec l'une de ces lignes comme objet. Remplacez received, selon le cas, par removed (retiré), dispute (contesté)
        ou not-ours (non responsable).

        {answers}

        {organisation}
        """,
        .police: """
        Subject: [{reference}] Information sur un contenu sur {host}

        Notre référence : {reference}

        {organisation} vous informe d'un contenu que notre analyste a qualifié, la dernière fois le {assessed}, de matériel relatif à des
        abus sexuels sur enfants.

        {?firstSent}L'exploitant responsable a été informé pour la première fois le {firstSent} ; lors de notre dernière vérification, le
        contenu était toujours accessible.

        {cases}

        {table}

        Nous ne conservons aucune copie du contenu. Si vous souhaitez que nous retenions d'autres signalements, ou s'il vous faut davantage
        de ce que nous savons, veuillez répondre à {email} en gardant la référence dans l'objet.

        {organisation}
        """,
        .acknowledgement: """
        Subject: [{reference}] Nous avons reçu votre signalement

        Nous vous remercions de votre signalement, que nous conservons sous la référence {reference}.

        Un analyste l'examinera. Veuillez ne plus consulter cette adresse, et ne rien en copier ni transmettre : cela peut constituer une
        infraction, même avec de bonnes intentions.

        Si un enfant est en danger maintenant, veuillez appeler la police.

        {organisation}
        """,
    ]
}

extension BuiltInTexts {
    static let spanish: [LetterKind: String] = [
        .first: """
        Subject: [{reference}] Notificación de contenido ilícito en {host}

        Nuestra referencia: {reference}

        Al servicio de abusos responsable de {host}

        {organisation} ha recibido un aviso sobre el contenido de las direcciones que figuran abajo. Nuestro equipo de análisis lo examinó, por
        última vez el {assessed}, y lo calificó como material de abuso sexual de menores.

        {?national}Esta calificación se hace según el derecho del país de la línea de denuncia ({country}).

        Direcciones exactas:

        {cases}

        {table}

        Les rogamos que examinen cada dirección sin demora y retiren el contenido o bloqueen el acceso a él, según el derecho que les sea
        aplicable. Conserven los datos que su derecho les obligue a conservar e informen a sus autoridades cuando este lo exija. Por favor, no
        nos envíen el contenido.

        Esta notificación se hace de buena fe; según nuestro conocimiento, la información que contiene es exacta y completa. Procede de una
        línea de denuncia y no es una orden.

        {?xarf}El mismo aviso se adjunta en forma legible por máquina (XARF 4). Contiene direcciones, resúmenes criptográficos y números de
        referencia, nunca contenido.

        {?csv}Las direcciones se adjuntan como tabla (notices.csv).

        Les pedimos que nos comuniquen el resultado: respondan a {email} con una de estas líneas como asunto. Pongan en lugar de received, según
        el caso, removed (retirado), dispute (en desacuerdo) o not-ours (no responsables).

        {answers}

        {organisation}
        """,
        .reminder: """
        Subject: [{reference}] Recordatorio {reminder}: contenido ilícito todavía accesible en {host}

        Nuestra referencia: {reference}

        Al servicio de abusos responsable de {host}

        El {firstSent} les notificamos el contenido que figura abajo, calificado como material de abuso sexual de menores. En nuestra última
        comprobación todavía era accesible.

        {cases}

        {table}

        Les rogamos que examinen cada dirección sin demora y retiren el contenido o bloqueen el acceso a él, según el derecho que les sea
        aplicable. Si no son responsables, o si no están de acuerdo, les pedimos que nos lo comuniquen.

        {?xarf}El mismo aviso se adjunta en forma legible por máquina (XARF 4), sin contenido alguno.

        {?csv}Las direcciones se adjuntan como tabla (notices.csv).

        Respondan a {email} con una de estas líneas como asunto. Pongan en lugar de received, según el caso, removed (retirado), dispute (en
        desacuerdo) o not-ours (no responsables).

        {answers}

        {organisation}
        """,
        .escalation: """
        Subject: [{reference}] Contenido ilícito en {host}: notificación al siguiente responsable

        Nuestra referencia: {reference}

        Nos dirigimos a ustedes por su papel en el servicio que hace accesible el contenido que figura abajo (como operador de red o
        registrador). El operador del alojamiento fue notificado por primera vez el {firstSent}; en nuestra última comprobación el contenido
        todavía era accesible. Nuestro equipo de análisis lo calificó, por última vez el {assessed}, como material de abuso sexual de menores.

        {?national}Esta calificación se hace según el derecho del país de la línea de denuncia ({country}).

        {cases}

        {table}

        Les rogamos que lo examinen sin demora y hagan lo que esté en su poder y sea su deber según el derecho que les sea aplicable, por
        ejemplo contactando con su cliente. Por favor, no nos envíen el contenido.

        Esta notificación se hace de buena fe; según nuestro conocimiento, la información que contiene es exacta y completa. Procede de una
        línea de denuncia y no es una orden.

        {?xarf}El mismo aviso se adjunta en forma legible por máquina (XARF 4), sin contenido alguno.

        {?csv}Las direcciones se adjuntan como tabla (notices.csv).

        Respondan a {email} con una de estas líneas como asunto. Pongan en lugar de received, según el caso, removed (retirado), dispute (en
        desacuerdo) o not-ours (no responsables).

        {answers}

        {organisation}
        """,
        .police: """
        Subject: [{reference}] Información sobre contenido en {host}

        Nuestra referencia: {reference}

        {organisation} les informa de un contenido que nuestro equipo de análisis calificó, por última vez el {assessed}, como material de abuso
        sexual de menores.

        {?firstSent}El operador responsable fue notificado por primera vez el {firstSent}; en nuestra última comprobación el contenido todavía
        era accesible.

        {cases}

        {table}

        No conservamos ninguna copia del contenido. Si desean que retengamos otras notificaciones, o necesitan más de lo que sabemos, respondan a
        {email} y mantengan la referencia en el asunto.

        {organisation}
        """,
        .acknowledgement: """
        Subject: [{reference}] Hemos recibido su aviso

        Le agradecemos su aviso, que conservamos con la referencia {reference}.

        Una persona especialista lo examinará. Por favor, no vuelva a visitar la dirección, y no copie ni transmita nada de ella: puede ser un
        delito aunque la intención sea buena.

        Si un menor está en peligro ahora, llame a la policía.

        {organisation}
        """,
    ]
}

extension BuiltInTexts {
    static let english: [LetterKind: String] = [
        .first: """
        Subject: [{reference}] Notice of illegal content at {host}

        Our reference: {reference}

        To the abuse desk responsible for {host}

        {organisation} received a report about the content at the address or addresses below. Our analyst examined it, most
        recently on {assessed}, and assessed it as child sexual abuse material.

        {?national}This assessment is made under the law of the hotline's country ({country}).

        Exact addresses:

        {cases}

        {table}

        Please examine each address without delay, and remove the content or disable access to it, under the law that applies to
        you. Please keep the data that your law tells you to keep, and report to your authorities where it tells you to. Please do
        not send us the content.

        We make this notice in good faith; to our knowledge the information in it is accurate and complete. It is a notice of a
        hotline, not an order.

        {?xarf}The same report follows as a machine-readable attachment (XARF 4). It holds addresses, digests and reference numbers,
        never content.

        {?csv}The addresses follow as a table (notices.csv).

        Please tell us what became of it: answer to {email} with one of these lines as the subject. Put removed, dispute or
        not-ours in place of received where that is right.

        {answers}

        {organisation}
        """,
        .reminder: """
        Subject: [{reference}] Reminder {reminder}: illegal content still reachable at {host}

        Our reference: {reference}

        To the abuse desk responsible for {host}

        On {firstSent} we sent you a notice about the content below, assessed as child sexual abuse material. When we last looked it
        could still be reached.

        {cases}

        {table}

        Please examine each address without delay, and remove the content or disable access to it, under the law that applies to
        you. If you are not responsible for it, or see it otherwise, please tell us.

        {?xarf}The same report follows as a machine-readable attachment (XARF 4), without any content.

        {?csv}The addresses follow as a table (notices.csv).

        Answer to {email} with one of these lines as the subject. Put removed, dispute or not-ours in place of received where that
        is right.

        {answers}

        {organisation}
        """,
        .escalation: """
        Subject: [{reference}] Illegal content at {host}: notice to the next responsible party

        Our reference: {reference}

        We write to you because of your part in the service that makes the content below reachable (as network operator or
        registrar). The operator of the host was first notified on {firstSent}; when we last looked the content could still be
        reached. Our analyst assessed it, most recently on {assessed}, as child sexual abuse material.

        {?national}This assessment is made under the law of the hotline's country ({country}).

        {cases}

        {table}

        Please examine this without delay and do what is in your power and duty under the law that applies to you, for example by
        reaching your customer. Please do not send us the content.

        We make this notice in good faith; to our knowledge the information in it is accurate and complete. It is a notice of a
        hotline, not an order.

        {?xarf}The same report follows as a machine-readable attachment (XARF 4), without any content.

        {?csv}The addresses follow as a table (notices.csv).

        Answer to {email} with one of these lines as the subject. Put removed, dispute or not-ours in place of received where that
        is right.

        {answers}

        {organisation}
        """,
        .police: """
        Subject: [{reference}] Information on content at {host}

        Our reference: {reference}

        {organisation} informs you of content that our analyst assessed, most recently on {assessed}, as child sexual abuse material.

        {?firstSent}The responsible operator was first notified on {firstSent}; when we last looked the content could still be reached.

        {cases}

        {table}

        We keep no copy of the content. If you want us to hold back further notices, or need more of what we know, please answer to
        {email} and keep the reference in the subject.

        {organisation}
        """,
        .acknowledgement: """
        Subject: [{reference}] We have received your report

        Thank you for your report, which we keep under the reference {reference}.

        An analyst will examine it. Please do not visit the address again, and do not copy or pass on anything from it: that can be an
        offence even with good intentions.

        If a child is in danger now, please call the police.

        {organisation}
        """,
    ]
}

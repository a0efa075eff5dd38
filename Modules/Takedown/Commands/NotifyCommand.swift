import AllianceKit
import CommandLineKit

/// `takedown notify`
struct NotifyCommand: Command {
    static let name = "notify"
    static let summary = "Write notices, and send approved ones (two persons)."
    static let discussion = """
        The first call writes a letter to each contact, with all cases that go to it, keeps it, and ends with exit code 77, naming the
        approval. A second person reads it (takedown letters show) and approves exactly these bytes; the same call again puts it into
        the outbox and hands it to the channel.

        Channels: file writes outbox/NAME.eml, and the notice counts as sent when the answer is recorded (takedown sent); smtp,
        sendmail and api hand it over, and the server's answer counts. What a server refuses for now is tried again by the next call,
        later each time. What may or may not have arrived is never sent again by itself: record what you find out (takedown sent), or
        decide with --resend.

        There is one notice for a case, a contact, a level and a round. While a law-enforcement hold lives, nothing leaves (exit 77).
        """
    static let examples = [
        CommandExample("propose, and after approval send", "alliance takedown notify HL-2026-0001"),
        CommandExample("everything that is ready, over SMTP", "alliance takedown notify --all --channel smtp"),
        CommandExample("to another contact", "alliance takedown notify HL-2026-0001 --contact abuse@example.net"),
        CommandExample("send again what may not have arrived", "alliance takedown notify HL-2026-0001 --resend"),
    ]
    static let output = NoticeAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All cases that are ready for a notice: traced or released.") var all: Bool
    @Option("To whom, if not to the best contact of the trace.", placeholder: "EMAIL") var contact: String?
    @Option("The way it takes, if not the contact's or the configured one.", placeholder: "NAME") var channel: String?
    @Option("How the letter is put together.", name: "as") var form: LetterFormat?
    @Flag("Send again a letter of which nobody knows whether it arrived.") var resend: Bool
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != all { throw UsageError("name cases, or say --all") }
        if resend, all || contact != nil || channel != nil || form != nil {
            throw UsageError("--resend takes cases only: the same letter goes the same way")
        }
    }

    func run(_ context: CommandContext) async throws {
        try LetterRun.check(contact, channel, context)
        let letters = try LetterRun(context, key: mutation.key)
        if resend {
            try await CaseDesk.forEach(cases, context) { word in
                let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                    try letters.desk.resend(word, in: transaction)
                }
                try context.output.write(answer.json, as: Self.output)
            }
            return try await letters.desk.deliverPending()
        }
        var words = cases
        if all {
            let ready = Query<CaseRecord>().where("state", in: [.text("traced"), .text("noticeReady")])
                .ordered(by: "received")
            words = try letters.desk.workspace.store.read { try $0.all(ready).map(\.id.text) }
        }
        try await letters.run(words, NoticeDesk.Wish(contact: contact, channel: channel, format: form))
    }
}

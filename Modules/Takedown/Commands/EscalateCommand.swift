import AllianceKit
import CommandLineKit

/// `takedown escalate`
struct EscalateCommand: Command {
    static let name = "escalate"
    static let summary = "Write to the next level: upstream, registrar, authority (two persons)."
    static let discussion = """
        The host is level 0, then come the network that connects it (1), the registrar of the domain (2) and an authority (3), who
        gets information instead of a notice. The contact is the best one of that level in the book of contacts; one that no
        analyst approved is not written to, and the case waits with the reason. An open appeal keeps new levels back.
        """
    static let examples = [
        CommandExample("one case", "alliance takedown escalate HL-2026-0001"),
        CommandExample(
            "to a contact of the book", "alliance takedown escalate HL-2026-0001 --to abuse@upstream.example.net"),
        CommandExample("all whose time has come", "alliance takedown escalate --due"),
    ]
    static let output = NoticeAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All cases whose escalation is due.") var due: Bool
    @Option("To whom, if not to the best contact of the level.", placeholder: "CONTACT") var to: String?
    @Option("The way it takes, if not the contact's or the configured one.", placeholder: "NAME") var channel: String?
    @Option("How the letter is put together.", name: "as") var form: LetterFormat?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != due { throw UsageError("name cases, or say --due") }
        if due, to != nil { throw UsageError("--to takes cases, not --due") }
    }

    func run(_ context: CommandContext) async throws {
        try LetterRun.check(nil, channel, context)
        let letters = try LetterRun(context, key: mutation.key)
        let words = due ? try letters.due(.escalate) : cases
        try await letters.run(
            words, NoticeDesk.Wish(kind: .escalation, contact: to, channel: channel, format: form))
    }
}

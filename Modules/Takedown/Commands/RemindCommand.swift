import AllianceKit
import CommandLineKit

/// `takedown remind`
struct RemindCommand: Command {
    static let name = "remind"
    static let summary = "Remind contacts of notices they have not acted on (two persons)."
    static let discussion = """
        A reminder goes to the contact that was written to last, in the same thread, with what is known now. It is written, approved
        and sent like a notice. There is one of each number for a case, a contact, a level and a round.
        """
    static let examples = [
        CommandExample("one case", "alliance takedown remind HL-2026-0001"),
        CommandExample("all whose time has come", "alliance takedown remind --due"),
    ]
    static let output = NoticeAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All cases whose reminder is due.") var due: Bool
    @Option("How the letter is put together.", name: "as") var form: LetterFormat?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != due { throw UsageError("name cases, or say --due") }
    }

    func run(_ context: CommandContext) async throws {
        let letters = try LetterRun(context, key: mutation.key)
        let words = due ? try letters.due(.remind) : cases
        try await letters.run(words, NoticeDesk.Wish(kind: .reminder, format: form))
    }
}

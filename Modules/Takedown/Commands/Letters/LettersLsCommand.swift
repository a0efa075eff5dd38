import AllianceKit
import CommandLineKit

/// `takedown letters ls`
struct LettersLsCommand: Command {
    static let name = "ls"
    static let summary = "List letters: what was or is to be sent to whom, about which cases."
    static let examples = [
        CommandExample("what waits for a second person", "alliance takedown letters ls --state proposed")
    ]
    static let output = OutputShape.records([
        OutputField("letter", .text, "the letter's identity"),
        OutputField("kind", .text, "first, reminder, escalation or police"),
        OutputField("state", .text, "proposed, queued or cancelled"),
        OutputField("delivery", .text, "what is known of its delivery: pending, written, accepted …"),
        OutputField("contact", .text, "to whom"),
        OutputField("channel", .text, "the way it takes", inTable: false),
        OutputField("cases", .list, "the references of its cases"),
        OutputField("attempts", .integer, "failed attempts that pass", inTable: false),
        OutputField("leavesAt", .time, "not before this moment", inTable: false),
        OutputField("receipt", .text, "the other side's answer", inTable: false),
        OutputField("language", .text, "its language", inTable: false),
        OutputField("digest", .text, "the digest of its bytes", inTable: false),
        OutputField("created", .time, "when it was written", inTable: false),
    ])

    @Option("Only letters in this state.") var state: Letter.State?

    func run(_ context: CommandContext) async throws {
        var query = Query<Letter>()
        if let state { query = query.where("state", .equal, .text(state.rawValue)) }
        try context.workspace().store.read { reader in
            try reader.forEach(query.ordered(by: "created")) { letter in
                let row = try letter.outboxID.flatMap { try reader.get(OutboxMessage.self, $0) }
                let references = try letter.notices.compactMap { try reader.get(Notice.self, $0)?.reference }
                try context.output.write(
                    [
                        "letter": .text(letter.id), "kind": .string(letter.kind.rawValue),
                        "state": .string(letter.state.rawValue), "delivery": .text(row?.delivery.state.rawValue),
                        "contact": .string(letter.contact), "channel": .string(letter.channel),
                        "cases": .array(references.map { .string($0) }), "attempts": .int(row?.attempts),
                        "leavesAt": .text(row?.delivery.state == .pending ? row?.notBefore : nil),
                        "receipt": .text(row?.delivery.receipt), "language": .string(letter.language),
                        "digest": .text(letter.digest), "created": .text(letter.created),
                    ], as: Self.output)
                return true
            }
        }
    }
}

import AllianceKit
import CommandLineKit

/// `takedown mails`
struct MailsCommand: Command {
    static let name = "mails"
    static let summary = "List the incoming mail that was kept for a person."
    static let discussion = """
        Each mail is kept as it came, up to 64 KiB, as base 64 in the member content (with --format json or ndjson). It is text that
        strangers wrote: look at it with a program that loads nothing.
        """
    static let examples = [CommandExample("what waits to be read", "alliance takedown mails")]
    static let output = OutputShape.records([
        OutputField("mail", .text, "the mail's identity"),
        OutputField("kind", .text, "what it was taken for"),
        OutputField("reference", .text, "the case it is about"),
        OutputField("reason", .text, "why a person has to look at it"),
        OutputField("read", .time, "when it was read from the inbox"),
        OutputField("length", .integer, "bytes", inTable: false),
        OutputField("content", .text, "the bytes as base 64", inTable: false),
    ])

    func run(_ context: CommandContext) async throws {
        let kept = Query<IncomingMail>().where("kept", .equal, .flag(true)).ordered(by: "read")
        try context.workspace().store.read { reader in
            try reader.forEach(kept) { mail in
                try context.output.write(
                    [
                        "mail": .text(mail.id), "kind": .string(mail.kind.rawValue), "reference": .text(mail.reference),
                        "reason": .text(mail.reason), "read": .text(mail.read),
                        "length": .integer(Int64(mail.length)), "content": .text(mail.content),
                    ], as: Self.output)
                return true
            }
        }
    }
}

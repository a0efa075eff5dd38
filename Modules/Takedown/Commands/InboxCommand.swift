import AllianceKit
import CommandLineKit
import Formats

/// `takedown inbox`
struct InboxCommand: Command {
    static let name = "inbox"
    static let summary = "Read incoming mail: bounces, providers' answers, and what a person has to look at."
    static let discussion = """
        Reads a mail, an mbox file, a maildir (new and cur) or a folder of mails; - is standard input. Nothing is fetched and nothing is
        changed there: hand it what your mail program keeps. A mail that was read before gives the same answer and changes nothing.

        A bounce counts when it came to the address that this house made for the letter (bounce+…, signed with a key in keys); any
        other delivery report is kept aside, because anyone can write one. A subject with "ack CODE received" records the
        provider's answer. Automatic replies are no acknowledgement. Everything else is kept for a person: see takedown mails.
        """
    static let examples = [
        CommandExample("a maildir", "alliance takedown inbox /var/mail/hotline/Maildir"),
        CommandExample("from a mail server's pipe", "alliance takedown inbox -"),
    ]
    static let output = OutputShape.records([
        OutputField("mail", .text, "the mail's identity", inTable: false),
        OutputField("kind", .text, "bounce, report, answer, automatic, feedback, other or unreadable"),
        OutputField("reference", .text, "the case it is about"),
        OutputField("letter", .text, "the letter it is about", inTable: false),
        OutputField("code", .text, "the bounce's, answer's or error's code"),
        OutputField("kept", .flag, "whether a person has to look at it"),
        OutputField("reason", .text, "why"),
    ])

    @Argument("A mail, an mbox file, a maildir or a folder; - is standard input.", placeholder: "PATH") var path: String
    @OptionGroup var mutation: MutationOptions

    /// The largest file that is read: an mbox of many mails.
    private static let fileLimit = 256 << 20

    func run(_ context: CommandContext) async throws {
        let desk = try AnswerDesk(context)
        var kept = 0
        for file in try Self.files(path) {
            do {
                for bytes in MailBox.mails(try Files.read(file, limit: Self.fileLimit)) {
                    // A mail's bytes make it count once, with and without a key.
                    let key = CaseDesk.key(mutation.key, IncomingMail(bytes, read: context.surroundings.now()).id.text)
                    let mail = try context.mutate(key) { try desk.receive(bytes, in: $0) }
                    if mail.isKept { kept += 1 }
                    try context.output.write(Self.json(mail), as: Self.output)
                }
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                context.report(error)
            }
        }
        if kept > 0 { context.talk.say("\(kept) kept for a person: alliance takedown mails") }
    }

    /// The files below a path: of a maildir its new and cur, of another folder its files.
    private static func files(_ path: String) throws -> [String] {
        guard path != "-", Files.isFolder(path) else { return [path] }
        let folders = ["new", "cur"].map { "\(path)/\($0)" }.filter(Files.isFolder)
        return try (folders.isEmpty ? [path] : folders).flatMap { folder in
            try Files.names(in: folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }.filter {
                !Files.isFolder($0)
            }
        }
    }

    static func json(_ mail: IncomingMail) -> JSONObject {
        [
            "mail": .text(mail.id), "kind": .string(mail.kind.rawValue), "reference": .text(mail.reference),
            "letter": .text(mail.letter), "code": .text(mail.code), "kept": .bool(mail.isKept),
            "reason": .text(mail.reason),
        ]
    }
}

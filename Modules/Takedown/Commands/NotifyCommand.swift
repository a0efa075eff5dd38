import AllianceKit
import CommandLineKit
import Formats

/// `takedown notify`
struct NotifyCommand: Command {
    static let name = "notify"
    static let summary = "Write notices, and put approved ones into the outbox (two persons)."
    static let discussion = """
        The first call writes the message once, keeps it, and ends with exit code 77, naming the approval. A second person approves
        exactly these bytes; the same call again puts them into the outbox and hands them to the channel. The file channel writes
        outbox/NAME.eml; the notice counts as sent only when the provider's answer is recorded (see: takedown sent).

        There is one notice for a case, a contact and a round. A notice that is in the outbox already is not written again; one that
        a crash left undelivered is delivered. While a law-enforcement hold lives, nothing leaves (exit code 77).
        """
    static let examples = [
        CommandExample("propose, and after approval send", "alliance takedown notify HL-2026-0001"),
        CommandExample("to another contact", "alliance takedown notify HL-2026-0001 --contact abuse@example.net"),
    ]
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("state", .text, "how far the notice came when this was done: queued, accepted"),
        OutputField("contact", .text, "to whom"),
        OutputField("channel", .text, "the way it takes", inTable: false),
        OutputField("file", .text, "the file in the outbox", inTable: false),
        OutputField("notice", .text, "the notice's identity"),
        OutputField("digest", .text, "the digest of the message's bytes", inTable: false),
    ])

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All cases that are ready for a notice: traced or released.") var all: Bool
    @Option("To whom, if not to the best contact of the trace.", placeholder: "EMAIL") var contact: String?
    @Option("The way it takes.", placeholder: "NAME") var channel = "file"
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != all { throw UsageError("name cases, or say --all") }
    }

    func run(_ context: CommandContext) async throws {
        if let contact { _ = try MailAddress(contact) }
        guard context.registry.channels.contains(where: { $0.name == channel }) else {
            let names = context.registry.channels.map { $0.name }.sorted().joined(separator: ", ")
            throw UsageError("there is no channel \"\(channel)\"; there are: \(names)")
        }
        let desk = try NoticeDesk(context)
        var words = cases
        if all {
            let ready = Query<CaseRecord>().where("state", in: [.text("traced"), .text("noticeReady")])
                .ordered(by: "received")
            words = try desk.workspace.store.read { try $0.all(ready).map(\.id.text) }
        }
        // What an earlier run left undelivered goes first.
        try await desk.deliverPending()
        var failure: (any Error)?
        do {
            try await CaseDesk.forEach(words, context) { word in
                let answer = try notify(word, desk, context)
                try context.output.write(answer.json, as: Self.output)
            }
        } catch {
            failure = error
        }
        try await desk.deliverPending()
        if let failure { throw failure }
    }

    private func notify(_ word: String, _ desk: NoticeDesk, _ context: CommandContext) throws -> NoticeAnswer {
        let key = CaseDesk.key(mutation.key, word)
        let remembered = try key.map { key in
            try desk.workspace.store.read { try $0.rememberedAnswer(for: key) != nil }
        }
        if remembered == true {
            return try context.mutate(key) { _ in
                throw AllianceError("key.forgotten", "the answer to the key was forgotten", exit: .busy)
            }
        }
        let notice = try desk.workspace.store.write {
            try desk.prepare(word, contact: contact, channel: channel, in: $0)
        }
        if notice.takesPlace { return NoticeAnswer(notice) }
        return try context.mutate(key, approved: "takedown.notify", of: notice.caseID, digest: notice.digest) {
            NoticeAnswer(try desk.queue(notice.id, in: $0))
        }
    }
}

/// What a notice answers.
private struct NoticeAnswer: Codable {
    var caseID: EntityID
    var reference: String
    var state: Notice.State
    var contact: String
    var channel: String
    var file: String
    var notice: EntityID
    var digest: Digest

    init(_ notice: Notice) {
        caseID = notice.caseID
        reference = notice.reference
        state = notice.state
        contact = notice.contact
        channel = notice.channel
        file = "outbox/\(notice.fileName)"
        self.notice = notice.id
        digest = notice.digest
    }

    var json: JSONObject {
        [
            "case": .text(caseID), "reference": .string(reference), "state": .string(state.rawValue),
            "contact": .string(contact), "channel": .string(channel), "file": .string(file), "notice": .text(notice),
            "digest": .text(digest),
        ]
    }
}

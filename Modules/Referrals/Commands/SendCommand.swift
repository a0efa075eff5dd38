import AllianceKit
import CommandLineKit
import Cryptography

/// `referrals send`
struct SendCommand: Command {
    static let name = "send"
    static let summary = "Put an approved referral into the outbox and write its package for hand-over."
    static let discussion = """
        Nothing leaves without a second person: until the referral is approved this proposes it and ends with exit \
        code 77. The outbox row, the event and the used-up approval are one transaction; the file is written after it, \
        and a crash in between is mended by the same command.

        The channel "file" writes one archive (a BagIt package as tar, on request sealed with age) below outbox/. The \
        referral is then "written", never "sent": that is said when "referrals status --accepted" records the \
        receiver's answer.
        """
    static let examples = [
        CommandExample("send a referral", "alliance referrals send ref_01k9v3c8m4example00000000 --channel file")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("state", .text, "how far it is known to have come"),
        OutputField("channel", .text, "how it goes"), OutputField("message", .text, "the outbox row"),
        OutputField("file", .text, "the file below outbox/"),
        OutputField("digest", .text, "digest of the package's tag manifest"),
        OutputField("contentDigest", .text, "digest of what was approved"),
        OutputField("fileDigest", .text, "digest of the file"),
    ])
    /// What a second person approves.
    static let verb = "referrals.send"

    /// The ways a referral can go.
    enum Way: String, CaseIterable, ArgumentValue {
        /// A file below `outbox/`.
        case file
    }

    @Argument("The referral.", placeholder: "ID") var id: String
    @Option("How it goes.") var channel = Way.file
    @Option("The receiver's age key, to seal the archive.", placeholder: "AGE_KEY") var recipient: String?
    @OptionGroup var mutation: MutationOptions

    struct Answer: Codable {
        var id, channel, message, file, digest, contentDigest, fileDigest: String
    }

    func run(_ context: CommandContext) async throws {
        let id = try EntityID.referral(id)
        if let recipient { try AgeCommand.check(recipient: recipient) }
        let workspace = try context.workspace()
        try repair(id, context)
        let answer: Answer
        do {
            answer = try context.mutate(mutation.key) { transaction in
                try queue(id, in: transaction, workspace, context)
            }
        } catch let error as AllianceError where error.code == "approval.missing" {
            throw try propose(id, workspace, context, error)
        }
        if let message = EntityID(answer.message) { try Outbox.write(id, message, context) }
        try context.output.write(
            [
                "id": .string(answer.id), "state": .string(ReferralRecord.State.written.rawValue),
                "channel": .string(answer.channel), "message": .string(answer.message), "file": .string(answer.file),
                "digest": .string(answer.digest), "contentDigest": .string(answer.contentDigest),
                "fileDigest": .string(answer.fileDigest),
            ], as: Self.output)
        context.talk.say(
            "hand over \(workspace.outboxFolder)/\(answer.file), then record the answer: "
                + "alliance referrals status \(answer.id) --accepted RECEIPT --at TIME")
    }

    /// Finishes what a crash left between the outbox row and its file.
    private func repair(_ id: EntityID, _ context: CommandContext) throws {
        let waiting = try context.workspace().store.read { try $0.get(ReferralRecord.self, id) }
        guard let waiting, waiting.state == .queued, let message = waiting.message else { return }
        context.talk.say("\(id) was queued but not written; writing it now")
        try Outbox.write(id, message, context)
    }

    private func queue(
        _ id: EntityID, in transaction: any StoreTransaction, _ workspace: Workspace, _ context: CommandContext
    ) throws -> Answer {
        var record = try transaction.require(ReferralRecord.self, id)
        guard record.state == .drafted else {
            throw AllianceError(
                "referrals.already-sent", "\(id) is \(record.state.rawValue) already; nothing is sent twice",
                hint: "alliance referrals status \(id)", exit: .notAllowed)
        }
        try record.requireValid(context)
        let now = context.surroundings.now()
        let package = try record.package(in: transaction, at: now)
        try Approvals.require(
            Self.verb, id, digest: package.contentDigest, in: transaction, context,
            configuration: workspace.configuration)
        var body = try package.bag.tar(folder: id.text, at: now)
        var fileName = "\(id).tar"
        if let recipient {
            fileName += ".age"
            body = try AgeCommand(context.surroundings).sealed(
                body, to: recipient, through: workspace.outboxFolder, name: fileName)
        }
        let message = OutboxMessage(
            id: context.surroundings.makeID("msg"), subject: id, channel: channel.rawValue,
            recipient: record.receiver.rawValue, fileName: fileName,
            mediaType: recipient == nil ? "application/x-tar" : "application/age-encryption", body: body,
            digest: Digester.digest(.sha256, of: body), created: now)
        let facts: JSONObject = [
            "receiver": .string(record.receiver.rawValue), "channel": .string(channel.rawValue),
            "digest": .text(package.bag.digest), "content": .text(package.contentDigest),
            "encrypted": .bool(recipient != nil),
        ]
        record.state = .queued
        record.message = message.id
        let event = Event(ReferralEvents.queued, id, at: now, by: context.actor, facts: facts)
        try transaction.put(record, because: event)
        try transaction.put(message, because: ReferralEvents.outbox(message, at: now, context))
        return Answer(
            id: id.text, channel: channel.rawValue, message: message.id.text, file: fileName,
            digest: package.bag.digest.description, contentDigest: package.contentDigest.description,
            fileDigest: message.digest.description)
    }

    /// Proposes the referral in a transaction of its own; the error says what to do next.
    private func propose(
        _ id: EntityID, _ workspace: Workspace, _ context: CommandContext, _ missing: AllianceError
    ) throws -> AllianceError {
        let approval = try workspace.store.write { transaction in
            let record = try transaction.require(ReferralRecord.self, id)
            return try Approvals.propose(
                Self.verb, id, digest: ReferralPackage.contentDigest(of: record), in: transaction, context,
                hours: workspace.configuration.approvalHours)
        }
        var error = missing
        error.hint = "a second person runs: alliance referrals approve \(id) (or: alliance approve \(approval.id))"
        return error
    }
}

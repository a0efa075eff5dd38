import AllianceKit
import CommandLineKit

/// `takedown sent`
struct SentCommand: Command {
    static let name = "sent"
    static let summary = "Record what the provider's server answered to a notice."
    static let discussion = """
        A notice counts as sent only now. A reply that starts with 2 is an acceptance and starts the provider's clock; 4 and 5 are
        refusals, and the case waits for another notice.
        """
    static let examples = [
        CommandExample(
            "accepted",
            "alliance takedown sent HL-2026-0001 --reply \"250 2.0.0 queued\" --at 2026-11-20T10:00:00Z")
    ]
    static let output = CaseAnswer.output

    @Argument("A case, a reference, or a notice (notice_…).", placeholder: "CASE") var wanted: String
    @Option("The server's answer, from its code on.") var reply: String
    @Option("When it answered; now unless said.", placeholder: "TIME") var at: Instant?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        guard reply.utf8.count <= 2000, let first = reply.utf8.first, [0x32, 0x34, 0x35].contains(first),
            reply.utf8.prefix(3).count == 3, reply.utf8.prefix(3).allSatisfy({ 48...57 ~= $0 })
        else { throw UsageError("--reply starts with the server's code: 250, 451, 550 …") }
    }

    func run(_ context: CommandContext) async throws {
        let desk = try NoticeDesk(context)
        let now = context.surroundings.now()
        let answer = try context.mutate(mutation.key) { transaction in
            var notice = try find(transaction)
            var record = try transaction.require(CaseRecord.self, notice.caseID)
            let time = try CaseDesk.moment(at, record, now: now)
            let accepted = reply.hasPrefix("2")
            if notice.state == (accepted ? .accepted : .refused), notice.replied == time, notice.reply == reply {
                return CaseAnswer(record)
            }
            guard notice.state == .queued else {
                throw AllianceError(
                    "takedown.notice.not-queued", "\(notice.id) is \(notice.state.rawValue), not in the outbox",
                    exit: .partial)
            }
            guard time.seconds(since: notice.created) > -1 else {
                throw AllianceError(
                    "takedown.notice.order", "\(notice.id) was written later, at \(notice.created)", exit: .usage)
            }
            try record.apply(
                accepted ? .acceptNotice : .refuseNotice, at: time, by: context.actor,
                note: String(reply.prefix(3)), now: now)
            notice.state = accepted ? .accepted : .refused
            notice.reply = reply
            notice.replied = time
            try desk.put(notice, in: transaction, at: now)
            try answerRow(accepted, notice, time, transaction, context)
            try CaseDesk.put(
                record, accepted ? "takedown.notice.sent" : "takedown.notice.refused", in: transaction, at: time,
                by: context.actor, recorded: now,
                facts: [
                    "code": .string(String(reply.prefix(3))), "level": .integer(Int64(notice.level)),
                    "round": .integer(Int64(notice.round)),
                ])
            return CaseAnswer(record)
        }
        try context.output.write(answer.json, as: Self.output)
    }

    private func find(_ transaction: any StoreTransaction) throws -> Notice {
        if let id = EntityID(wanted), id.prefix == "notice" { return try transaction.require(Notice.self, id) }
        let record = try CaseDesk.find(wanted, in: transaction)
        let all = try transaction.all(
            Query<Notice>().where("case_id", .equal, .text(record.id)).ordered(by: "created", descending: true))
        let sent = all.first { $0.state == .queued } ?? all.first { $0.reply != nil }
        guard let sent else {
            throw AllianceError(
                "takedown.notice.missing", "\(record.reference) has no notice in the outbox",
                hint: "see: alliance takedown notify", exit: .partial)
        }
        return sent
    }

    /// What is known of the delivery stands in the outbox row, too.
    private func answerRow(
        _ accepted: Bool, _ notice: Notice, _ time: Instant, _ transaction: any StoreTransaction,
        _ context: CommandContext
    ) throws {
        guard let id = notice.outboxID, var message = try transaction.get(OutboxMessage.self, id) else { return }
        message.delivery = Delivery(accepted ? .accepted : .refused, receipt: reply, time: time)
        try transaction.put(
            message,
            because: Event(
                "takedown.message.answered", message.id, at: context.surroundings.now(), by: context.actor))
    }
}

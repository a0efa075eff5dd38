import AllianceKit
import CommandLineKit

/// `takedown sent`
struct SentCommand: Command {
    static let name = "sent"
    static let summary = "Record what the provider's server answered to a notice."
    static let discussion = """
        For the channel file, a notice counts as sent only now; for the others this is what a person found out. A reply that starts with
        2 is an acceptance and starts the provider's clock; 4 says that it was not taken for now, and the case is ready for another
        notice; 5 refuses for good, and the contact is reviewed. It counts for every case in the same letter.
        """
    static let examples = [
        CommandExample(
            "accepted",
            "alliance takedown sent HL-2026-0001 --reply \"250 2.0.0 queued\" --at 2026-11-20T10:00:00Z")
    ]
    static let output = CaseAnswer.output

    @Argument("A case, a reference, a notice (notice_…) or a letter.", placeholder: "CASE") var wanted: String
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
            let notice = try find(transaction)
            let record = try transaction.require(CaseRecord.self, notice.caseID)
            let time = try CaseDesk.moment(at, record, now: now)
            if notice.state == said.noticeState, notice.replied == time, notice.reply == reply {
                return CaseAnswer(record)
            }
            guard notice.isOpen else {
                throw AllianceError(
                    "takedown.notice.not-queued", "\(notice.id) is \(notice.state.rawValue), not in the outbox",
                    exit: .partial)
            }
            guard time.seconds(since: notice.created) > -1 else {
                throw AllianceError(
                    "takedown.notice.order", "\(notice.id) was written later, at \(notice.created)", exit: .usage)
            }
            try answerRow(notice, time, transaction, context)
            let records = try desk.settle(notice.letter, said, at: time, in: transaction)
            return CaseAnswer(records.first { $0.id == record.id } ?? record)
        }
        try context.output.write(answer.json, as: Self.output)
    }

    private var said: ServerReply {
        switch reply.utf8.first {
        case 0x32: .accepted(reply)
        case 0x34: .lapsed(reply)
        default: .refused(reply)
        }
    }

    private func find(_ transaction: any StoreTransaction) throws -> Notice {
        if let id = EntityID(wanted), id.prefix == "notice" { return try transaction.require(Notice.self, id) }
        if let id = EntityID(wanted), id.prefix == "letter",
            let first = try transaction.require(Letter.self, id).notices.first
        {
            return try transaction.require(Notice.self, first)
        }
        let record = try CaseDesk.find(wanted, in: transaction)
        let all = try transaction.all(
            Query<Notice>().where("case_id", .equal, .text(record.id)).ordered(by: "created", descending: true))
        let sent = all.first { $0.isOpen } ?? all.first { $0.reply != nil }
        guard let sent else {
            throw AllianceError(
                "takedown.notice.missing", "\(record.reference) has no notice in the outbox",
                hint: "see: alliance takedown notify", exit: .partial)
        }
        return sent
    }

    /// What is known of the delivery stands in the outbox row, too.
    private func answerRow(
        _ notice: Notice, _ time: Instant, _ transaction: any StoreTransaction, _ context: CommandContext
    ) throws {
        guard let id = notice.outboxID, var message = try transaction.get(OutboxMessage.self, id) else { return }
        message.delivery = Delivery(said.noticeState == .accepted ? .accepted : .refused, receipt: reply, time: time)
        message.handedOver = nil
        try transaction.put(
            message,
            because: Event(
                "takedown.message.answered", message.id, at: context.surroundings.now(), by: context.actor))
    }
}

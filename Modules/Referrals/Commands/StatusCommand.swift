import AllianceKit
import CommandLineKit

/// `referrals status`
struct StatusCommand: Command {
    static let name = "status"
    static let summary = "Say how far a referral is known to have come, or record the receiver's answer."
    static let discussion = """
        A file that was written says nothing about its arrival. Only the receiver's answer, recorded here with its \
        number and time, makes a referral count as sent.
        """
    static let examples = [
        CommandExample(
            "record an acceptance",
            "alliance referrals status ref_01k9v3c8m4example00000000 --accepted 4564654 --at 2026-11-24T09:30:00Z")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("state", .text, "how far it is known to have come"),
        OutputField("delivery", .text, "what is known of the outbox row; null before"),
        OutputField("drafted", .time, "when it was drafted"),
        OutputField("written", .time, "when its file was written"),
        OutputField("waiting", .seconds, "since it was written without an answer"),
        OutputField("receipt", .text, "the receiver's answer"),
        OutputField("answered", .time, "when the receiver answered"),
        OutputField("outcomes", .list, "what came of it so far"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String
    @Option("The receiver's acceptance: its number.", placeholder: "RECEIPT") var accepted: String?
    @Option("The receiver's refusal: its words.", placeholder: "REASON") var refused: String?
    @Option("When the receiver answered; now unless given.", placeholder: "TIME") var at: String?
    @OptionGroup var mutation: MutationOptions

    struct Answer: Codable {
        var record: ReferralRecord
        var delivery: Delivery.State?
        var now: Instant
    }

    mutating func validate() throws {
        if accepted != nil, refused != nil { throw UsageError("--accepted and --refused exclude each other") }
        if at != nil, accepted == nil, refused == nil { throw UsageError("--at goes with --accepted or --refused") }
        if accepted?.isEmpty == true || refused?.isEmpty == true { throw UsageError("the answer is empty") }
    }

    func run(_ context: CommandContext) async throws {
        let id = try EntityID.referral(id)
        let answer =
            if accepted == nil && refused == nil {
                try context.workspace().store.read { try state(of: id, in: $0, context) }
            } else {
                try context.mutate(mutation.key) { transaction in
                    try recordAnswer(of: id, in: transaction, context)
                    return try state(of: id, in: transaction, context)
                }
            }
        let record = answer.record
        let waiting = record.state == .written ? record.written.map { answer.now.seconds(since: $0) } : nil
        try context.output.write(
            [
                "id": .text(record.id), "state": .string(record.state.rawValue),
                "delivery": .text(answer.delivery?.rawValue), "drafted": .text(record.drafted),
                "written": .text(record.written), "waiting": .double(waiting),
                "receipt": .text(record.answer?.receipt), "answered": .text(record.answer?.time),
                "outcomes": .array(record.outcomes.map { .string($0.result.rawValue) }),
            ], as: Self.output)
    }

    private func state(of id: EntityID, in reader: any StoreReader, _ context: CommandContext) throws -> Answer {
        let record = try reader.require(ReferralRecord.self, id)
        let row = try record.message.flatMap { try reader.get(OutboxMessage.self, $0) }
        return Answer(record: record, delivery: row?.delivery.state, now: context.surroundings.now())
    }

    private func recordAnswer(
        of id: EntityID, in transaction: any StoreTransaction, _ context: CommandContext
    ) throws {
        var record = try transaction.require(ReferralRecord.self, id)
        guard record.state == .written, let written = record.written, let message = record.message else {
            throw AllianceError(
                "referrals.answer.unexpected", "\(id) is \(record.state.rawValue); an answer follows \"written\"",
                hint: "alliance referrals status \(id)", exit: .notAllowed)
        }
        let now = context.surroundings.now()
        let time = try at.map { try Instant.option($0, "--at") } ?? now
        guard written <= time, time <= now else {
            throw AllianceError(
                "referrals.answer.time",
                "an answer at \(time) is before \(written), when it was written, or in the future",
                exit: .usage)
        }
        let isAccepted = accepted != nil
        record.state = isAccepted ? .accepted : .refused
        record.answer = ReferralRecord.ReceiverAnswer(
            receipt: accepted ?? refused ?? "", time: time, recordedBy: context.actor)
        var row = try transaction.require(OutboxMessage.self, message)
        row.delivery = Delivery(isAccepted ? .accepted : .refused, receipt: record.answer?.receipt, time: time)
        var facts: JSONObject = ["receiver": .string(record.receiver.rawValue)]
        if isAccepted { facts["channel"] = .string(row.channel) }
        let kind = isAccepted ? ReferralEvents.sent : ReferralEvents.refused
        try transaction.put(
            record, because: ReferralEvents.late(kind, id, happened: time, context, facts: facts))
        try transaction.put(row, because: ReferralEvents.outbox(row, at: now, context))
    }
}

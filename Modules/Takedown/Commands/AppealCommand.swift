import AllianceKit
import CommandLineKit
import Cryptography

/// `takedown appeal`
struct AppealCommand: Command {
    static let name = "appeal"
    static let summary = "Record an objection to a case, or decide it (two persons)."
    static let discussion = """
        While an appeal is open, no notice, reminder or escalation leaves; looks go on. A rejected appeal takes the case back to
        where it stood. An upheld one withdraws the case: its blocks are lifted, and the next build of every block list drops
        its address. Deciding needs a second person.
        """
    static let examples = [
        CommandExample(
            "it came in", "alliance takedown appeal HL-2026-0001 --by site-owner --reason \"says it is a news page\""),
        CommandExample(
            "decided", "alliance takedown appeal HL-2026-0001 --decide rejected --reason \"seen again, unchanged\""),
    ]
    static let output = CaseAnswer.output

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String
    @Option("Who objects.") var by: CaseAppeal.Party?
    @Option("How it is decided.") var decide: CaseAppeal.Decision?
    @Option("Why they object, or why it is decided so.") var reason: String
    @Option("When it came in; now unless said.", placeholder: "TIME") var at: Instant?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if (by == nil) == (decide == nil) { throw UsageError("say --by for a new objection, or --decide") }
        if decide != nil, at != nil { throw UsageError("--at goes with --by") }
        if reason.isEmpty { throw UsageError("--reason must say something") }
    }

    func run(_ context: CommandContext) async throws {
        let answer = try by.map { try start($0, context) } ?? decide.map { try end($0, context) }
        if let answer { try context.output.write(answer.json, as: Self.output) }
    }

    private func start(_ party: CaseAppeal.Party, _ context: CommandContext) throws -> CaseAnswer {
        let now = context.surroundings.now()
        return try context.mutate(mutation.key) { transaction in
            var record = try CaseDesk.find(wanted, in: transaction)
            let time = try CaseDesk.moment(at, record, now: now)
            try CaseDesk.startAppeal(
                &record, by: party, reason: reason, at: time, actor: context.actor, now: now, in: transaction)
            return CaseAnswer(record)
        }
    }

    private func end(_ decision: CaseAppeal.Decision, _ context: CommandContext) throws -> CaseAnswer {
        let now = context.surroundings.now()
        let record = try context.workspace().store.read { try CaseDesk.find(wanted, in: $0) }
        let act: JSONObject = [
            "case": .text(record.id), "appeal": .integer(Int64(record.appeals.count)),
            "decision": .string(decision.rawValue), "reason": .string(reason),
        ]
        let digest = Digester.digest(.sha256, of: JSONText.canonical(.object(act)))
        let desk = try NoticeDesk(context)
        return try context.mutate(mutation.key, approved: "takedown.appeal", of: record.id, digest: digest) {
            transaction in
            var current = try transaction.require(CaseRecord.self, record.id)
            guard var appeal = current.openAppeal else {
                throw AllianceError(
                    "takedown.appeal.none", "\(current.reference): no appeal waits for a decision", exit: .partial)
            }
            try current.apply(
                decision == .upheld ? .withdraw : .endAppeal, at: now, by: context.actor, note: decision.rawValue,
                now: now)
            appeal.decision = decision
            appeal.decisionReason = reason
            appeal.decidedBy = context.actor
            appeal.decided = now
            current.appeals[current.appeals.count - 1] = appeal
            if decision == .upheld { try desk.cancelProposals(of: current, in: transaction, at: now) }
            try CaseDesk.put(
                current, "takedown.appeal.decided", in: transaction, at: now, by: context.actor,
                facts: ["decision": .string(decision.rawValue), "by": .string(appeal.by.rawValue)])
            return CaseAnswer(current)
        }
    }
}

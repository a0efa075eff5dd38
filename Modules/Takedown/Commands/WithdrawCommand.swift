import AllianceKit
import CommandLineKit

/// `takedown withdraw`
struct WithdrawCommand: Command {
    static let name = "withdraw"
    static let summary = "Take a case back, with a reason."
    static let discussion = "Notices that have not left do not leave any more. What was sent is not called back."
    static let examples = [
        CommandExample("a mistake", "alliance takedown withdraw HL-2026-0007 --reason \"entered twice\"")
    ]
    static let output = CaseAnswer.output

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String
    @Option("Why.") var reason: String
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let desk = try NoticeDesk(context)
        let answer = try context.mutate(mutation.key) { transaction in
            var record = try CaseDesk.find(wanted, in: transaction)
            try record.apply(.withdraw, at: now, by: context.actor, note: reason, now: now)
            try desk.cancelProposals(of: record, in: transaction, at: now)
            try CaseDesk.put(record, "takedown.case.withdrawn", in: transaction, at: now, by: context.actor)
            return CaseAnswer(record)
        }
        try context.output.write(answer.json, as: Self.output)
    }
}

import AllianceKit
import CommandLineKit

/// `takedown close`
struct CloseCommand: Command {
    static let name = "close"
    static let summary = "Close a case that is done, or join it to another."
    static let discussion = """
        Closing ends the watch over a removed case, or a case that was referred abroad or whose origin stays unknown. With
        --duplicate-of the case is joined to another: it is the same matter under another address.
        """
    static let examples = [
        CommandExample("after the last look", "alliance takedown close HL-2026-0001"),
        CommandExample("the same matter", "alliance takedown close HL-2026-0039 --duplicate-of HL-2026-0002"),
    ]
    static let output = CaseAnswer.output

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String
    @Option("The case that it is joined to.", placeholder: "CASE") var duplicateOf: String?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let desk = try NoticeDesk(context)
        let answer = try context.mutate(mutation.key) { transaction in
            var record = try CaseDesk.find(wanted, in: transaction)
            var facts: JSONObject = ["as": "done"]
            if let duplicateOf {
                let other = try CaseDesk.find(duplicateOf, in: transaction)
                guard other.id != record.id, other.state != .duplicate else {
                    throw AllianceError(
                        "takedown.case.join", "\(record.reference) cannot be joined to \(other.reference)",
                        hint: "name a case that is not itself joined to another", exit: .partial)
                }
                try record.apply(.join, at: now, by: context.actor, note: other.reference, now: now)
                record.duplicateOf = other.id
                facts = ["as": "duplicate"]
            } else {
                try record.apply(.close, at: now, by: context.actor, now: now)
            }
            try desk.cancelProposals(of: record, in: transaction, at: now)
            try CaseDesk.put(
                record, "takedown.case.closed", in: transaction, at: now, by: context.actor, facts: facts)
            return CaseAnswer(record)
        }
        try context.output.write(answer.json, as: Self.output)
    }
}

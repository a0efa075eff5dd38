import AllianceKit
import CommandLineKit

/// `takedown triage`
struct TriageCommand: Command {
    static let name = "triage"
    static let summary = "Sort cases by urgency before they are assessed."
    static let discussion = """
        Urgent cases are due for assessment after a twelfth of the usual time, high ones after a third, low ones after three times
        as long. Notices of urgent cases are never grouped and never wait for office hours.
        """
    static let examples = [
        CommandExample("a child may be in danger", "alliance takedown triage HL-2026-0001 --priority urgent")
    ]
    static let output = CaseAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE") var cases: [String]
    @Option("How urgent they are.") var priority: CasePriority
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        try await CaseDesk.forEach(cases, context) { word in
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                var record = try CaseDesk.find(word, in: transaction)
                try record.apply(.sort, at: now, by: context.actor, note: priority.rawValue, now: now)
                record.priority = priority
                try CaseDesk.put(
                    record, "takedown.case.triaged", in: transaction, at: now, by: context.actor,
                    facts: ["priority": .string(priority.rawValue)])
                return CaseAnswer(record)
            }
            try context.output.write(answer.json, as: Self.output)
        }
    }
}

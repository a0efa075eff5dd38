import AllianceKit
import CommandLineKit

/// Records that a milestone was met, or adds one.
struct MilestoneCommand: Command {
    static let name = "milestone"
    static let summary = "Record that a milestone was met, or add a milestone."
    static let examples = [
        CommandExample("a milestone was met", "alliance commitments milestone XA-2026-01 M1 --met 2026-06-12"),
        CommandExample(
            "a new milestone", "alliance commitments milestone XA-2026-01 --add 'Evaluation published @ 2027-03-01'"),
    ]
    static let output = CommitmentOutput.change

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Argument("The milestone that was met, as M1 or M2.", placeholder: "MILESTONE") var milestone: String?
    @Option("The day it was met.", placeholder: "DATE") var met: DateArgument?
    @Option("A new milestone as 'TITLE @ DATE'.", placeholder: "TEXT") var add: String?
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        guard (add != nil) != (milestone != nil && met != nil), add == nil || (milestone == nil && met == nil) else {
            throw UsageError("give MILESTONE and --met, or --add")
        }
        if let add, Milestone(id: "M", text: add) == nil { throw UsageError("the date in '\(add)' is not YYYY-MM-DD") }
    }

    func run(_ context: CommandContext) async throws {
        try context.change(reference, mutation.key) { commitment, now in
            if let add {
                let id = "M\(commitment.milestones.count + 1)"
                commitment.milestones.append(Milestone(id: id, text: add)!)
                let event = Event(
                    "commitments.amended", commitment.id, at: now, by: context.actor,
                    facts: ["version": .int(commitment.versions.count), "milestone": .string(id)])
                return CommitmentStep(event, "milestone added", item: id)
            }
            guard let met, let place = commitment.milestones.firstIndex(where: { $0.id == milestone }) else {
                throw AllianceError(
                    "commitments.milestone.missing", "\(reference) has no milestone \(milestone ?? "")",
                    hint: "it has " + commitment.milestones.map(\.id).joined(separator: ", "))
            }
            guard met.date <= now.date else {
                throw AllianceError("commitments.milestone.future", "\(met.date) is in the future", exit: .usage)
            }
            commitment.milestones[place].met = met.date
            let item = commitment.milestones[place]
            let event = Event(
                "commitments.milestone.met", commitment.id, at: met.date.startOfDay, by: context.actor,
                facts: [
                    "milestone": .string(item.id), "late": .bool(item.due.map { met.date > $0 } ?? false),
                    "recordedAt": .text(now),
                ])
            return CommitmentStep(event, "milestone met", item: item.id)
        }
    }
}

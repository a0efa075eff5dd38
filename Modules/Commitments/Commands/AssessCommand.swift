import AllianceKit
public import CommandLineKit

/// Records an assessment by someone who did not report.
struct AssessCommand: Command {
    static let name = "assess"
    static let summary = "Record the completion found by someone who did not report it."
    static let discussion = """
        The assessor is the --actor, and may not be one of those who reported the same commitment. "substantial" and "complete" \
        need at least one item of evidence.
        """
    static let examples = [
        CommandExample(
            "an assessment",
            "alliance --actor assessor-1 commitments assess XA-2026-01 --period 2026-S1 --completion limited --reason 'One of three steps'"
        )
    ]
    static let output = CommitmentOutput.change

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Option("The period that is judged.", placeholder: "PERIOD") var period: String
    @Option("What was found.", placeholder: "FINDING") var completion: Assessment.Completion
    @Option("Why.", placeholder: "TEXT") var reason: String
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        guard ProgressReport.isPeriod(period) else {
            throw UsageError("--period must be like 2026, 2026-S1, 2026-Q3 or 2026-05")
        }
    }

    func run(_ context: CommandContext) async throws {
        try context.change(reference, mutation.key) { commitment, now in
            if commitment.reports.contains(where: { $0.actor == context.actor }) {
                throw AllianceError(
                    "commitments.same-person", "\(context.actor) reported on \(reference) and cannot assess it",
                    hint: "someone else assesses with --actor", exit: .notAllowed)
            }
            if completion.needsEvidence, commitment.evidence.isEmpty {
                throw AllianceError(
                    "commitments.no-evidence", "\(reference) has no evidence for \"\(completion.rawValue)\"",
                    hint: "record it with: alliance commitments evidence", exit: .notAllowed)
            }
            commitment.assessments.append(
                Assessment(period: period, completion: completion, reason: reason, recorded: now, actor: context.actor))
            let event = Event(
                "commitments.assessed", commitment.id, at: now, by: context.actor,
                facts: [
                    "period": .string(period), "completion": .string(completion.rawValue),
                    "target": .string(commitment.target.rawValue),
                ])
            return CommitmentStep(event, "assessed as \(completion.rawValue) for \(period)")
        }
    }
}

/// One of the cases, as its word.
extension Assessment.Completion: ArgumentValue {}

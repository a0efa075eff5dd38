import AllianceKit
public import CommandLineKit

/// Records a self-report.
struct ReportCommand: Command {
    static let name = "report"
    static let summary = "Record what the country itself reports of a period."
    static let examples = [
        CommandExample(
            "the first half of 2026",
            "alliance commitments report XA-2026-01 --period 2026-S1 --progress under-way --text 'Three providers signed.'"
        )
    ]
    static let output = CommitmentOutput.change

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Option("The period: 2026, 2026-S1, 2026-Q3 or 2026-05.", placeholder: "PERIOD") var period: String
    @Option("The answer.", placeholder: "ANSWER") var progress: ProgressReport.Progress
    @Option("In the country's words.", placeholder: "TEXT") var text: String?
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        guard ProgressReport.isPeriod(period) else {
            throw UsageError("--period must be like 2026, 2026-S1, 2026-Q3 or 2026-05")
        }
    }

    func run(_ context: CommandContext) async throws {
        try context.change(reference, mutation.key) { commitment, now in
            guard commitment.lifecycle.state == .registered else {
                throw AllianceError(
                    "commitments.not-registered",
                    "\(reference) is \(commitment.lifecycle.state.rawValue), not registered",
                    exit: .notAllowed)
            }
            commitment.reports.append(
                ProgressReport(period: period, progress: progress, text: text, recorded: now, actor: context.actor))
            let event = Event(
                "commitments.reported", commitment.id, at: now, by: context.actor,
                facts: [
                    "period": .string(period), "progress": .string(progress.rawValue),
                    "target": .string(commitment.target.rawValue),
                ])
            return CommitmentStep(event, "reported \(progress.rawValue) for \(period)")
        }
    }
}

/// One of the cases, as its word.
extension ProgressReport.Progress: ArgumentValue {}

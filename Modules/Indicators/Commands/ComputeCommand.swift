import AllianceKit
import CommandLineKit

/// Computes figures.
struct ComputeCommand: Command {
    static let name = "compute"
    static let summary = "Compute indicators from the ledger, all in one pass."
    static let discussion = """
        Durations are Kaplan–Meier medians; subjects that have not come so far are counted as censored as of the as-of time. Where \
        the definition has pauses (law-enforcement holds) the figure leaves them out, and the figure with them stands beside it.

        With --by a figure is broken down by a fact that its definition names. Counts from 1 to 4 are then shown as "<5". That is a \
        primary rule only: before anything is published, a person has to review it.
        """
    static let examples = [
        CommandExample("everything, as of now", "alliance indicators compute"),
        CommandExample(
            "one figure for a year, by country, as JSON",
            "alliance indicators compute AVAIL.removal-time --from 2026-01-01 --to 2026-12-31 --by country --format json"
        ),
    ]
    static let output = OutputShape.records(Figure.fields)

    @Argument("Indicators; all unless named.", placeholder: "ID", allowEmpty: true) var indicators: [String]
    @OptionGroup var scope: ScopeOptions
    @Option("Break down by this fact.", placeholder: "FACT") var by: String?

    func run(_ context: CommandContext) async throws {
        let definitions = try context.definitions(indicators)
        let breakdowns = try context.breakdowns(by: by, definitions, named: !indicators.isEmpty)
        for result in try context.compute(definitions, scope.scope(context), breakdowns: breakdowns) {
            try context.output.write(result.total.json, as: Self.output)
            for breakdown in result.breakdowns {
                try context.output.write(breakdown.figures.map(\.json), as: Self.output)
            }
        }
        if context.output.format == .table {
            context.talk.say(
                "read each figure with its caveat: alliance indicators explain INDICATOR, or --format json")
        }
    }
}

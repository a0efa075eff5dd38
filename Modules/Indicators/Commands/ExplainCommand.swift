import AllianceKit
import CommandLineKit
import Formats
import Statistics

/// Shows how a figure came about.
struct ExplainCommand: Command {
    static let name = "explain"
    static let summary =
        "Show how a figure came about: definition, events, subjects, every step, and how to get it again."
    static let discussion = """
        Each row is one step. Rows of events say how many entered, the first and last ledger entry, and what was left out and why; rows \
        of subjects say what became of them; rows of the curve are the Kaplan–Meier steps. The last row is the command that gives \
        the same figure again, also after the ledger has grown.
        """
    static let examples = [CommandExample("how a median came about", "alliance indicators explain AVAIL.removal-time")]
    static let output = OutputShape.records([
        OutputField("part", .text, "definition, events, subjects, curve, figure or reproduce"),
        OutputField("item", .text, "what the row is about"),
        OutputField("number", .number, "its number, if it has one"),
        OutputField("detail", .text, "what it says"),
        OutputField("firstSequence", .integer, "the first ledger entry used", inTable: false),
        OutputField("lastSequence", .integer, "the last ledger entry used", inTable: false),
    ])

    @Argument("The indicator.", placeholder: "ID") var indicator: String
    @OptionGroup var scope: ScopeOptions

    func run(_ context: CommandContext) async throws {
        let definitions = try context.definitions([indicator])
        let scope = try scope.scope(context)
        let kinds = Dictionary(context.registry.eventKinds.map { ($0.name, $0.summary) }) { first, _ in first }
        for result in try context.compute(definitions, scope) {
            for row in Explanation(result, kinds: kinds).rows { try context.output.write(row, as: Self.output) }
        }
    }
}

/// The steps of one figure as rows.
struct Explanation {
    private(set) var rows: [JSONObject] = []

    init(_ result: IndicatorResult, kinds: [String: String]) {
        let one = result.definition
        row("definition", "indicator", nil, "\(one.id), version \(one.version)")
        row("definition", "title", nil, one.title)
        row("definition", "definition", nil, one.definition)
        row("definition", "measure", nil, one.measure.words)
        row("definition", "unit", nil, one.unit)
        row("definition", "direction", nil, one.direction.rawValue)
        row("definition", "caveat", nil, one.caveat)
        row("events", "ledger entries read", Double(result.entriesRead), result.scope.words)
        for trace in result.traces {
            var detail = trace.role
            if let summary = kinds[trace.kind] { detail += " (\(summary))" }
            if let first = trace.firstSequence, let last = trace.lastSequence {
                detail += "; entries \(first) to \(last)"
            }
            for (reason, count) in trace.leftOut.sorted(by: { $0.key < $1.key }) {
                detail += "; left out \(count): \(reason)"
            }
            row("events", trace.kind, Double(trace.counted), detail, trace)
        }
        for entry in result.account { row("subjects", entry.text, Double(entry.count), "") }
        curve(result.total)
        figure(result.total)
        let head = result.scope.head ?? result.entriesRead
        var scope = result.scope
        scope.head = head
        row("reproduce", "command", nil, "alliance indicators compute \(one.id) \(scope.options)")
    }

    private mutating func curve(_ figure: Figure) {
        guard let curve = figure.curve else { return }
        for step in curve.steps {
            var detail = "after \(ChartDuration.text(step.time)): \(step.events) of \(step.atRisk) at risk"
            if let low = step.low, let high = step.high {
                detail +=
                    "; 95 % interval \(ChartNumber.text(low, decimals: 4)) to \(ChartNumber.text(high, decimals: 4))"
            }
            row("curve", "survival at \(ChartNumber.text(step.time, decimals: 3)) s", step.survival, detail)
        }
    }

    private mutating func figure(_ figure: Figure) {
        row("figure", "value", figure.value, figure.shownValue)
        row("figure", "low", figure.low, "lower 95 % confidence limit")
        row("figure", "high", figure.high, "upper 95 % confidence limit")
        row("figure", "n", Double(figure.n), figure.method)
        if let gross = figure.gross {
            row("figure", "without subtracting pauses", gross.value, gross.value.map(figure.words) ?? "not reached")
        }
        for within in figure.within {
            row("figure", "share that came so far within \(within.name)", within.share, "1 − S")
        }
    }

    private mutating func row(
        _ part: String, _ item: String, _ number: Double?, _ detail: String, _ trace: EventTrace? = nil
    ) {
        rows.append([
            "part": .string(part), "item": .string(item), "number": Figure.number(number), "detail": .string(detail),
            "firstSequence": .int(trace?.firstSequence), "lastSequence": .int(trace?.lastSequence),
        ])
    }
}

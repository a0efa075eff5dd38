import AllianceKit
import CommandLineKit

/// Lists the definitions.
struct ListCommand: Command {
    static let name = "list"
    static let summary = "List the indicators that this build can compute, with their definitions."
    static let discussion = """
        Definitions are declared by the modules; each has an identity, a version and a caveat that travels with every figure.
        """
    static let examples = [CommandExample("definitions of one target", "alliance indicators list --target AVAIL")]
    static let output = OutputShape.records([
        OutputField("indicator", .text, "identity"),
        OutputField("target", .text, "VIC, AVAIL, LE or AWARE; null for governance"),
        OutputField("title", .text, "the exact measure"),
        OutputField("unit", .text, "unit of the figure"),
        OutputField("direction", .text, "what a higher value means: none, up (better) or down"),
        OutputField("measure", .text, "how it is computed from the ledger", inTable: false),
        OutputField("events", .list, "event kinds it reads", inTable: false),
        OutputField("breakdowns", .list, "facts by which it can be broken down"),
        OutputField("version", .integer, "version of the definition"),
        OutputField("definition", .text, "what is counted, of whom, from when to when", inTable: false),
        OutputField("caveat", .text, "what a reader must know", inTable: false),
    ])

    @Option("Only indicators of this target (VIC, AVAIL, LE, AWARE) or of governance (GOV).", placeholder: "CODE")
    var target: String?

    func validate() throws {
        guard let target else { return }
        guard target == "GOV" || PolicyTarget(rawValue: target) != nil else {
            throw UsageError("--target must be one of VIC, AVAIL, LE, AWARE, GOV")
        }
    }

    func run(_ context: CommandContext) async throws {
        for one in try context.definitions() {
            if let target, (one.target?.rawValue ?? "GOV") != target { continue }
            try context.output.write(
                [
                    "indicator": .string(one.id), "target": .text(one.target?.rawValue), "title": .string(one.title),
                    "unit": .string(one.unit), "direction": .string(one.direction.rawValue),
                    "measure": .string(one.measure.words), "events": .array(one.measure.kinds.map { .string($0) }),
                    "breakdowns": .array(one.breakdowns.map { .string($0) }), "version": .int(one.version),
                    "definition": .string(one.definition), "caveat": .string(one.caveat),
                ], as: Self.output)
        }
    }
}

extension IndicatorDefinition.Measure {
    /// How it is computed, in words.
    var words: String {
        switch self {
        case .eventCount(let kind): return "number of \(kind) events in the period"
        case .subjectCount(let kind): return "number of distinct subjects with a \(kind) event in the period"
        case .duration(let from, let to, let pausedFrom, let pausedTo, let among):
            let whose =
                among.map {
                    ", of subjects whose latest \($0.kind) has \($0.fact) = \($0.values.joined(separator: " or "))"
                }
                ?? ""
            let pauses =
                pausedFrom.map { ", without the time between \($0) and \(pausedTo ?? "the end")" } ?? ""
            return
                "median time from \(from) to the first \(to.joined(separator: " or "))\(pauses)\(whose) (Kaplan–Meier)"
        case .share(let of, let to, let fact, let values, let decides):
            let condition = fact.map { " with \($0) = \(values.joined(separator: " or "))" } ?? ""
            return decides == .latest
                ? "share of subjects with \(of) in the period whose latest \(to) exists\(condition)"
                : "share of subjects with \(of) in the period that have any \(to)\(condition)"
        }
    }
}

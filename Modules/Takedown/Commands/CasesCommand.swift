import AllianceKit
import CommandLineKit

/// `takedown cases`
struct CasesCommand: Command {
    static let name = "cases"
    static let summary = "List cases with their state and next step."
    static let examples = [
        CommandExample("what is to do now", "alliance takedown cases --due"),
        CommandExample("what waits for a notice", "alliance takedown cases --state traced --state noticeReady"),
    ]
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("state", .text, "where it stands"),
        OutputField("nextStep", .text, "what is to be done next", title: "next"),
        OutputField("nextDue", .time, "by when", title: "due"),
        OutputField("overdue", .flag, "whether that moment has passed", title: "late"),
        OutputField("country", .text, "the host's country", title: "host"),
        OutputField("classification", .text, "how confirmed material is classed", inTable: false),
        OutputField("contentKind", .text, "what the reporter said it is", inTable: false),
        OutputField("reports", .integer, "reports joined in it", inTable: false),
        OutputField("received", .time, "when the first report was received", inTable: false),
    ])

    @Option("Only cases in this state; may be repeated.") var state: [CaseState]
    @Flag("Only cases whose next step is due, the longest overdue first.") var due: Bool
    @Option("At most so many.", placeholder: "N") var limit: Int?

    mutating func validate() throws {
        if let limit, limit < 1 { throw UsageError("--limit must be at least 1") }
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        var query = Query<CaseRecord>()
        if !state.isEmpty { query = query.where("state", in: state.map { .text($0.rawValue) }) }
        query =
            due
            ? query.where("next_due", .lessOrEqual, .time(now)).ordered(by: "next_due")
            : query.ordered(by: "received")
        if let limit { query = query.limited(to: limit) }
        try context.workspace().store.read { reader in
            try reader.forEach(query) { record in
                let timer = record.timer(at: now)
                try context.output.write(
                    [
                        "case": .text(record.id), "reference": .string(record.reference),
                        "state": .string(record.state.rawValue), "nextStep": .text(timer?.step.rawValue),
                        "nextDue": .text(timer?.due), "overdue": .bool(timer.map { $0.due <= now } ?? false),
                        "country": .text(record.trace?.country),
                        "classification": .text(record.assessment?.classification?.rawValue),
                        "contentKind": .string(record.contentKind.rawValue), "reports": .integer(Int64(record.reports)),
                        "received": .text(record.clocks.received),
                    ], as: Self.output)
                return true
            }
        }
    }
}

import AllianceKit
import CommandLineKit

/// Puts in figures that others published.
struct ObserveCommand: Command {
    static let name = "observe"
    static let summary = "Put in figures that others published, one at a time or from a tidy CSV file."
    static let discussion = """
        An observation is one value of one indicator, area and period, with its source. A later one for the same three replaces the \
        earlier one, and the ledger says so. Statuses are SDMX's: A normal, B break in the series, D definition differs, E estimated, \
        P provisional, O missing, and so on. Growth across a B is refused.

        A file has the columns indicator, ref_area, time_period, value, unit, source, and if wanted obs_status, confidence, \
        qualifier and note. Bad lines are named and left out.
        """
    static let examples = [
        CommandExample(
            "one figure",
            "alliance indicators observe EXAMPLE_REPORTS --period 2025 --value 1250 --unit reports --source 'Annual report 2025'"
        ),
        CommandExample("a file", "alliance indicators observe --from series.csv"),
    ]
    static let output = OutputShape.records([
        OutputField("indicator", .text, "the series' code"),
        OutputField("refArea", .text, "the area"),
        OutputField("timePeriod", .text, "the period"),
        OutputField("value", .number, "the value"),
        OutputField("unit", .text, "its unit"),
        OutputField("status", .text, "SDMX observation status"),
        OutputField("outcome", .text, "added, replaced or unchanged"),
        OutputField("revision", .integer, "how often it was replaced before"),
    ])

    @Argument("The series' code; none with --from.", placeholder: "INDICATOR") var indicator: String?
    @Option("The period: 2024, 2024-S1, 2024-Q3, 2024-04, 2024-04-30.", placeholder: "PERIOD") var period: String?
    @Option("The value, with a decimal point; none for a missing one.", placeholder: "NUMBER") var value: String?
    @Option("Its unit.", placeholder: "UNIT") var unit: String = "count"
    @Option("The area: ISO 3166-1 alpha-2, EU, or _T for everything.", placeholder: "AREA") var area: String = "_T"
    @Option("SDMX observation status.", placeholder: "CODE") var status: ObservationStatus = .normal
    @Option("Who published it and where.", placeholder: "TEXT") var source: String?
    @Option("How sure the source is known: document, secondary or memory.", placeholder: "WORD") var confidence: String?
    @Option("How exact the value is: approx or more_than; exact unless given.", placeholder: "WORD") var qualifier:
        String?
    @Option("Remarks.", placeholder: "TEXT") var note: String?
    @Option("Read observations from this CSV file, or - for standard input.", name: "from", placeholder: "FILE")
    var file: String?
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        if file != nil {
            guard indicator == nil, period == nil, value == nil, source == nil else {
                throw UsageError("--from FILE goes without INDICATOR, --period, --value and --source")
            }
        } else {
            guard indicator != nil else { throw UsageError("missing INDICATOR (or --from FILE)") }
            guard period != nil else { throw UsageError("missing --period") }
            guard source != nil else { throw UsageError("missing --source") }
        }
    }

    private struct Row: Codable, Sendable {
        var observation: Observation
        var outcome: String
    }

    func run(_ context: CommandContext) async throws {
        let drafts = try file.map { try read($0, context) } ?? [typed()]
        let rows = try context.mutate(mutation.key) { transaction in
            try drafts.compactMap { draft -> Row? in
                if let observation = try transaction.observe(draft, context) {
                    return Row(observation: observation, outcome: observation.revision == 0 ? "added" : "replaced")
                }
                return draft.observation(recorded: context.surroundings.now()).map {
                    Row(observation: $0, outcome: "unchanged")
                }
            }
        }
        for row in rows {
            let one = row.observation
            try context.output.write(
                [
                    "indicator": .string(one.indicator), "refArea": .string(one.refArea),
                    "timePeriod": .string(one.timePeriod), "value": Figure.number(one.value), "unit": .string(one.unit),
                    "status": .string(one.status), "outcome": .string(row.outcome), "revision": .int(one.revision),
                ], as: Self.output)
        }
        if file != nil {
            func count(_ outcome: String) -> Int { rows.count { $0.outcome == outcome } }
            context.talk.say(
                "\(count("added")) added, \(count("replaced")) replaced, \(count("unchanged")) unchanged, "
                    + "\(context.failureCount) rejected")
        }
    }

    private func typed() throws -> ObservationDraft {
        try ObservationDraft(
            indicator: indicator ?? "", refArea: area, period: period ?? "", value: value ?? "", unit: unit,
            status: status.rawValue, source: source ?? "", confidence: confidence ?? "", qualifier: qualifier ?? "",
            note: note ?? "", at: nil)
    }

    private func read(_ path: String, _ context: CommandContext) throws -> [ObservationDraft] {
        var input = try InputFile(path: path)
        var drafts: [ObservationDraft] = []
        try ObservationCSVImporter().read(&input) { item in
            switch item {
            case .success(let draft): drafts.append(draft)
            case .failure(let error): context.report(error)
            }
        }
        guard !drafts.isEmpty else {
            throw AllianceError("indicators.observe.nothing", "\(path) holds no usable observation")
        }
        return drafts
    }
}

import AllianceKit
import CommandLineKit
import Formats
import Statistics

/// Kaplan–Meier of a file.
struct KMCommand: Command {
    static let name = "km"
    static let summary = "Estimate a survival curve (Kaplan–Meier) from a CSV file; needs no workspace."
    static let discussion = """
        The columns are duration (a number, at least 0), event (1 or 0; 0 is censored) and, for subjects that came under observation \
        late, entry. Events come before censorings at the same time. The median is the first time with a survival of at most 0.5; \
        null where it is not reached. Confidence limits are 95 %: "log" is the default of R, "log-log" that of lifelines.
        """
    static let examples = [
        CommandExample("a curve as JSON", "alliance indicators km durations.csv --conf log-log --format json")
    ]
    static let output = OutputShape.record([
        OutputField("n", .integer, "subjects"),
        OutputField("events", .integer, "subjects that had the event"),
        OutputField("median", .number, "median time; null if not reached"),
        OutputField("medianLow", .number, "lower 95 % confidence limit; null if not reached"),
        OutputField("medianHigh", .number, "upper 95 % confidence limit; null if not reached"),
        OutputField(
            "steps", .list, "objects with time, atRisk, survival, low and high, at each time of an event",
            inTable: false),
    ])

    @Argument("The file, or - for standard input.", placeholder: "FILE") var file: String
    @Option("How confidence limits are formed.", name: "conf", placeholder: "TYPE") var confidence: ConfidenceArgument =
        .log

    func run(_ context: CommandContext) async throws {
        let data = try SurvivalCSV(path: file) { context.report($0) }
        guard !data.durations.isEmpty else {
            throw AllianceError("indicators.km.nothing", "\(file) holds no usable line")
        }
        let curve: KaplanMeier
        do {
            curve = try KaplanMeier(
                durations: data.durations, events: data.events, entries: data.entries,
                confidence: confidence.confidence)
        } catch let error as StatisticsError {
            throw AllianceError("indicators.km.data", error.description, at: SourcePlace(file: file))
        }
        let steps = curve.steps.map { step -> JSONValue in
            [
                "time": Figure.number(step.time), "atRisk": .int(step.atRisk), "survival": .double(step.survival),
                "low": .double(step.low), "high": .double(step.high),
            ]
        }
        let median = curve.median
        try context.output.write(
            [
                "n": .int(curve.count), "events": .int(curve.eventCount), "median": Figure.number(median.value),
                "medianLow": Figure.number(median.low), "medianHigh": Figure.number(median.high),
                "steps": .array(steps),
            ], as: Self.output)
    }
}

/// The words for confidence types on the command line.
struct ConfidenceArgument: ArgumentValue {
    let confidence: KaplanMeier.Confidence
    static let log = ConfidenceArgument(confidence: .log)

    private init(confidence: KaplanMeier.Confidence) { self.confidence = confidence }

    init?(argument: String) {
        guard let confidence = KaplanMeier.Confidence(rawValue: argument) else { return nil }
        self.confidence = confidence
    }

    var argument: String { confidence.rawValue }
    static var choices: [String] { KaplanMeier.Confidence.allCases.map(\.rawValue) }
    static var valueDescription: String { "one of " + choices.joined(separator: ", ") }
}

/// Durations, events and entries of a CSV file; bad lines are handed to `report` and left out.
struct SurvivalCSV {
    private(set) var durations: [Double] = []
    private(set) var events: [Bool] = []
    private(set) var entries: [Double]?

    init(path: String, report: (AllianceError) -> Void) throws {
        var input = try InputFile(path: path)
        var csv = CSVReader()
        try csv.readHeader(&input)
        let missing = ["duration", "event"].filter { !csv.has($0) }
        guard missing.isEmpty else {
            throw AllianceError(
                "indicators.km.columns", "columns are missing: \(missing.joined(separator: ", "))",
                at: SourcePlace(file: path, line: 1), hint: "the columns are duration, event and, if wanted, entry")
        }
        if csv.has("entry") { entries = [] }
        while let next = try csv.next(&input) {
            do { try take(next.get()) } catch let error as AllianceError { report(error) }
        }
    }

    private mutating func take(_ record: CSVRecord) throws {
        func wrong(_ what: String, _ hint: String) -> AllianceError {
            AllianceError("indicators.km.line", what, at: record.place, hint: hint)
        }
        let text = record["duration"] ?? ""
        guard let duration = Double(text), duration.isFinite, duration >= 0 else {
            throw wrong("\"\(text)\" is not a duration", "a number of at least 0, with a decimal point")
        }
        let event: Bool
        switch (record["event"] ?? "").lowercased() {
        case "1", "true": event = true
        case "0", "false": event = false
        default: throw wrong("\"\(record["event"] ?? "")\" is not an event", "1 for an event, 0 for censored")
        }
        if entries != nil {
            let text = record["entry"] ?? ""
            let entry = text.isEmpty ? 0 : Double(text)
            guard let entry, entry.isFinite, entry >= 0, entry < duration || entry == 0 else {
                throw wrong("\"\(text)\" is not an entry before the end \(duration)", "a number below the duration")
            }
            entries?.append(entry)
        }
        durations.append(duration)
        events.append(event)
    }
}

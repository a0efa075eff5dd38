import AllianceKit
import CommandLineKit
import Formats

/// Draws a chart.
struct ChartCommand: Command {
    static let name = "chart"
    static let summary = "Draw an indicator or a series from outside as SVG, with a text alternative."
    static let discussion = """
        A duration becomes a curve of the share that has come so far, a count a line by month, a share bars, a series from outside a line \
        with its breaks as gaps. A file that ends in .csv is read as observations and needs no workspace. The drawing holds its own \
        style for light and dark and fetches nothing.
        """
    static let examples = [
        CommandExample("a survival curve", "alliance indicators chart AVAIL.removal-time --out removal.svg"),
        CommandExample("a published series", "alliance indicators chart iwf.csv --series IWF_CONFIRMED --out iwf.svg"),
    ]
    static let output = OutputShape.record([
        OutputField("file", .text, "the file written"),
        OutputField("indicator", .text, "what is drawn"),
        OutputField("kind", .text, "survival, series or bars"),
        OutputField("bytes", .integer, "its size"),
        OutputField("alternative", .text, "the text alternative"),
    ])

    @Argument("An indicator, a series from outside, or a CSV file of observations.", placeholder: "ID") var subject:
        String
    @Option("The file to write.", placeholder: "FILE") var out: String
    @Option("Width in pixels, 280 to 2000.") var width = 760
    @Option("Of a CSV file, only this series; repeat for several.", placeholder: "INDICATOR") var series: [String]
    @Option("The area of a series from outside.", placeholder: "AREA") var area: String?
    @Option("Break a share down by this fact.", placeholder: "FACT") var by: String?
    @OptionGroup var scope: ScopeOptions

    func validate() throws {
        guard 280...2000 ~= width else { throw UsageError("--width must be 280 to 2000") }
    }

    func run(_ context: CommandContext) async throws {
        let chart = try subject.hasSuffix(".csv") ? file(context) : workspace(context)
        let bytes = chart.drawing(width: Double(width), framed: true).bytes()
        try Files.write(bytes, to: out)
        try context.output.write(
            [
                "file": .string(out), "indicator": .string(subject), "kind": .string(chart.kind),
                "bytes": .int(bytes.count), "alternative": .string(chart.alternative),
            ], as: Self.output)
    }

    private func workspace(_ context: CommandContext) throws -> FigureChart {
        if context.registry.indicators.contains(where: { $0.id.lowercased() == subject.lowercased() }) {
            let definitions = try context.definitions([subject])
            let breakdowns = try context.breakdowns(by: by, definitions, named: true)
            guard
                let chart = try context.compute(definitions, scope.scope(context), breakdowns: breakdowns).first?.chart
            else {
                throw AllianceError(
                    "indicators.chart.empty", "there is too little of \(subject) to draw in this period",
                    hint: "'alliance indicators compute \(subject)' gives the figure")
            }
            return chart
        }
        let observed = ObservationSeries.gather(try context.observations(subject, area))
        guard !observed.isEmpty else {
            throw AllianceError(
                "indicators.unknown", "there is no indicator and no series from outside named \(subject)",
                hint: "see 'alliance indicators list' and 'alliance indicators series'", exit: .usage)
        }
        return try drawn(observed, context)
    }

    private func file(_ context: CommandContext) throws -> FigureChart {
        var input = try InputFile(path: subject)
        var observations: [Observation] = []
        try ObservationCSVImporter().read(&input) { item in
            switch item {
            case .success(let draft):
                if let one = draft.observation(recorded: Instant(milliseconds: 0)) { observations.append(one) }
            case .failure(let error): context.report(error)
            }
        }
        let wanted = observations.filter { one in
            (series.isEmpty || series.contains(one.indicator)) && (area == nil || area == one.refArea)
        }
        return try drawn(ObservationSeries.gather(wanted), context)
    }

    /// The longest series alone, or those asked for if they share its unit; the others are named and left out.
    private func drawn(_ observed: [ObservationSeries], _ context: CommandContext) throws -> FigureChart {
        func values(_ one: ObservationSeries) -> Int { one.mainPart.observations.count { $0.value != nil } }
        let longest = observed.max { values($0) < values($1) }
        let together = observed.filter { one in
            series.count > 1 ? one.unit == longest?.unit : one.key == longest?.key
        }.prefix(SVGStyle.seriesCount)
        let left = observed.filter { one in !together.contains { $0.key == one.key } }
        if !left.isEmpty {
            let names = left.map { "\($0.indicator) in \($0.refArea) (\($0.unit))" }.joined(separator: ", ")
            context.talk.warn("not in this chart: \(names); --series and --area choose")
        }
        guard let chart = FigureChart(observed: Array(together)) else {
            throw AllianceError(
                "indicators.chart.empty", "\(subject) holds no series with two values or more",
                hint: "--series and --area choose a series")
        }
        return chart
    }
}

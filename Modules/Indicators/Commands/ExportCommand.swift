import AllianceKit
import CommandLineKit

/// Exports computed figures.
struct ExportCommand: Command {
    static let name = "export"
    static let summary = "Compute indicators and write them to a file, each with its definition's version and caveat."
    static let discussion = """
        Small counts of breakdowns are left empty, as in 'compute --by'. That is a primary rule only: review the file before it is \
        published.
        """
    static let examples = [
        CommandExample("all figures", "alliance indicators export --to csv --out figures.csv")
    ]
    static let output = OutputShape.record([
        OutputField("file", .text, "the file written"),
        OutputField("format", .text, "its format"),
        OutputField("figures", .integer, "figures in it"),
        OutputField("bytes", .integer, "its size"),
        OutputField("asOf", .time, "the moment as of which the ledger was read"),
    ])

    @Argument("Indicators; all unless named.", placeholder: "ID", allowEmpty: true) var indicators: [String]
    @Option("The format: csv.", name: "to", placeholder: "FORMAT") var format: String = "csv"
    @Option("The file to write.", placeholder: "FILE") var out: String
    @Option("First day of the period.", placeholder: "DATE") var from: DayArgument?
    @Option("Last day of the period.", name: "until", placeholder: "DATE") var until: DayArgument?
    @Option("Read the ledger as of this moment.", placeholder: "TIME") var asOf: MomentArgument?
    @Option("Break down by this fact.", placeholder: "FACT") var by: String?

    func validate() throws {
        guard format == FigureCSVExporter.format.name else { throw UsageError("--to must be csv") }
    }

    func run(_ context: CommandContext) async throws {
        let definitions = try context.definitions(indicators)
        let breakdowns = try context.breakdowns(by: by, definitions, named: !indicators.isEmpty)
        let scope = FoldScope(from: from?.day, to: until?.day, asOf: asOf?.moment ?? context.surroundings.now())
        let figures = try context.compute(definitions, scope, breakdowns: breakdowns).flatMap { result in
            [result.total] + result.breakdowns.flatMap(\.figures)
        }
        var bytes: [UInt8] = []
        var rest = figures.makeIterator()
        try FigureCSVExporter().write(to: &bytes) { rest.next() }
        try Files.write(bytes, to: out)
        try context.output.write(
            [
                "file": .string(out), "format": .string(format), "figures": .int(figures.count),
                "bytes": .int(bytes.count), "asOf": .text(scope.asOf),
            ], as: Self.output)
    }
}

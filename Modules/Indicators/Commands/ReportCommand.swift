import AllianceKit
import CommandLineKit

/// Writes the report.
struct ReportCommand: Command {
    static let name = "report"
    static let summary =
        "Write one self-contained, accessible page: targets, commitments, figures, charts, method."
    static let discussion = """
        The page holds everything it needs, fetches nothing and runs no script. It follows the reader's choice of light or dark and \
        prints on A4. Counts from 1 to 4 in breakdowns are shown as "<5"; full disclosure control is not done yet, so a person has to \
        review the page before it is published.
        """
    static let examples = [
        CommandExample("the year's report", "alliance indicators report --from 2026-01-01 --out report")
    ]
    static let output = OutputShape.record([
        OutputField("file", .text, "the page"),
        OutputField("bytes", .integer, "its size"),
        OutputField("indicators", .integer, "indicators in it"),
        OutputField("series", .integer, "series from outside in it"),
        OutputField("entries", .integer, "entries in the ledger"),
        OutputField("asOf", .time, "the moment as of which the ledger was read"),
    ])

    @Option("The folder to write to; it is made if it is not there.", placeholder: "DIR") var out: String
    @Option("The headline.", placeholder: "TEXT") var title =
        "Action against child sexual abuse online: progress report"
    @OptionGroup var scope: ScopeOptions

    func run(_ context: CommandContext) async throws {
        let model = try ReportModel(context, scope: try scope.scope(context), title: title)
        let bytes = ReportPage(model: model).bytes()
        try Files.makeFolder(out)
        let file = out.hasSuffix("/") ? "\(out)index.html" : "\(out)/index.html"
        try Files.write(bytes, to: file)
        context.talk.say("full disclosure control is not done: have \(file) reviewed before it is published")
        try context.output.write(
            [
                "file": .string(file), "bytes": .int(bytes.count), "indicators": .int(model.results.count),
                "series": .int(model.series.count), "entries": .int(model.ledgerSize),
                "asOf": .text(model.scope.asOf),
            ], as: Self.output)
    }
}

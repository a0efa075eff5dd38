public import AllianceKit
import Formats

/// Writes computed figures as CSV, each with its definition's identity, version and caveat, so that no figure travels alone.
public struct FigureCSVExporter: Exporter {
    /// What is written.
    public typealias Item = Figure

    /// CSV with one figure a line.
    public static let format = FormatDescription(
        name: "csv", title: "Computed figures as CSV", subject: "figure", fileExtensions: ["csv"],
        mediaType: "text/csv", specification: "docs/indicators.md, Exporting figures")

    /// The count of a made-up indicator.
    public static var exampleItems: [Figure] {
        let definition = IndicatorDefinition(
            id: "AVAIL.example", target: .availability, title: "Reports received",
            definition: "Reports that came in.", unit: "reports", measure: .eventCount(kind: "example.received"),
            caveat: "A count of activity, not of abuse.")
        var figure = Figure(definition, count: 120)
        figure.scope = FoldScope(asOf: Instant(milliseconds: 1_790_000_000_000))
        return [figure]
    }

    private static let columns = [
        "indicator", "version", "target", "title", "by", "group", "value", "unit", "low", "high", "n", "reached",
        "open", "gross_value", "hidden", "method", "from", "to", "as_of", "caveat",
    ]

    /// Makes a writer.
    public init() {}

    /// Writes a heading and a line for each figure.
    public func write(to output: inout some ByteSink, next: () throws -> Figure?) throws {
        let csv = CSVWriter()
        try csv.write(Self.columns, to: &output)
        while let figure = try next() { try csv.write(Self.cells(figure), to: &output) }
    }

    private static func cells(_ figure: Figure) -> [String] {
        func text(_ value: Double?) -> String {
            let number = Figure.number(value)
            return number == .null ? "" : JSONText.encode(number)
        }
        let definition = figure.definition
        let n = figure.isHidden ? SmallNumbers.hiddenCSV(figure.n) : String(figure.n)
        return [
            definition.id, String(definition.version), definition.target?.rawValue ?? "", definition.title,
            figure.group?.fact ?? "", figure.group?.value ?? "", text(figure.value), definition.unit, text(figure.low),
            text(figure.high), n, figure.reached.map { String($0) } ?? "", figure.open.map { String($0) } ?? "",
            text(figure.gross?.value), figure.isHidden ? "yes" : "no", figure.method,
            figure.scope?.from?.description ?? "", figure.scope?.to?.description ?? "",
            figure.scope?.asOf.description ?? "", definition.caveat,
        ]
    }
}

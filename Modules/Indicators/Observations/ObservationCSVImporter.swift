public import AllianceKit
import Formats

/// Reads observations from tidy CSV: one observation a line, columns found by their headings.
public struct ObservationCSVImporter: Importer {
    /// What is read.
    public typealias Item = ObservationDraft

    /// CSV with the columns of the published series.
    public static let format = FormatDescription(
        name: "csv", title: "Tidy CSV of observations", subject: "observation", fileExtensions: ["csv"],
        mediaType: "text/csv", specification: "docs/indicators.md, Observations")

    /// A good file, and one with bad lines.
    public static let examples = [
        FormatExample(
            "two years, the second after a break",
            """
            indicator,ref_area,time_period,value,unit,obs_status,source,confidence,qualifier,note
            EXAMPLE_REPORTS,_T,2024,1250,reports,A,Example network,document,,
            EXAMPLE_REPORTS,_T,2025,2100,reports,B,Example network,document,approx,counted by incident

            """, items: 2),
        FormatExample(
            "a decimal comma, a period that is none, a status that is none",
            """
            indicator,ref_area,time_period,value,unit,obs_status,source
            EXAMPLE_SHARE,_T,2024,"73,5",percent,A,Example network
            EXAMPLE_SHARE,_T,2024-13,73.5,percent,A,Example network
            EXAMPLE_SHARE,_T,2024,73.5,percent,Y,Example network
            EXAMPLE_SHARE,_T,2025,74,percent,A,Example network

            """, items: 1,
            errors: [
                "indicators.observation.value", "indicators.observation.period", "indicators.observation.status",
            ]),
    ]

    private static let needed = ["indicator", "ref_area", "time_period", "value", "unit", "source"]

    /// Makes a reader.
    public init() {}

    /// Hands over every observation or the error of its line. Throws when columns are missing.
    public func read(
        _ input: inout InputFile, _ body: (Result<ObservationDraft, AllianceError>) throws -> Void
    ) throws {
        var csv = CSVReader()
        try csv.readHeader(&input)
        let missing = Self.needed.filter { !csv.has($0) }
        guard missing.isEmpty else {
            throw AllianceError(
                "indicators.observation.columns", "columns are missing: \(missing.joined(separator: ", "))",
                at: SourcePlace(file: input.name, line: 1),
                hint: "needed are \(Self.needed.joined(separator: ", ")); obs_status defaults to A")
        }
        try csv.forEach(&input) { result in
            try body(
                result.flatMap { record in
                    do { return .success(try Self.draft(record)) } catch let error as AllianceError {
                        return .failure(error)
                    } catch {
                        return .failure(AllianceError("indicators.observation", "\(error)", at: record.place))
                    }
                })
        }
    }

    private static func draft(_ record: CSVRecord) throws -> ObservationDraft {
        func cell(_ name: String) -> String { record[name] ?? "" }
        let status = cell("obs_status")
        return try ObservationDraft(
            indicator: cell("indicator"), refArea: cell("ref_area"), period: cell("time_period"),
            value: cell("value"), unit: cell("unit"), status: status.isEmpty ? "A" : status, source: cell("source"),
            confidence: cell("confidence"), qualifier: cell("qualifier"), note: cell("note"), at: record.place)
    }
}

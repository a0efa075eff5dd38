public import AllianceKit
import Formats

/// Writes the register as CSV in the columns that the importer reads, followed by the three other axes.
public struct CommitmentCSVExporter: Exporter {
    /// `csv`
    public static let format = FormatDescription(
        name: "csv", title: "Comma-separated values", subject: "commitment", fileExtensions: ["csv"],
        mediaType: "text/csv",
        specification: "RFC 4180; columns in docs/commitments.md")
    /// The record's examples.
    public static let exampleItems = Commitment.examples

    /// The columns, in order.
    static let columns = [
        "reference", "country", "target", "title", "goals", "actions", "responsible", "deadline", "baseline", "measure",
        "milestones", "lifecycle", "progress", "completion", "evidence",
    ]

    /// Makes a writer.
    public init() {}

    /// Writes the heading and a row a commitment.
    public func write(to output: inout some ByteSink, next: () throws -> Commitment?) throws {
        let csv = CSVWriter()
        try csv.write(Self.columns, to: &output)
        while let commitment = try next() {
            let text = commitment.text
            let milestones = commitment.milestones.map { $0.title + ($0.due.map { " @ \($0)" } ?? "") }
            try csv.write(
                [
                    commitment.reference, commitment.country.code, commitment.target.rawValue, text.title,
                    commitment.goals.joined(separator: "; "), commitment.actions.joined(separator: "; "),
                    text.responsible ?? "", text.deadline?.description ?? "", text.baseline ?? "", text.measure ?? "",
                    milestones.joined(separator: "; "), commitment.lifecycle.state.rawValue,
                    commitment.latestReport?.progress.rawValue ?? "",
                    commitment.latestAssessment?.completion.rawValue ?? "",
                    String(commitment.evidence.count),
                ], to: &output)
        }
    }
}

public import AllianceKit

/// Writes whole commitments, with all versions, evidence, reports and assessments, as one JSON array.
public struct CommitmentJSONExporter: Exporter {
    /// `json`
    public static let format = FormatDescription(
        name: "json", title: "JSON", subject: "commitment", fileExtensions: ["json"], mediaType: "application/json",
        specification: "RFC 8259; members in docs/commitments.md")
    /// The record's examples.
    public static let exampleItems = Commitment.examples

    /// Makes a writer.
    public init() {}

    /// Writes the array, one commitment a line.
    public func write(to output: inout some ByteSink, next: () throws -> Commitment?) throws {
        var separator = "[\n"
        while let commitment = try next() {
            try output.write(separator)
            try output.write(JSONBytes.encode(commitment))
            separator = ",\n"
        }
        try output.write(separator == "[\n" ? "[]\n" : "\n]\n")
    }
}

import AllianceKit

/// One item of an intake file: its place and bytes, and the report it holds or why it holds none.
struct IntakeItem {
    /// The line on which it starts, or its place among a document's items.
    var line: Int
    /// Its bytes as they stand in the file; empty where keeping them is not allowed.
    var bytes: [UInt8]
    /// How many bytes it has in the file.
    var length: Int
    /// Its reference, if that can be read although the rest cannot be used.
    var reference: String?
    /// The report, nil for a blank line, or the error.
    var result: Result<ReportContent?, AllianceError>
}

/// Reads one intake format item by item, with the bytes of each, so that unusable ones can be kept aside exactly.
protocol ReportReader {
    /// Hands over every item in the file's order. Throws only when nothing more of the file can be read.
    func readItems(_ input: inout InputFile, _ body: (IntakeItem) throws -> Void) throws
}

extension ReportReader {
    /// Hands over reports and errors, without blank lines.
    func readReports(
        _ input: inout InputFile, _ body: (Result<ReportContent, AllianceError>) throws -> Void
    ) throws {
        try readItems(&input) { item in
            switch item.result {
            case .success(nil): break
            case .success(let report?): try body(.success(report))
            case .failure(let error): try body(.failure(error))
            }
        }
    }
}

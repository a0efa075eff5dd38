public import AllianceKit

/// Reads reports as XARF v4 documents of the types `content/csam` and `content/csem`: one document, an array of them, or one a line.
///
/// Evidence payloads are never kept, not even of a document that is refused: only hashes and addresses enter the house.
public struct ReportXARFImporter: Importer, ReportReader {
    /// `xarf` for reports.
    public static let format = FormatDescription(
        name: "xarf", title: "XARF v4", subject: "report", fileExtensions: ["json", "xarf"],
        mediaType: "application/json", specification: "XARF 4.2.0, content/csam and content/csem")

    /// The most bytes of one file.
    static let limit = 64 << 20

    /// A good document, and one of another type.
    public static let examples = [
        FormatExample(
            "one report",
            """
            {"xarf_version":"4.2.0","report_id":"0b8f2c5e-3f44-4d2a-9c1e-7a5b6c7d8e9f","timestamp":"2026-08-20T02:32:32Z",\
            "reporter":{"org":"Example Platform","contact":"trust@example.com","domain":"example.com"},\
            "sender":{"org":"Example Platform","contact":"trust@example.com","domain":"example.com"},\
            "source_identifier":"192.0.2.10","category":"content","type":"csam","url":"https://www.example.org/a",\
            "classification":"baseline","detection_method":"hash_match","media_type":"image"}
            """, items: 1),
        FormatExample(
            "a report of another type",
            #"{"xarf_version":"4.2.0","report_id":"x","category":"connection","type":"port_scan"}"#, items: 0,
            errors: ["takedown.xarf.type"]),
    ]

    /// Makes a reader.
    public init() {}

    /// Hands over every report or error.
    public func read(
        _ input: inout InputFile, _ body: (Result<ReportContent, AllianceError>) throws -> Void
    ) throws {
        try readReports(&input, body)
    }

    func readItems(_ input: inout InputFile, _ body: (IntakeItem) throws -> Void) throws {
        let bytes = try input.readAll(limit: Self.limit)
        let whole = SourcePlace(file: input.name)
        do {
            let value = try JSONText.decode(bytes, limits: JSONLimits(bytes: Self.limit), at: whole)
            let documents = value.arrayValue ?? [value]
            for (place, document) in documents.enumerated() {
                try body(item(document, line: place + 1, at: SourcePlace(file: input.name, path: "[\(place)]")))
            }
        } catch let error as AllianceError where error.code == "json.trailing" {
            try readLines(bytes, name: input.name, body)
        }
    }

    private func readLines(_ bytes: [UInt8], name: String, _ body: (IntakeItem) throws -> Void) throws {
        for (place, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0d && $0 != 0x09 }) else { continue }
            let source = SourcePlace(file: name, line: place + 1)
            do {
                let document = try JSONText.decode(Array(line), at: source)
                try body(item(document, line: place + 1, at: source))
            } catch let error as AllianceError where error.code.hasPrefix("json.") {
                try body(IntakeItem(line: place + 1, bytes: [], length: line.count, result: .failure(error)))
            }
        }
    }

    private func item(_ document: JSONValue, line: Int, at place: SourcePlace) -> IntakeItem {
        var kept = document.objectValue ?? JSONObject()
        kept["evidence"] = nil
        kept["_internal"] = nil
        let bytes = Array(JSONText.encode(.object(kept)).utf8)
        return IntakeItem(
            line: line, bytes: bytes, length: bytes.count, reference: document["report_id"]?.stringValue,
            result: XARFDocument.report(document, at: place))
    }
}

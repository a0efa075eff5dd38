public import AllianceKit
import Formats

/// Reads reports as JSON Lines: one object a line with `reference`, `receivedAt`, `channel`, `language`, `url`, `contentKind`,
/// `note`, `reporterCountry`, `anonymous` and, where known, `contact`, `referrer`, `partnerReference`.
///
/// `url` and `receivedAt` must be there. Words that are not known for channel or kind become `other` and `unknown`, because a report is
/// worth more than a label.
public struct ReportJSONLinesImporter: Importer, ReportReader {
    /// `jsonl` for reports.
    public static let format = FormatDescription(
        name: "jsonl", title: "Reports as JSON Lines", subject: "report", fileExtensions: ["jsonl", "ndjson"],
        mediaType: "application/x-ndjson", specification: "docs/takedown.md, section Intake")

    /// A good line, and one without a URL.
    public static let examples = [
        FormatExample(
            "two reports",
            """
            {"reference":"HL-1","receivedAt":"2026-08-20T02:32:32Z","channel":"web-form","url":"https://www.example.org/a"}
            {"reference":"HL-2","receivedAt":"2026-08-20T04:32:32+02:00","url":"https://www.example.org/b","anonymous":true}

            """, items: 2),
        FormatExample(
            "a report without a URL, and half a line",
            """
            {"reference":"HL-3","receivedAt":"2026-08-20T02:32:32Z"}
            {"reference":"HL-4","receivedAt":
            """, items: 0, errors: ["takedown.report.url-missing", "json.truncated"]),
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
        var lines = JSONLinesReader()
        while let line = try lines.next(&input) {
            let place = SourcePlace(file: input.name, line: line.number)
            let result: Result<ReportContent?, AllianceError> =
                line.isBlank ? .success(nil) : line.value.flatMap { Self.report($0, at: place) }
            let reference = (try? line.value.get())?["reference"]?.stringValue
            try body(
                IntakeItem(
                    line: line.number, bytes: line.bytes, length: line.length, reference: reference, result: result))
        }
    }

    private static func report(_ value: JSONValue, at place: SourcePlace) -> Result<ReportContent?, AllianceError> {
        Result { () throws(AllianceError) -> ReportContent? in
            guard let object = value.objectValue else {
                throw AllianceError("takedown.report.not-object", "the line holds no JSON object", at: place)
            }
            let fields = ReportFields(object: object, place: place)
            let url = try fields.url("url")
            guard let received = try fields.time("receivedAt") else {
                throw fields.error("takedown.report.time", "receivedAt is missing")
            }
            return ReportContent(
                reference: try fields.text("reference") ?? ReportFields.reference(of: url, "\(received)"),
                received: received,
                channel: try fields.text("channel").map { ReportChannel(rawValue: $0) ?? .other } ?? .other,
                language: try fields.text("language"), url: url,
                contentKind: try fields.text("contentKind").flatMap(ContentKind.init) ?? .unknown,
                note: try fields.text("note"),
                reporterCountry: try fields.text("reporterCountry").flatMap { CountryCode($0) },
                anonymous: try fields.flag("anonymous") ?? true, contact: try fields.text("contact"),
                referrer: try fields.text("referrer"), partnerReference: try fields.text("partnerReference"))
        }
    }
}

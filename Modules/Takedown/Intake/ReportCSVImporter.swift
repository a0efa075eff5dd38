public import AllianceKit
import Formats

/// Reads reports as CSV in the layout of the open hotline system SCART: `URL;REFERER;WORKUSER-EMAIL;REFERENCE;SOURCE;TYPE`.
///
/// Only `URL` must be there; columns can stand in any order. The layout has no time: a report counts as received when it is taken in.
/// The work user's address is personal data of staff and is not kept.
public struct ReportCSVImporter: Importer, ReportReader {
    /// `csv` for reports.
    public static let format = FormatDescription(
        name: "csv", title: "Reports as CSV (SCART layout)", subject: "report", fileExtensions: ["csv"],
        mediaType: "text/csv", specification: "SCART documentation, CSV intake")

    /// Two good rows, and one without a URL.
    public static let examples = [
        FormatExample(
            "two reports",
            "URL;REFERER;WORKUSER-EMAIL;REFERENCE;SOURCE;TYPE\nhttps://www.example.org/a;;;HL-1;hotline;image\n"
                + "\"https://www.example.org/a;b\";https://www.example.org/;;HL-2;webform;website\n", items: 2),
        FormatExample(
            "a row without a URL, and one with too few fields",
            "URL;REFERER;WORKUSER-EMAIL;REFERENCE;SOURCE;TYPE\n;;;HL-3;hotline;image\nhttps://www.example.org/c;;\n",
            items: 0, errors: ["takedown.report.url-missing", "csv.fields.count"]),
    ]

    private static let channels: [String: ReportChannel] = [
        "hotline": .partnerHotline, "webform": .webForm, "web-form": .webForm, "police": .police, "email": .email,
        "mail": .email, "phone": .phone, "trusted-flagger": .trustedFlagger, "api": .feed,
    ]
    private static let kinds: [String: ContentKind] = [
        "image": .image, "video": .video, "website": .page, "page": .page, "mainurl": .page,
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
        var csv = CSVReader()
        try csv.readHeader(&input)
        guard csv.has("URL") else {
            throw AllianceError(
                "takedown.report.heading", "the heading line has no column URL", at: SourcePlace(file: input.name),
                hint: "the first line is URL;REFERER;WORKUSER-EMAIL;REFERENCE;SOURCE;TYPE")
        }
        while let next = try csv.next(&input) {
            var bytes = Array(csv.recordBytes)
            if bytes.last == 0x0a { bytes.removeLast() }
            let line: Int
            var reference: String?
            let result: Result<ReportContent?, AllianceError>
            switch next {
            case .success(let record):
                line = record.place.line ?? 0
                reference = record["REFERENCE"].flatMap { $0.isEmpty ? nil : $0 }
                result = Self.report(record)
            case .failure(let error):
                line = error.place?.line ?? 0
                result = .failure(error)
            }
            try body(
                IntakeItem(line: line, bytes: bytes, length: bytes.count, reference: reference, result: result))
        }
    }

    private static func report(_ record: CSVRecord) -> Result<ReportContent?, AllianceError> {
        func field(_ name: String) -> String? { record[name].flatMap { $0.isEmpty ? nil : $0 } }
        return Result { () throws(AllianceError) -> ReportContent? in
            guard let text = field("URL") else {
                throw AllianceError(
                    "takedown.report.url-missing", "URL is missing", at: record.place,
                    hint: "a report needs the exact address")
            }
            let url = try ReportFields.url(text, name: "URL", at: record.place)
            return ReportContent(
                reference: field("REFERENCE") ?? ReportFields.reference(of: url), received: nil,
                channel: field("SOURCE").flatMap { channels[$0.lowercased()] } ?? .other, url: url,
                contentKind: field("TYPE").flatMap { kinds[$0.lowercased()] } ?? .unknown,
                referrer: field("REFERER"))
        }
    }
}

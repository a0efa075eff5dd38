public import AllianceKit

/// Writes XARF v4 documents, one a line.
public struct XARFExporter: Exporter {
    /// `xarf` for notices.
    public static let format = FormatDescription(
        name: "xarf", title: "XARF v4", subject: "notice", fileExtensions: ["json"], mediaType: "application/json",
        specification: "XARF 4.2.0, content/csam and content/csem")

    /// One report of each type.
    public static let exampleItems: [XARFReport] = {
        let party = XARFParty(
            organisation: "Example Hotline", contact: "hotline@example.org", domain: "example.org")
        let time = Instant(milliseconds: 1_790_000_000_000)
        return [
            XARFReport(
                reportID: "0b8f2c5e-3f44-4d2a-9c1e-7a5b6c7d8e9f", timestamp: time, reporter: party,
                source: "192.0.2.10", url: "https://www.example.org/v/dc189941.mp4", domain: "www.example.org",
                content: .csam(.baseline, .manualReview, media: .video), verified: time, asn: 64500,
                country: CountryCode("XA"), tags: ["reference:hl-2026-0001"]),
            XARFReport(
                reportID: "5d0c7c0e-96b5-4c0d-8a57-1f2e3d4c5b6a", timestamp: time, reporter: party,
                source: "board.example.net", url: "https://board.example.net/thread/9864",
                domain: "board.example.net", content: .csem(.grooming, .manualReview), verified: time,
                evidence: [XARFEvidence(.text, description: "observation", text: "Contact was offered.")]),
        ]
    }()

    /// Makes a writer.
    public init() {}

    /// Writes one document a line.
    public func write(to output: inout some ByteSink, next: () throws -> XARFReport?) throws {
        while let report = try next() { try output.write(JSONText.encode(.object(report.json)) + "\n") }
    }
}

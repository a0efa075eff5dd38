public import AllianceKit
public import CommandLineKit

/// What a reporter says is at the address.
public enum ContentKind: String, Sendable, Codable, CaseIterable {
    /// A picture.
    case image
    /// A page.
    case page
    /// A video.
    case video
    /// Not said.
    case unknown
}

/// How a report came in.
public enum ReportChannel: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// The public form.
    case webForm = "web-form"
    /// The telephone.
    case phone
    /// Mail.
    case email
    /// Another hotline.
    case partnerHotline = "partner-hotline"
    /// A trusted flagger.
    case trustedFlagger = "trusted-flagger"
    /// The police.
    case police
    /// A machine: a provider's or partner's feed.
    case feed
    /// Another way.
    case other
}

/// One report as it came in. Note, contact and URL are in the packed body only; nothing of them goes into events.
public struct Report: StoredRecord {
    /// `report_…`
    public var id: EntityID
    /// The case it opened or joined.
    public var caseID: EntityID
    /// Whether it opened the case.
    public var opened: Bool
    /// When it was taken in.
    public var recorded: Instant
    /// What it says.
    public var content: ReportContent

    /// `takedown_report`
    public static let table = "takedown_report"
    /// Reference, case and the moment it was received.
    public static let columns: [RecordColumn<Report>] = [
        RecordColumn("reference", .text, indexed: true, unique: true) { .text($0.content.reference) },
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("received", .integer) { .time($0.content.received) },
    ]
    /// One that opened a case.
    public static let examples = [
        Report(
            id: EntityID(prefix: "report", name: "01k9v3c8m4example00000002"),
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), opened: true,
            recorded: Instant(milliseconds: 1_790_000_000_000), content: .example)
    ]
}

/// What a report says.
public struct ReportContent: Sendable, Hashable, Codable {
    /// The reference that the reporter or the receiving house gave.
    public var reference: String
    /// When it was received; nil in formats that do not say, until it is taken in.
    public var received: Instant?
    /// How it came.
    public var channel: ReportChannel
    /// The language of the note (BCP 47).
    public var language: String?
    /// The URL as it was written.
    public var url: String
    /// What is said to be there.
    public var contentKind: ContentKind
    /// The reporter's words.
    public var note: String?
    /// The reporter's country.
    public var reporterCountry: CountryCode?
    /// Whether the reporter stays unknown; then receipt cannot be confirmed.
    public var anonymous: Bool
    /// How the reporter can be reached; erased with the report.
    public var contact: String?
    /// The page that led there, as it was written.
    public var referrer: String?
    /// The partner's own reference.
    public var partnerReference: String?

    /// Makes one.
    public init(
        reference: String, received: Instant?, channel: ReportChannel, language: String? = nil, url: String,
        contentKind: ContentKind = .unknown, note: String? = nil, reporterCountry: CountryCode? = nil,
        anonymous: Bool = true, contact: String? = nil, referrer: String? = nil, partnerReference: String? = nil
    ) {
        self.reference = reference
        self.received = received
        self.channel = channel
        self.language = language
        self.url = url
        self.contentKind = contentKind
        self.note = note
        self.reporterCountry = reporterCountry
        self.anonymous = anonymous
        self.contact = contact
        self.referrer = referrer
        self.partnerReference = partnerReference
    }

    /// A report from the public form.
    static let example = ReportContent(
        reference: "HL-2026-0001", received: Instant(milliseconds: 1_790_000_000_000), channel: .webForm,
        language: "de", url: "https://www.example.org/v/dc189941.mp4", contentKind: .video,
        note: "Verdacht auf illegale Inhalte, siehe URL.", reporterCountry: CountryCode("XB"), anonymous: false,
        referrer: "https://board.example.net/thread/9864", partnerReference: "EX-11928")
}

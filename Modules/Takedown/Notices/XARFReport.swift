public import AllianceKit

/// A XARF v4 report of the types `content/csam` and `content/csem`: addresses, hashes and reference numbers, never content.
///
/// There is no way to attach a picture or a video: evidence can only be text, and what is internal has no member to stand in.
/// Source: XARF 4.2.0, core schema and `types/content-csam`, `types/content-csem`.
public struct XARFReport: Sendable, Hashable {
    /// A UUID of version 4.
    public var reportID: String
    /// When the report was made.
    public var timestamp: Instant
    /// Who reports, and who transmits.
    public var reporter: XARFParty
    /// The host's address, or its name when no address is known.
    public var source: String
    /// The exact address of the content, serialised.
    public var url: String
    /// The host name.
    public var domain: String?
    /// What is reported.
    public var content: XARFContent
    /// When it was last verified by a person.
    public var verified: Instant?
    /// Who runs the network.
    public var provider: String?
    /// The autonomous system.
    public var asn: UInt32?
    /// The country of the host.
    public var country: CountryCode?
    /// Text evidence.
    public var evidence: [XARFEvidence]
    /// `key:value` tags.
    public var tags: [String]
    /// What is to be said in words, at most 1,000 characters.
    public var description: String?
    /// The port of the source; recommended.
    public var sourcePort: UInt16?
    /// Where the evidence comes from; recommended.
    public var evidenceSource: String?
    /// How sure the reporter is, 0 to 1; recommended.
    public var confidence: Double?

    /// Makes a report.
    public init(
        reportID: String, timestamp: Instant, reporter: XARFParty, source: String, url: String, domain: String? = nil,
        content: XARFContent, verified: Instant? = nil, provider: String? = nil, asn: UInt32? = nil,
        country: CountryCode? = nil, evidence: [XARFEvidence] = [], tags: [String] = [], description: String? = nil
    ) {
        self.reportID = reportID
        self.timestamp = timestamp
        self.reporter = reporter
        self.source = source
        self.url = url
        self.domain = domain
        self.content = content
        self.verified = verified
        self.provider = provider
        self.asn = asn
        self.country = country
        self.evidence = evidence
        self.tags = tags
        self.description = description
    }
}

/// Who reports.
public struct XARFParty: Sendable, Hashable {
    /// The organisation.
    public var organisation: String
    /// Its role mailbox.
    public var contact: String
    /// Its domain.
    public var domain: String

    /// Makes one.
    public init(organisation: String, contact: String, domain: String) {
        self.organisation = organisation
        self.contact = contact
        self.domain = domain
    }
}

/// What is reported, with the members of its type.
public enum XARFContent: Sendable, Hashable {
    /// `content/csam`: the class, how it was found, what it is, its digests, and a CyberTipline number.
    case csam(
        XARFClassification, XARFDetection, media: MediaType? = nil, digests: [Digest] = [], ncmecReport: String? = nil)
    /// `content/csem`: the kind of exploitation and how it was found.
    case csem(XARFExploitation, XARFDetection)
}

/// XARF's classes of material. There is none for what is illegal under national law only.
public enum XARFClassification: String, Sendable, CaseIterable {
    /// International baseline.
    case baseline
    /// Pre-pubescent, sex act.
    case a1 = "A1"
    /// Pre-pubescent, lascivious exhibition.
    case a2 = "A2"
    /// Pubescent, sex act.
    case b1 = "B1"
    /// Pubescent, lascivious exhibition.
    case b2 = "B2"

    /// The class of an assessment; nil for `national`.
    public init?(_ classification: Classification) { self.init(rawValue: classification.rawValue) }
}

/// How material was found; the words that both types share.
public enum XARFDetection: String, Sendable, CaseIterable {
    /// A person looked.
    case manualReview = "manual_review"
    /// A user reported it.
    case userReport = "user_report"
    /// A classifier found it.
    case aiDetection = "ai_detection"
}

/// XARF's kinds of exploitation.
public enum XARFExploitation: String, Sendable, CaseIterable {
    /// Grooming.
    case grooming
    /// Solicitation.
    case solicitation
    /// Sextortion.
    case sextortion
    /// Trafficking.
    case trafficking
    /// Distribution.
    case distribution
    /// Production.
    case production
    /// Possession.
    case possession
}

/// A piece of evidence that can only be text.
public struct XARFEvidence: Sendable, Hashable {
    /// The media types evidence may have; pictures and videos are not among them.
    public enum Kind: String, Sendable, CaseIterable {
        /// Plain text.
        case text = "text/plain"
        /// CSV.
        case csv = "text/csv"
        /// JSON.
        case json = "application/json"
    }

    /// What it is.
    public var kind: Kind
    /// What it shows, at most 500 characters.
    public var description: String
    /// The text.
    public var text: String

    /// Makes one.
    public init(_ kind: Kind, description: String, text: String) {
        self.kind = kind
        self.description = description
        self.text = text
    }
}

public import AllianceKit

/// Something that supports a claim of progress. It holds no personal data.
public struct Evidence: Sendable, Hashable, Codable {
    /// What kind of thing it is.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The text of a law.
        case law
        /// An official statistic.
        case statistic
        /// A decision of a public body.
        case decision
        /// A report.
        case report
        /// A statement.
        case statement
        /// An assessment by a third party.
        case assessment
    }

    /// `E1`, `E2`, …, unique within the commitment.
    public var id: String
    /// What kind of thing it is.
    public var kind: Kind
    /// Its title.
    public var title: String
    /// Who issued it.
    public var issuer: String
    /// When it was issued.
    public var date: CalendarDate
    /// Where it can be read.
    public var url: String?
    /// The SHA-256 of the file that was seen, so that a changed file is noticed.
    public var sha256: Digest?
    /// The milestone it supports, or nil for the whole.
    public var milestone: String?
    /// Whether the issuer is independent of who promised.
    public var isIndependent: Bool
    /// Whether it may be named in public.
    public var isPublic: Bool
    /// When it was recorded.
    public var recorded: Instant
    /// Who recorded it.
    public var actor: String

    /// Makes an item.
    public init(
        id: String, kind: Kind, title: String, issuer: String, date: CalendarDate, url: String?, sha256: Digest?,
        milestone: String?, isIndependent: Bool, isPublic: Bool, recorded: Instant, actor: String
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.issuer = issuer
        self.date = date
        self.url = url
        self.sha256 = sha256
        self.milestone = milestone
        self.isIndependent = isIndependent
        self.isPublic = isPublic
        self.recorded = recorded
        self.actor = actor
    }
}

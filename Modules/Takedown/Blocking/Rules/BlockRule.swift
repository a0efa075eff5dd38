public import AllianceKit

/// What happens to what a rule meets.
public enum BlockAction: String, Sendable, Hashable, Codable, CaseIterable {
    /// It does not answer.
    case deny
    /// A page that says why, and where to complain, answers in its place.
    case stopPage
    /// It is let through, whatever other rules say.
    case passthru
}

/// One rule of a block list, in no format's terms.
public struct BlockRule: Sendable, Hashable, Codable {
    /// What it is about.
    public var matcher: BlockMatcher
    /// What happens to it.
    public var action: BlockAction
    /// Why, as a code; may be empty for exceptions.
    public var reason: String
    /// The law it is based on, as the organisation cites it.
    public var legalBasis: String?
    /// The organisation's own reference: a case, an order.
    public var reference: String?
    /// When it was added.
    public var addedAt: Instant?
    /// When the content was last seen to be there.
    public var lastVerifiedOnlineAt: Instant?
    /// By when it is to be looked at again.
    public var recheckBy: Instant?
    /// When it ends. Every rule ends.
    public var expiresAt: Instant
    /// The countries it is meant for; none means all.
    public var countries: [CountryCode]
    /// Who approved it.
    public var approvedBy: [String]
    /// How the URL was spelt as a resource (`host/path?query`) where that differs from the list key: servers that compare bytes need it.
    public var spelling: String?

    /// Makes a rule.
    public init(
        _ matcher: BlockMatcher, _ action: BlockAction = .deny, reason: String = "", expiresAt: Instant,
        legalBasis: String? = nil, reference: String? = nil, addedAt: Instant? = nil,
        lastVerifiedOnlineAt: Instant? = nil, recheckBy: Instant? = nil, countries: [CountryCode] = [],
        approvedBy: [String] = [], spelling: String? = nil
    ) {
        self.matcher = matcher
        self.action = action
        self.reason = reason
        self.expiresAt = expiresAt
        self.legalBasis = legalBasis
        self.reference = reference
        self.addedAt = addedAt
        self.lastVerifiedOnlineAt = lastVerifiedOnlineAt
        self.recheckBy = recheckBy
        self.countries = countries
        self.approvedBy = approvedBy
        self.spelling = spelling
    }

    /// Rules that show every kind; formats leave out what they cannot say.
    public static let examples: [BlockRule] = {
        let end = Instant(milliseconds: 1_797_000_000_000)
        return [
            BlockRule(.domain("dedicated.example.org"), reason: "csam", expiresAt: end),
            BlockRule(.host("files.example.net"), reason: "csam", expiresAt: end),
            BlockRule(.host("appeal.dedicated.example.org"), .passthru, reason: "appeal", expiresAt: end),
            BlockRule(.url("www.example.org/v/dc189941.mp4?part=1"), reason: "csam", expiresAt: end),
            BlockRule(.urlPrefix("www.example.org/album/7c25/"), reason: "csam", expiresAt: end),
        ]
    }()
}

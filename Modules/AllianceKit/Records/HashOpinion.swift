public import CommandLineKit

/// What somebody says of an entry of a known-hash list.
public struct HashOpinion: Sendable, Hashable, Codable {
    /// What is said.
    public var verdict: Verdict
    /// Who says it: an organisation, never a person.
    public var source: String?
    /// When it was said.
    public var time: Instant?
    /// Why, in the list's own words or codes.
    public var reasons: [String]
    /// Whether it was said in this workspace and not by the list: importing the list again keeps it.
    public var isOwn: Bool

    /// What can be said, in ThreatExchange's terms.
    public enum Verdict: String, Sendable, Codable, CaseIterable, ArgumentValue {
        /// It is what the list says.
        case positive
        /// It is not: a false positive.
        case negative
        /// Nobody has looked yet; a match is a lead, not a finding.
        case investigationSeed
        /// The source itself names it as disputed.
        case disputed
    }

    /// Makes one.
    public init(
        _ verdict: Verdict, source: String? = nil, time: Instant? = nil, reasons: [String] = [], isOwn: Bool = false
    ) {
        self.verdict = verdict
        self.source = source
        self.time = time
        self.reasons = reasons
        self.isOwn = isOwn
    }

    private enum CodingKeys: String, CodingKey { case verdict, source, time, reasons, isOwn }

    /// Reads one; what is not said counts as empty or false.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(Verdict.self, forKey: .verdict),
            source: try container.decodeIfPresent(String.self, forKey: .source),
            time: try container.decodeIfPresent(Instant.self, forKey: .time),
            reasons: try container.decodeIfPresent([String].self, forKey: .reasons) ?? [],
            isOwn: try container.decodeIfPresent(Bool.self, forKey: .isOwn) ?? false)
    }

    /// Writes it; what is empty or false is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(verdict, forKey: .verdict)
        try container.encodeIfPresent(source, forKey: .source)
        try container.encodeIfPresent(time, forKey: .time)
        if !reasons.isEmpty { try container.encode(reasons, forKey: .reasons) }
        if isOwn { try container.encode(isOwn, forKey: .isOwn) }
    }
}

/// The opinions on an entry in one word.
public enum HashStanding: String, Sendable, Codable, CaseIterable {
    /// Nobody said anything, or somebody confirmed it and nobody denied it.
    case positive
    /// Only leads.
    case investigationSeed
    /// Some confirm and some deny it.
    case disputed
    /// Only denied.
    case negative

    /// Sums opinions up: a denial beside a confirmation is a dispute.
    public init(of opinions: [HashOpinion]) {
        let verdicts = Set(opinions.map(\.verdict))
        if verdicts.contains(.disputed) || verdicts.isSuperset(of: [.positive, .negative]) {
            self = .disputed
        } else if verdicts.contains(.negative) {
            self = .negative
        } else if verdicts == [.investigationSeed] {
            self = .investigationSeed
        } else {
            self = .positive
        }
    }

    /// Whether entries of this standing match: disputed and denied ones do not.
    public var matches: Bool { self == .positive || self == .investigationSeed }
}

public import AllianceKit
public import CommandLineKit

/// What an assessment found.
public enum AssessmentOutcome: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// Illegal.
    case confirmed
    /// Not illegal.
    case notIllegal = "not-illegal"
    /// Outside the remit.
    case outOfScope = "out-of-scope"
    /// Nothing was there.
    case notFound = "not-found"

    /// The verb of the state machine.
    var verb: CaseVerb {
        switch self {
        case .confirmed: .confirm
        case .notIllegal: .clear
        case .outOfScope: .refer
        case .notFound: .miss
        }
    }

    /// Whether two analysts have to agree on it: what decides whether material is illegal.
    var needsTwo: Bool { self == .confirmed || self == .notIllegal }

    /// The word in events: `confirmed`, `notIllegal`, `outOfScope`, `notFound`.
    var fact: String { "\(self)" }
}

/// How confirmed material is classed. The first five are XARF's and the industry's; `national` is illegal under national law only and
/// has no word in XARF.
public enum Classification: String, Sendable, Codable, CaseIterable, ArgumentValue {
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
    /// Illegal under national law only.
    case national
}

/// What kind of material it is, by XARF's words.
public enum MediaType: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// Pictures.
    case image
    /// Moving pictures.
    case video
    /// Sound.
    case audio
    /// Text.
    case text
    /// Several of these.
    case mixed
}

/// One assessment of a case.
public struct CaseAssessment: Sendable, Hashable, Codable {
    /// What it found.
    public var outcome: AssessmentOutcome
    /// How confirmed material is classed.
    public var classification: Classification?
    /// What kind of material it is.
    public var media: MediaType?
    /// Codes from dated tables: national classes, ICCAM, age band, how it came about.
    public var labels: [CodeLabel]
    /// Digests of the content, if a partner or a tool gave them; never made from kept content.
    public var digests: [Digest]
    /// The analyst's remark; stays in the house.
    public var note: String?
    /// Who assessed.
    public var analyst: String
    /// The second analyst, who had come to the same before; nil where one was enough.
    public var second: String?
    /// When.
    public var time: Instant

    /// Makes one.
    public init(
        outcome: AssessmentOutcome, classification: Classification? = nil, media: MediaType? = nil,
        labels: [CodeLabel] = [], digests: [Digest] = [], note: String? = nil, analyst: String, time: Instant
    ) {
        self.outcome = outcome
        self.classification = classification
        self.media = media
        self.labels = labels
        self.digests = digests
        self.note = note
        self.analyst = analyst
        self.time = time
    }
}

extension CaseAssessment {
    /// Whether another analyst's opinion comes to the same: outcome and class.
    func agrees(with other: CaseAssessment) -> Bool {
        analyst != other.analyst && outcome == other.outcome && classification == other.classification
    }

    /// Both opinions in one: what either analyst saw is kept.
    func joined(with first: CaseAssessment) -> CaseAssessment {
        var joined = self
        joined.second = first.analyst
        joined.media = media ?? first.media
        let schemes = Set(labels.map(\.scheme))
        joined.labels += first.labels.filter { !schemes.contains($0.scheme) }
        joined.digests += first.digests.filter { !digests.contains($0) }
        joined.note = note ?? first.note
        return joined
    }
}

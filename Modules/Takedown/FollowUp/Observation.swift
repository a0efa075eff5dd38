public import AllianceKit
public import CommandLineKit

/// What a look at the reported address found.
public enum ObservationOutcome: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// The content is there.
    case online
    /// The name does not exist any more.
    case gone
    /// The address answers that there is nothing (404, 410).
    case removed
    /// It cannot be reached from here: log-in, payment, a block, a temporary fault.
    case unavailable
    /// Nothing can be said: time-out, reset, server failure. Never counts as gone.
    case unknown
    /// Something else is there.
    case changed
    /// It answers from another address.
    case moved

    /// Whether it counts towards a confirmed removal.
    public var isMiss: Bool { self == .gone || self == .removed }

    /// The verb of the state machine.
    var verb: CaseVerb {
        switch self {
        case .online: .seeOnline
        case .gone, .removed: .seeGone
        case .unavailable, .unknown: .seeNothing
        case .changed: .seeChanged
        case .moved: .seeMoved
        }
    }
}

/// One look at the reported address, by whom and from where.
public struct Observation: Sendable, Hashable, Codable {
    /// The round of the case.
    public var round: Int
    /// When the look happened.
    public var time: Instant
    /// What it found.
    public var outcome: ObservationOutcome
    /// From where: a name for the network or the resolver; never an address of the own house.
    public var vantage: String?
    /// The HTTP status, if there was one.
    public var status: Int?
    /// Who recorded it.
    public var recordedBy: String
    /// When it was recorded.
    public var recorded: Instant

    /// Makes one.
    public init(
        round: Int, time: Instant, outcome: ObservationOutcome, vantage: String? = nil, status: Int? = nil,
        recordedBy: String, recorded: Instant
    ) {
        self.round = round
        self.time = time
        self.outcome = outcome
        self.vantage = vantage
        self.status = status
        self.recordedBy = recordedBy
        self.recorded = recorded
    }

    /// Whether it is the same look, whoever recorded it when.
    func isSame(as other: Observation) -> Bool {
        time == other.time && outcome == other.outcome && vantage == other.vantage && status == other.status
    }
}

/// What all observations of a round say together.
public struct ObservationSummary: Sendable, Hashable {
    /// The last moment the content was seen online (T4); the assessment counts as a look.
    public var lastSeenOnline: Instant?
    /// The first miss of the newest run of misses (T5); seeing the content or something else ends a run.
    public var firstSeenOffline: Instant?
    /// Misses at distinct moments in that run.
    public var misses: Int
    /// The newest look.
    public var lastLook: Instant?

    /// Folds observations in the order of their time, whatever order they were recorded in.
    public init(_ observations: [Observation], assessedOnline: Instant?) {
        func times(_ outcomes: ObservationOutcome...) -> [Instant] {
            observations.filter { outcomes.contains($0.outcome) }.map(\.time)
        }
        let assessed = [assessedOnline].compactMap { $0 }
        lastSeenOnline = (times(.online) + assessed).max()
        let runStart = (times(.online, .changed, .moved) + assessed).max()
        let missed = Set(times(.gone, .removed).filter { time in runStart.map { time > $0 } ?? true })
        firstSeenOffline = missed.min()
        misses = missed.count
        lastLook = observations.map(\.time).max()
    }
}

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
public struct Observation: StoredRecord, Hashable {
    /// `obs_…`, made of what it says, so that the same look recorded twice is one record.
    public var id: EntityID
    /// The case.
    public var caseID: EntityID
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

    /// `takedown_observation`
    public static let table = "takedown_observation"
    /// Case, time and outcome.
    public static let columns: [RecordColumn<Observation>] = [
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("time", .integer) { .time($0.time) },
        RecordColumn("outcome", .text) { .text($0.outcome.rawValue) },
    ]
    /// One that saw the content and one that did not.
    public static let examples = [
        Observation(
            id: EntityID(prefix: "obs", name: "6f0c2b1d9a7e4c35"),
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), round: 1,
            time: Instant(milliseconds: 1_790_000_900_000), outcome: .online, vantage: "own-network", status: 200,
            recordedBy: "analyst-1", recorded: Instant(milliseconds: 1_790_000_901_000)),
        Observation(
            id: EntityID(prefix: "obs", name: "13d0a2c4e6f81b57"),
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), round: 1,
            time: Instant(milliseconds: 1_790_086_400_000), outcome: .removed, vantage: "partner-network", status: 404,
            recordedBy: "watcher", recorded: Instant(milliseconds: 1_790_086_400_500)),
    ]
}

/// What all observations of a round say together.
public struct ObservationSummary: Sendable, Hashable {
    /// The last moment the content was seen online (T4); the assessment counts as a look.
    public var lastSeenOnline: Instant?
    /// The first miss after that (T5).
    public var firstSeenOffline: Instant?
    /// Misses at distinct moments since then.
    public var misses: Int
    /// The newest look.
    public var lastLook: Instant?

    /// Folds observations in the order of their time, whatever order they were recorded in.
    public init(_ observations: [Observation], assessedOnline: Instant?) {
        let online = observations.filter { $0.outcome == .online }.map(\.time) + [assessedOnline].compactMap { $0 }
        lastSeenOnline = online.max()
        let after = lastSeenOnline
        let missed = Set(
            observations.filter { $0.outcome.isMiss }.map(\.time).filter { time in after.map { time > $0 } ?? true })
        firstSeenOffline = missed.min()
        misses = missed.count
        lastLook = observations.map(\.time).max()
    }
}

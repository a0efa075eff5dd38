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
    /// It leads to another address.
    case moved
    /// The content is there, but another network answers.
    case rehosted
    /// It looks like a parked name or a suspended account: an analyst decides, never the tool.
    case parkedSuspected
    /// It is there from one vantage point and not from another.
    case geoDependent

    /// Whether it counts towards a confirmed removal.
    public var isMiss: Bool { self == .gone || self == .removed }

    /// Whether the content itself was seen.
    public var isSighting: Bool { self == .online || self == .rehosted }

    /// Whether it ends a run of misses: something is there, whatever it is.
    public var endsRun: Bool { !isMiss && self != .unavailable && self != .unknown }

    /// The verb of the state machine.
    var verb: CaseVerb {
        switch self {
        case .online: .seeOnline
        case .gone, .removed: .seeGone
        case .unavailable, .unknown, .geoDependent: .seeNothing
        case .changed, .parkedSuspected: .seeChanged
        case .moved: .seeMoved
        case .rehosted: .seeRehosted
        }
    }
}

/// What can happen to a case; together with its state it decides the next state (`CaseTransition`).
public enum CaseVerb: String, Sendable, Codable, CaseIterable {
    /// An analyst takes the case up.
    case take
    /// Assessed as illegal.
    case confirm
    /// Assessed as not illegal.
    case clear
    /// Assessed as outside the remit.
    case refer
    /// Assessed, and nothing was there.
    case miss
    /// The host was found in the own country.
    case traceHosted
    /// The host stays hidden.
    case traceUnknown
    /// The host was found in another country.
    case traceAbroad
    /// Law enforcement asks that no notice leaves.
    case hold
    /// The hold ends; the host is known.
    case release
    /// The hold ends; the host is not known yet.
    case releaseUntraced
    /// A notice was written and waits for its second person.
    case prepareNotice
    /// A notice went into the outbox.
    case queueNotice
    /// The provider's server accepted the notice.
    case acceptNotice
    /// The provider's server refused the notice.
    case refuseNotice
    /// Observed online.
    case seeOnline
    /// Observed gone, once.
    case seeGone
    /// Observed gone often enough.
    case confirmRemoval
    /// Observed, and something else stood there.
    case seeChanged
    /// Observed, and it answered from elsewhere.
    case seeMoved
    /// An observation that says nothing (a time-out, a refusal).
    case seeNothing
    /// Taken back.
    case withdraw
    /// Joined to another case.
    case join
    /// Done.
    case close

    /// What it is called in messages.
    var phrase: String {
        switch self {
        case .take, .confirm, .clear, .refer, .miss: "assess"
        case .traceHosted, .traceUnknown, .traceAbroad: "trace"
        case .hold: "hold"
        case .release, .releaseUntraced: "release"
        case .prepareNotice, .queueNotice: "notify"
        case .acceptNotice, .refuseNotice: "sent"
        case .seeOnline, .seeGone, .confirmRemoval, .seeChanged, .seeMoved, .seeNothing: "check"
        case .withdraw: "withdraw"
        case .join: "join"
        case .close: "close"
        }
    }
}

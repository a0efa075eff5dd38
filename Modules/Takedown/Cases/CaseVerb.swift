/// What can happen to a case; together with its state it decides the next state (`CaseTransition`).
public enum CaseVerb: String, Sendable, Codable, CaseIterable {
    /// Sorted by urgency.
    case sort
    /// An analyst takes the case up.
    case take
    /// A first opinion, which needs a second analyst's.
    case opine
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
    /// The sources are silent or disagree.
    case traceUnfinished
    /// The partner abroad was asked what became of it.
    case askAbroad
    /// The partner abroad gave it back: it is not hosted there.
    case returnAbroad
    /// The partner abroad is done with it.
    case closeAbroad
    /// Law enforcement was informed.
    case inform
    /// Law enforcement asks that no notice leaves.
    case hold
    /// The hold or the time for an answer ends; the host is known.
    case release
    /// The hold or the time for an answer ends; the host is not known yet.
    case releaseUntraced
    /// A notice was written and waits for its second person.
    case prepareNotice
    /// A notice went into the outbox.
    case queueNotice
    /// A server or an interface took the notice.
    case acceptNotice
    /// The provider itself said that it has the notice.
    case deliverNotice
    /// The notice was not taken, for now: another attempt needs a decision.
    case refuseNotice
    /// The notice came back or was refused for good.
    case bounceNotice
    /// A reminder left.
    case remind
    /// The next level was written to.
    case escalate
    /// The address went onto a block list.
    case activateBlock
    /// The address left the block list.
    case liftBlock
    /// Observed online.
    case seeOnline
    /// Observed gone, once.
    case seeGone
    /// Observed gone often enough.
    case confirmRemoval
    /// Observed, and something else stood there.
    case seeChanged
    /// Observed, and it led to another address.
    case seeMoved
    /// Observed, and it answered from another network.
    case seeRehosted
    /// An observation that says nothing (a time-out, a refusal).
    case seeNothing
    /// Someone disputes it.
    case startAppeal
    /// The dispute was decided against the one who raised it.
    case endAppeal
    /// Taken back.
    case withdraw
    /// Joined to another case.
    case join
    /// Done.
    case close

    /// What it is called in messages.
    var phrase: String {
        switch self {
        case .sort: "triage"
        case .take, .opine, .confirm, .clear, .refer, .miss: "assess"
        case .traceHosted, .traceUnknown, .traceAbroad, .traceUnfinished: "trace"
        case .askAbroad, .returnAbroad, .closeAbroad: "abroad"
        case .inform: "inform"
        case .hold: "hold"
        case .release, .releaseUntraced: "release"
        case .prepareNotice, .queueNotice: "notify"
        case .acceptNotice, .deliverNotice, .refuseNotice, .bounceNotice: "sent"
        case .remind: "remind"
        case .escalate: "escalate"
        case .activateBlock, .liftBlock: "block"
        case .seeOnline, .seeGone, .confirmRemoval, .seeChanged, .seeMoved, .seeRehosted, .seeNothing: "check"
        case .startAppeal, .endAppeal: "appeal"
        case .withdraw: "withdraw"
        case .join: "join"
        case .close: "close"
        }
    }

    /// Whether it is what a look at the address saw; the sixth, `confirmRemoval`, follows from several.
    var isLook: Bool {
        switch self {
        case .seeOnline, .seeGone, .seeChanged, .seeMoved, .seeRehosted, .seeNothing: true
        default: false
        }
    }
}

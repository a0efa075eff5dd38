public import CommandLineKit

/// Where a case stands. Terminal states have no next step.
public enum CaseState: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// A report came in; nobody has looked yet.
    case received
    /// An analyst has taken it up.
    case assessing
    /// Assessed as illegal.
    case confirmed
    /// The host is known.
    case traced
    /// The host is hidden (content delivery network, onion service) or the name does not resolve.
    case originUnknown
    /// Hosted in another country; a partner hotline or authority there is to act.
    case referredAbroad
    /// A law-enforcement hold: no notice may leave.
    case leHold
    /// Nothing stands in the way of a notice.
    case noticeReady
    /// A notice is in the outbox.
    case queued
    /// The provider's server accepted the notice.
    case sent
    /// The content is observed until it is gone.
    case watching
    /// Gone at the last look, not confirmed yet.
    case offlineSuspected
    /// Gone, confirmed by enough observations; looked at again from time to time.
    case removed
    /// Back after a confirmed removal; an analyst looks.
    case reappeared
    /// Something else stands there now; an analyst looks.
    case changed
    /// It answers from another address; an analyst looks.
    case moved
    /// Terminal: assessed as not illegal.
    case closedNotIllegal
    /// Terminal: outside the hotline's remit.
    case closedOutOfScope
    /// Terminal: nothing was there when it was assessed.
    case closedNotFound
    /// Terminal: taken back, with a reason.
    case withdrawn
    /// Terminal: the same matter as another case.
    case duplicate
    /// Terminal: done.
    case closed

    /// Whether nothing more is to be done.
    public var isTerminal: Bool {
        switch self {
        case .closedNotIllegal, .closedOutOfScope, .closedNotFound, .withdrawn, .duplicate, .closed: true
        default: false
        }
    }
}

public import CommandLineKit

/// Where a case stands. Terminal states have no next step.
public enum CaseState: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// A report came in; nobody has looked yet.
    case received
    /// Sorted by urgency; it waits for an analyst.
    case triage
    /// An analyst has taken it up; a first opinion waits for the second analyst's.
    case assessing
    /// Assessed as illegal.
    case confirmed
    /// Looked for, but the sources are silent or disagree; it is tried again.
    case tracing
    /// The host is known, in the own country.
    case traced
    /// The host is hidden: a delivery network, an onion service, addresses that change by the minute.
    case originUnknown
    /// Hosted in another country; a partner hotline or authority there is to act.
    case referredAbroad
    /// Law enforcement was informed and may ask for a hold; no notice leaves before its time is over.
    case leNotified
    /// A law-enforcement hold: no notice may leave.
    case leHold
    /// Nothing stands in the way of a notice.
    case noticeReady
    /// A notice is in the outbox.
    case queued
    /// A mail server or the provider's interface took the notice.
    case sent
    /// The provider itself said that it has the notice.
    case delivered
    /// The notice came back or was refused for good: the contact is reviewed.
    case bounced
    /// The content is observed until it is gone.
    case watching
    /// The same, with a notice to someone above the host: upstream, registrar, authority (`CaseRecord.level`).
    case escalated
    /// Still there, and on a block list; it is observed until it is gone.
    case blocked
    /// Gone at the last look, not confirmed yet.
    case offlineSuspected
    /// Gone, confirmed by enough observations.
    case removed
    /// Gone at a later look, too; looked at again from time to time.
    case monitoring
    /// Back after a confirmed removal; an analyst looks.
    case reappeared
    /// Something else stands there now; an analyst looks.
    case changed
    /// The address leads to another one, which is a case of its own; an analyst looks.
    case moved
    /// The same content answers from another network: it is traced again.
    case rehosted
    /// Someone disputes the case: no new notice and no new escalation until it is decided; looks go on.
    case onAppeal
    /// Terminal: assessed as not illegal.
    case closedNotIllegal
    /// Terminal: outside the hotline's remit.
    case closedOutOfScope
    /// Terminal: nothing was there when it was assessed.
    case closedNotFound
    /// Terminal: the partner abroad took it over and is done.
    case closedAbroad
    /// Terminal: taken back, with a reason.
    case withdrawn
    /// Terminal: the same matter as another case.
    case duplicate
    /// Terminal: done.
    case closed

    /// Whether nothing more is to be done.
    public var isTerminal: Bool {
        switch self {
        case .closedNotIllegal, .closedOutOfScope, .closedNotFound, .closedAbroad, .withdrawn, .duplicate, .closed: true
        default: false
        }
    }
}

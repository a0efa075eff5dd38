public import AllianceKit

/// The stamps from which every clock of a case is computed (T0…T5). Removal lies in the interval (T4, T5]: it is
/// interval-censored, and right-censored while T5 is missing.
public struct CaseClocks: Sendable, Hashable, Codable {
    /// T0: the report was received (or, in a later round, the content was seen again).
    public var received: Instant
    /// T1: it was assessed.
    public var assessed: Instant?
    /// When law enforcement was informed.
    public var authorityInformed: Instant?
    /// T2: a law-enforcement hold was placed.
    public var holdPlaced: Instant?
    /// T2b: the hold ended, by release or expiry.
    public var holdReleased: Instant?
    /// T3: the provider's server accepted the notice.
    public var noticeAccepted: Instant?
    /// T3b: the provider itself acknowledged it.
    public var acknowledged: Instant?
    /// T4: last seen online.
    public var lastSeenOnline: Instant?
    /// T5: first seen offline, in the run of observations that led to the confirmation.
    public var firstSeenOffline: Instant?
    /// When the removal counted as confirmed.
    public var removalConfirmed: Instant?
    /// Who hosted the content in a round that is over.
    public var host: ClockHost?

    /// Starts the clocks.
    public init(received: Instant) { self.received = received }
}

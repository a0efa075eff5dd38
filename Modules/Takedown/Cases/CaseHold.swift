public import AllianceKit

/// A law-enforcement hold: while it lives, no notice of the case leaves the house.
public struct CaseHold: Sendable, Hashable, Codable {
    /// The authority that asked for it: its owner.
    public var authority: String
    /// Why.
    public var reason: String
    /// Who recorded it.
    public var placedBy: String
    /// When it began.
    public var placed: Instant
    /// When someone is to ask whether it is still needed.
    public var reminder: Instant
    /// When someone asked; nil while nobody did.
    public var reminded: Instant?
    /// When it ends unless it is extended or released before.
    public var until: Instant
    /// When it ended; nil while nobody has recorded an end.
    public var ended: Instant?
    /// Why it ended.
    public var endReason: String?
    /// Who ended it; `system` when it ran out.
    public var endedBy: String?

    /// Makes a hold that reminds at half its time.
    public init(authority: String, reason: String, placedBy: String, placed: Instant, until: Instant) {
        self.authority = authority
        self.reason = reason
        self.placedBy = placedBy
        self.placed = placed
        self.until = until
        reminder = Self.halfway(placed, until)
    }

    /// Whether it keeps notices back: not released and not run out.
    public func lives(at now: Instant) -> Bool { ended == nil && now < until }

    /// Moves its end.
    mutating func extend(until: Instant, reason: String, by actor: String, at now: Instant) {
        self.until = until
        self.reason = reason
        placedBy = actor
        reminder = Self.halfway(now, until)
        reminded = nil
    }

    private static func halfway(_ start: Instant, _ end: Instant) -> Instant {
        Instant(milliseconds: start.milliseconds + (end.milliseconds - start.milliseconds) / 2)
    }
}

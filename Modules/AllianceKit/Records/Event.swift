/// Something that happened and that the ledger keeps for ever. It never holds personal data, URLs or content.
public struct Event: Sendable, Hashable {
    /// What happened: a kind that a plugin declares (`takedown.notice.sent`).
    public var kind: String
    /// What it happened to.
    public var subject: EntityID
    /// When, by the injected clock.
    public var time: Instant
    /// Who caused it: the name given with `--actor`, or `system`.
    public var actor: String
    /// Facts that indicators and auditors need. No personal data: codes, counts, times, identities.
    public var facts: JSONObject

    /// Makes an event.
    public init(_ kind: String, _ subject: EntityID, at time: Instant, by actor: String, facts: JSONObject = [:]) {
        self.kind = kind
        self.subject = subject
        self.time = time
        self.actor = actor
        self.facts = facts
    }
}

/// An event as the ledger holds it.
public struct LedgerEvent: Sendable, Hashable {
    /// Its place in the log, from 0.
    public var sequence: Int64
    /// What happened.
    public var event: Event

    /// Makes one.
    public init(sequence: Int64, event: Event) {
        self.sequence = sequence
        self.event = event
    }
}

/// The declaration of an event kind by its plugin.
public struct EventKind: Sendable, Hashable {
    /// `module.noun.verb`, lower case.
    public let name: String
    /// One sentence: what happened when this is logged.
    public let summary: String
    /// The facts it may carry, with their meaning.
    public let facts: [String: String]

    /// Makes a declaration.
    public init(_ name: String, _ summary: String, facts: [String: String] = [:]) {
        self.name = name
        self.summary = summary
        self.facts = facts
    }
}

public import AllianceKit

/// One entry of the log: an event at its place, with a commitment to the content that changed.
public struct LogEntry: Sendable, Hashable {
    /// Its place, from 0.
    public var sequence: Int64
    /// What happened.
    public var event: Event
    /// HMAC-SHA-256 of the content under a salt that is kept outside the log; nil when no content changed.
    public var commitment: [UInt8]?

    /// Takes the parts of an entry.
    public init(sequence: Int64, event: Event, commitment: [UInt8]? = nil) {
        self.sequence = sequence
        self.event = event
        self.commitment = commitment
    }

    /// The bytes that are logged: canonical JSON (RFC 8785) of `actor`, `commitment` (64 hexadecimal digits, or left out), `facts`,
    /// `kind`, `seq`, `subject`, `time` (RFC 3339 UTC).
    public var bytes: [UInt8] {
        var object = JSONObject()
        object["actor"] = .string(event.actor)
        if let commitment { object["commitment"] = .string(Hex.encode(commitment)) }
        object["facts"] = .object(event.facts)
        object["kind"] = .string(event.kind)
        object["seq"] = .integer(sequence)
        object["subject"] = .string(event.subject.text)
        object["time"] = .string(event.time.description)
        return JSONText.canonical(.object(object))
    }

    /// Reads logged bytes; throws `ledger.entry.format`.
    public init(_ bytes: [UInt8]) throws {
        let limits = JSONLimits(bytes: EntryBundle.entryLimit, depth: 16)
        guard case .object(let object) = try JSONText.decode(bytes, limits: limits),
            let sequence = object["seq"]?.integerValue, sequence >= 0,
            let actor = object["actor"]?.stringValue, let kind = object["kind"]?.stringValue,
            let subject = object["subject"]?.stringValue.flatMap({ EntityID($0) }),
            let time = object["time"]?.stringValue.flatMap({ Instant($0) }),
            let facts = object["facts"]?.objectValue
        else { throw Self.unreadable }
        let commitment = object["commitment"]?.stringValue.flatMap { Hex.decode($0) }
        guard object.names.count == (object["commitment"] == nil ? 6 : 7),
            object["commitment"] == nil || commitment?.count == 32
        else { throw Self.unreadable }
        self.init(
            sequence: sequence, event: Event(kind, subject, at: time, by: actor, facts: facts), commitment: commitment)
    }

    private static var unreadable: AllianceError {
        AllianceError("ledger.entry.format", "a ledger entry does not have the members it must have")
    }
}

public import AllianceKit

/// The chain of custody as lines of JSON: the ledger's events of one referral, in the ledger's order and with its
/// numbers, so that each line can be proved against the ledger's tree.
public enum CustodyLog {
    /// The events of a subject, from a number on and before another.
    public static func events(
        of subject: EntityID, from first: Int64, before end: Int64, in reader: any StoreReader
    ) throws -> [LedgerEvent] {
        var events: [LedgerEvent] = []
        try reader.forEachEvent(from: first) { entry in
            guard entry.sequence < end else { return false }
            if entry.event.subject == subject { events.append(entry) }
            return true
        }
        return events
    }

    /// One canonical JSON object a line.
    public static func bytes(of events: [LedgerEvent]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in events {
            bytes += JSONText.canonical(
                .object([
                    "sequence": .integer(entry.sequence), "time": .text(entry.event.time),
                    "kind": .string(entry.event.kind), "actor": .string(entry.event.actor),
                    "subject": .text(entry.event.subject), "facts": .object(entry.event.facts),
                ]))
            bytes.append(0x0a)
        }
        return bytes
    }
}

public import AllianceKit

/// Answers kept in a workspace, so that a network is asked about once in half a day.
public struct StoreRDAPCache: RDAPCache {
    private let store: any Store
    private let actor: String

    /// A cache in a store; the actor stands in the events.
    public init(_ store: any Store, actor: String) {
        self.store = store
        self.actor = actor
    }

    /// What is known.
    public func kept(_ query: RDAPQuery, since: Instant) throws -> KeptAnswer? {
        try store.read { reader in
            if let own = try reader.get(RDAPRecord.self, RDAPRecord.id(of: query)), own.time >= since {
                return own.kept
            }
            let recent = Query<RDAPRecord>().where("taken", .greaterOrEqual, .time(since))
            switch query {
            case .address(let address):
                let key = ColumnValue.text(RDAPRecord.key(address))
                // Of several blocks around it the smallest has the greatest start.
                return try reader.first(
                    recent.where("first", .lessOrEqual, key).where("last", .greaterOrEqual, key)
                        .ordered(by: "first", descending: true).ordered(by: "last"))?.kept
            case .autnum(let number):
                let key = ColumnValue.integer(Int64(number))
                return try reader.first(
                    recent.where("first_asn", .lessOrEqual, key).where("last_asn", .greaterOrEqual, key)
                        .ordered(by: "first_asn", descending: true))?.kept
            default: return nil
            }
        }
    }

    /// Keeps an answer.
    public func keep(_ kept: KeptAnswer, for query: RDAPQuery) throws {
        let record = RDAPRecord(kept, for: query)
        try store.write { transaction in
            try transaction.put(
                record,
                because: Event(
                    "takedown.rdap.kept", record.id, at: kept.time, by: actor,
                    facts: ["kind": .string(kept.kind.rawValue)]))
        }
    }
}

import AllianceKit

/// Works on a copy of the state, which the store takes over at the end.
final class MemoryTransaction: StoreTransaction {
    var state: MemoryState

    init(_ state: MemoryState) { self.state = state }

    // MARK: Reading

    func get<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID) throws -> Record? {
        try state.tables[Record.table]?[id.text].map { try decode(type, $0) }
    }

    func forEach<Record: StoredRecord>(_ query: Query<Record>, _ body: (Record) throws -> Bool) throws {
        for row in try rows(query) { if try !body(decode(Record.self, row)) { return } }
    }

    func count<Record: StoredRecord>(_ query: Query<Record>) throws -> Int { try rows(query).count }

    func forEachEvent(from sequence: Int64, _ body: (LedgerEvent) throws -> Bool) throws {
        for event in state.events where event.sequence >= sequence { if try !body(event) { return } }
    }

    func eventCount() throws -> Int64 { Int64(state.events.count) }

    func rememberedAnswer(for key: String) throws -> RememberedAnswer? { state.answers[key] }

    // MARK: Writing

    func put<Record: StoredRecord>(_ record: Record, because event: Event) throws {
        let values = try record.columnValues()
        let columns = Dictionary(zip(Record.columns.map(\.name), values)) { first, _ in first }
        for (column, value) in zip(Record.columns, values) where column.unique && value != .null {
            let others = state.tables[Record.table, default: [:]]
            if others.contains(where: { $0.key != record.id.text && $0.value.columns[column.name] == value }) {
                throw AllianceError("store.unique", "another record has the same value: \(Record.table).\(column.name)")
            }
        }
        let row = MemoryRow(
            body: try JSONBytes.encode(record), schemaVersion: Record.schemaVersion, columns: columns)
        state.tables[Record.table, default: [:]][record.id.text] = row
        try append(event)
    }

    func erase<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID, because event: Event) throws {
        guard state.tables[Record.table]?.removeValue(forKey: id.text) != nil else {
            throw AllianceError(
                "store.record.missing", "there is no \(id.prefix) \(id)", hint: "look at the list of them")
        }
        try append(event)
    }

    func append(_ event: Event) throws {
        state.events.append(LedgerEvent(sequence: Int64(state.events.count), event: event))
    }

    func remember(_ answer: RememberedAnswer, for key: String) throws { state.answers[key] = answer }

    // MARK: Queries

    private func decode<Record: StoredRecord>(_ type: Record.Type, _ row: MemoryRow) throws -> Record {
        try JSONBytes.decode(type, from: row.body)
    }

    private func rows<Record: StoredRecord>(_ query: Query<Record>) throws -> [MemoryRow] {
        try query.check()
        var found = state.tables[Record.table, default: [:]].filter { id, row in
            query.conditions.allSatisfy { $0.holds(for: Self.value($0.column, id, row)) }
        }.map { (id: $0.key, row: $0.value) }
        found.sort { left, right in
            for order in query.order {
                let one = Self.value(order.column, left.id, left.row)
                let other = Self.value(order.column, right.id, right.row)
                if one.sorts(before: other) { return !order.descending }
                if other.sorts(before: one) { return order.descending }
            }
            return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
        return found.prefix(max(0, query.limit ?? Int.max)).map(\.row)
    }

    private static func value(_ column: String, _ id: String, _ row: MemoryRow) -> ColumnValue {
        column == "id" ? .text(id) : row.columns[column] ?? .null
    }
}

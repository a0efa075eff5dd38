import AllianceKit

/// Compares the rows of one table with what vouches for them.
struct RecordCheck {
    let connection: StoreConnection
    let log: any EventLog
    let table: String
    let columns: [RecordTable.Column]
    let type: (any StoredRecord.Type)?

    /// Reads id, schema version, body, leaf, salt and the declared columns.
    var select: String {
        let names = ["id", "schema_version", "body", "leaf", "salt"] + columns.map { "\"\($0.name)\"" }
        return "SELECT \(names.joined(separator: ",")) FROM \"\(table)\""
    }

    /// The length of the raw body; throws what is wrong with the row.
    func examine(_ row: Statement) throws -> Int {
        let id = row.text(0)
        let body = try connection.body(row, 2, id: id)
        guard try log.commits(row.integer(3), to: body, salt: row.bytes(4), in: connection.database) else {
            throw PackingError.damaged("the record does not match its ledger entry \(row.integer(3))")
        }
        if let type { try compare(type, row, id, body) }
        return body.count
    }

    private func compare<Record: StoredRecord>(_ type: Record.Type, _ row: Statement, _ id: String, _ body: [UInt8])
        throws
    {
        let record = try RecordCoding.decode(type, body, version: Int(row.integer(1)))
        guard record.id.text == id else { throw PackingError.damaged("the row holds the record \(record.id)") }
        for (place, value) in try record.columnValues().enumerated()
        where !Self.equal(row.value(place + 5), value) {
            throw PackingError.damaged("the column \(columns[place].name) does not match the record")
        }
    }

    /// A whole number in a column of real ones comes back as a real one.
    private static func equal(_ stored: ColumnValue, _ value: ColumnValue) -> Bool {
        if case .real(let number) = stored, case .integer(let whole) = value { return number == Double(whole) }
        return stored == value
    }
}

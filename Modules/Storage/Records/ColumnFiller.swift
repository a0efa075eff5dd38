import AllianceKit

/// Computes the columns of all rows of a table anew from their bodies, after a declaration gained a column.
struct ColumnFiller {
    let connection: StoreConnection

    func fill(_ type: any StoredRecord.Type, _ table: RecordTable) throws { try fill(rows: type, table) }

    private func fill<Record: StoredRecord>(rows type: Record.Type, _ table: RecordTable) throws {
        let database = connection.database
        let sets = table.columns.indices.map { "\"\(table.columns[$0].name)\"=?\($0 + 2)" }.joined(separator: ",")
        let update = "UPDATE \"\(table.name)\" SET \(sets) WHERE id=?1"
        let select = "SELECT id,schema_version,body FROM \"\(table.name)\" WHERE id>?1 ORDER BY id LIMIT 500"
        var last = ""
        while true {
            // Pieces, so that the rows of a statement never change under it and memory stays flat.
            var records: [Record] = []
            try database.forEachRow(select, [.text(last)]) {
                records.append(try connection.record(type, $0))
                return true
            }
            guard let end = records.last else { return }
            for record in records {
                try database.run(update, [.text(record.id.text)] + record.columnValues())
            }
            last = end.id.text
        }
    }
}

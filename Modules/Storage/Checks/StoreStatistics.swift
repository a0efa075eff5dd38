import AllianceKit

/// How much a table of records holds.
public struct TableStatistics: Sendable, Hashable {
    /// The table.
    public var table: String
    /// Its records.
    public var records: Int64
    /// Size of the bodies before packing, in bytes.
    public var rawBytes: Int64
    /// Size of the packed bodies, in bytes.
    public var packedBytes: Int64
    /// Pages the table and its indexes take in the file, in bytes; nil where SQLite was built without `dbstat`.
    public var fileBytes: Int64?
    /// The dictionary new bodies are packed with; 0 for none.
    public var dictionary: Int64
    /// Whether that one was trained on records.
    public var isTrained: Bool
}

extension SQLiteStore {
    /// What each table of records holds, by name.
    public func statistics() throws -> [TableStatistics] {
        try withReader { connection in
            var check = StoreCheck(connection: connection, log: log)
            let names = check.recordTables()
            if let damage = check.report.damages.first { throw damage.error }
            return try names.map { try statistics(of: $0, connection) }
        }
    }

    private func statistics(of table: String, _ connection: StoreConnection) throws -> TableStatistics {
        let database = connection.database
        let current = try connection.currentDictionary(of: table)
        var statistics = TableStatistics(
            table: table, records: 0, rawBytes: 0, packedBytes: 0, fileBytes: nil, dictionary: current.id,
            isTrained: try database.integer("SELECT trained FROM dictionary WHERE id=?1", [.integer(current.id)]) == 1)
        try database.forEachRow("SELECT body FROM \"\(table)\"") { row in
            statistics.records += 1
            row.withBytes(0) { packed in
                statistics.packedBytes += Int64(packed.byteCount)
                statistics.rawBytes += Int64(Packer.rawCount(packed) ?? packed.byteCount)
            }
            return true
        }
        statistics.fileBytes = try? database.integer(
            "SELECT sum(pgsize) FROM dbstat WHERE aggregate=TRUE AND name IN (SELECT name FROM sqlite_schema WHERE tbl_name=?1)",
            [.text(table)])
        return statistics
    }
}

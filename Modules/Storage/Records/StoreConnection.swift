import AllianceKit

/// A connection with what it takes to pack and unpack; used by one thread at a time.
final class StoreConnection {
    let database: Database
    let packer: Packer
    private var dictionaries: [Int64: PackingDictionary] = [:]

    init(_ database: Database, options: StoreOptions) {
        self.database = database
        packer = Packer(maximum: options.maximumBodyBytes)
    }

    /// The dictionary of a number; rows are immutable, so what was read stays good.
    func dictionary(_ id: Int64) throws -> PackingDictionary? {
        if let known = dictionaries[id] { return known }
        let found = try database.row("SELECT bytes, checksum FROM dictionary WHERE id=?1", [.integer(id)]) { row in
            (bytes: row.bytes(0), checksum: row.integer(1))
        }
        guard let found else { return nil }
        guard Int64(Checksum.crc32(found.bytes)) == found.checksum else {
            throw PackingError.damaged("the dictionary \(id) is damaged")
        }
        let dictionary = PackingDictionary(id: id, bytes: found.bytes)
        dictionaries[id] = dictionary
        return dictionary
    }

    /// The dictionary new bodies of a table are packed with: the last trained one, else the last built-in one.
    func currentDictionary(of table: String) throws -> PackingDictionary {
        let id = try database.row(
            "SELECT id FROM dictionary WHERE record_table=?1 ORDER BY trained DESC, id DESC LIMIT 1", [.text(table)]
        ) { $0.integer(0) }
        return try id.flatMap { try dictionary($0) } ?? .none
    }

    /// The raw body in a column of the row a statement stands on.
    func body(_ row: Statement, _ column: Int, id: String) throws -> [UInt8] {
        try row.withBytes(column) { packed in try packer.unpack(packed, id: id) { try dictionary($0) } }
    }

    /// The record of a row of id, schema version and body.
    func record<Record: StoredRecord>(_ type: Record.Type, _ row: Statement) throws -> Record {
        let id = row.text(0)
        do {
            return try RecordCoding.decode(type, body(row, 2, id: id), version: Int(row.integer(1)))
        } catch let error as PackingError {
            throw AllianceError(
                "store.record.damaged", "\(Record.table) \(id): \(error)", at: SourcePlace(file: database.path),
                hint: "see what else is damaged with: alliance store verify; then restore a backup")
        }
    }
}

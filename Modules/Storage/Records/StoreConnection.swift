import AllianceKit

/// A connection with what it takes to pack and unpack; used by one thread at a time.
final class StoreConnection: PooledConnection {
    let database: Database
    let packer: Packer
    private var dictionaries: [Int64: PackingDictionary] = [:]
    /// Tables whose built-in dictionary was compared with this build's.
    private var checked: Set<String> = []

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

    /// Drops what was read or added in a transaction that was undone: another program may give the same number to other bytes.
    func forget() {
        dictionaries = [:]
        checked = []
        packer.forget()
    }

    /// The dictionary new bodies of a type are packed with, after adding the built-in one of this build if the file lacks it. Only in a
    /// write transaction.
    func dictionaryForWriting(_ type: (some StoredRecord).Type, now: Instant) throws -> PackingDictionary {
        if checked.insert(type.table).inserted {
            let builtIn = try BuiltInDictionary.bytes(of: type)
            let last = try database.row(
                "SELECT bytes FROM dictionary WHERE record_table=?1 AND trained=0 ORDER BY id DESC LIMIT 1",
                [.text(type.table)]
            ) { $0.bytes(0) }
            if last != builtIn { try addDictionary(builtIn, for: type.table, trained: false, made: now) }
        }
        return try currentDictionary(of: type.table)
    }

    /// Adds a dictionary and returns its number. Earlier ones stay for the bodies that name them.
    @discardableResult
    func addDictionary(_ bytes: [UInt8], for table: String, trained: Bool, made: Instant) throws -> Int64 {
        try database.run(
            "INSERT INTO dictionary(record_table,trained,made,checksum,bytes) VALUES(?1,?2,?3,?4,?5)",
            [
                .text(table), .flag(trained), .integer(made.milliseconds),
                .integer(Int64(Checksum.crc32(bytes))), .blob(bytes),
            ])
        return try database.integer("SELECT last_insert_rowid()")
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

import AllianceKit

/// What the body of one `read` or `write` works with. Good until that returns.
final class StoreSession: StoreTransaction {
    let connection: StoreConnection
    let tables: [String: RecordTable]
    let log: any EventLog
    /// When the write began; nil while only reading.
    let started: Instant?
    private var isOpen = true
    /// The first fault of the database in this session. A transaction with one is never committed, even if `body` swallowed it:
    /// SQLite may have rolled it back on its own.
    private(set) var fault: DatabaseError?
    private var currents: [String: PackingDictionary] = [:]

    init(_ connection: StoreConnection, tables: [String: RecordTable], log: any EventLog, writingAt started: Instant?) {
        self.connection = connection
        self.tables = tables
        self.log = log
        self.started = started
    }

    var database: Database { connection.database }

    /// Ends the session; whoever kept it gets an error.
    func close() { isOpen = false }

    private func working<Result>(_ body: () throws -> Result) throws -> Result {
        guard isOpen else {
            throw AllianceError("store.session.closed", "a transaction was used after its end", exit: .bug)
        }
        do { return try body() } catch let error as DatabaseError {
            fault = fault ?? error
            throw error.allianceError
        }
    }

    private func table<Record: StoredRecord>(_ type: Record.Type) throws -> RecordTable {
        guard let table = tables[Record.table] else {
            throw AllianceError("store.table.unknown", "no plugin declares the table \(Record.table)", exit: .bug)
        }
        return table
    }

    // MARK: Reading

    func get<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID) throws -> Record? {
        try working {
            let statement = try database.statement(table(type).get)
            try statement.bind(1, id.text)
            defer { statement.reset() }
            return try statement.step() ? try connection.record(type, statement) : nil
        }
    }

    func forEach<Record: StoredRecord>(_ query: Query<Record>, _ body: (Record) throws -> Bool) throws {
        try working {
            _ = try table(Record.self)
            let query = try QueryStatement.records(query)
            try database.forEachRow(query.sql, query.values) { try body(connection.record(Record.self, $0)) }
        }
    }

    func count<Record: StoredRecord>(_ query: Query<Record>) throws -> Int {
        try working {
            _ = try table(Record.self)
            let query = try QueryStatement.count(query)
            return Int(try database.integer(query.sql, query.values))
        }
    }

    func forEachEvent(from sequence: Int64, _ body: (LedgerEvent) throws -> Bool) throws {
        try working {
            if started != nil { try log.flush(in: database) }
            try log.forEachEvent(from: sequence, in: database, body)
        }
    }

    func eventCount() throws -> Int64 { try working { try log.count(in: database) } }

    func rememberedAnswer(for key: String) throws -> RememberedAnswer? {
        try working {
            try database.row("SELECT request,answer,time FROM remembered_answer WHERE key=?1", [.text(key)]) { row in
                RememberedAnswer(
                    request: row.text(0), answer: row.bytes(1), time: Instant(milliseconds: row.integer(2)))
            }
        }
    }

    // MARK: Writing

    func put<Record: StoredRecord>(_ record: Record, because event: Event) throws {
        try working {
            let table = try table(Record.self)
            let values = try record.columnValues()
            let body = try RecordCoding.encode(record)
            let packed = try pack(body, record)
            try checkUnique(table, values, id: record.id.text)
            let receipt = try log.append(event, content: body, in: database)
            let statement = try database.statement(table.upsert)
            try statement.bind(1, record.id.text)
            try statement.bind(2, Int64(table.schemaVersion))
            try statement.bind(3, receipt.sequence)
            try statement.bind(4, receipt.salt)
            try statement.bind(5, packed)
            for (place, value) in values.enumerated() { try statement.bind(place + 6, value) }
            try statement.run()
        }
    }

    func erase<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID, because event: Event) throws {
        try working {
            let table = try table(type)
            try database.run(table.delete, [.text(id.text)])
            guard database.changes == 1 else {
                throw AllianceError(
                    "store.record.missing", "there is no \(id.prefix) \(id)", hint: "look at the list of them")
            }
            _ = try log.append(event, content: nil, in: database)
        }
    }

    func append(_ event: Event) throws { try working { _ = try log.append(event, content: nil, in: database) } }

    func remember(_ answer: RememberedAnswer, for key: String) throws {
        try working {
            let sum = RememberedAnswers.checksum(key: key, answer)
            try database.run(
                "INSERT OR REPLACE INTO remembered_answer(key,request,answer,time,checksum) VALUES(?1,?2,?3,?4,?5)",
                [
                    .text(key), .text(answer.request), .blob(answer.answer), .integer(answer.time.milliseconds),
                    .integer(sum),
                ])
        }
    }

    private func pack<Record: StoredRecord>(_ body: [UInt8], _ record: Record) throws -> [UInt8] {
        let dictionary: PackingDictionary
        if let known = currents[Record.table] {
            dictionary = known
        } else {
            dictionary = try connection.dictionaryForWriting(
                Record.self, now: started ?? Instant(milliseconds: 0))
            currents[Record.table] = dictionary
        }
        do throws(PackingError) {
            return try connection.packer.pack(body, id: record.id.text, dictionary: dictionary)
        } catch {
            throw AllianceError("store.record.too-large", "\(Record.table) \(record.id): \(error)")
        }
    }

    /// Looked for before the event is appended, so that a caller may catch the error and go on with other records.
    private func checkUnique(_ table: RecordTable, _ values: [ColumnValue], id: String) throws {
        for (column, value) in zip(table.columns, values) where column.unique && value != .null {
            let sql = "SELECT id FROM \"\(table.name)\" WHERE \"\(column.name)\"=?1 AND id<>?2"
            if let other = try database.row(sql, [value, .text(id)], { $0.text(0) }) {
                throw AllianceError(
                    "store.unique", "another record has the same value: \(table.name).\(column.name)",
                    hint: "it is \(other)")
            }
        }
    }
}

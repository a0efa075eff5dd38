public import AllianceKit
import Synchronization

/// The embedded store: records, ledger and outbox rows in one SQLite file.
///
/// Writes are one at a time within the process, and wait for other processes as long as `busyTimeout` says. When `write` returns, the
/// change is on the disk; when it throws, nothing of it happened (after an input/output fault that is unknown until the command is
/// repeated with its idempotency key). Reads never wait for writes and see one state each.
public final class SQLiteStore: Store {
    /// The file.
    public let path: String
    /// What its owner set.
    public let options: StoreOptions
    let recordTypes: [any StoredRecord.Type]
    let tables: [String: RecordTable]
    let log: any EventLog
    let clock: @Sendable () -> Instant

    private let connections: ConnectionPool<StoreConnection>
    /// The data version seen when the last write began.
    private let seenVersion = Atomic<Int64>(-1)

    /// Opens a store, bringing its schema up to date, or makes one with `.create`.
    ///
    /// Throws `store.missing`, `store.not-a-database`, `store.damaged`, `store.newer`, `store.read-only` or `store.busy`, each saying
    /// what to do.
    public init(
        path: String, recordTypes: [any StoredRecord.Type], eventLog: any EventLog,
        clock: @escaping @Sendable () -> Instant, access: DatabaseProfile.Access = .write,
        options: StoreOptions = StoreOptions()
    ) throws {
        self.path = path
        self.options = options
        self.recordTypes = recordTypes
        self.clock = clock
        log = eventLog
        var tables: [String: RecordTable] = [:]
        for type in recordTypes { tables[type.table] = try RecordTable(opening: type) }
        self.tables = tables
        guard access == .create || Files.exists(path) else {
            throw AllianceError(
                "store.missing", "there is no store here", at: SourcePlace(file: path),
                hint: "make a workspace with: alliance init")
        }
        let opened = try DatabaseError.translating {
            let database = try Database(
                path: path, profile: .records(access, busyTimeout: options.busyTimeout))
            if let pages = options.maximumPages { try database.execute("PRAGMA max_page_count=\(pages)") }
            return StoreConnection(database, options: options)
        }
        connections = ConnectionPool(path: path, writer: access == .read ? nil : opened) {
            StoreConnection(
                try Database(path: path, profile: .records(.read, busyTimeout: options.busyTimeout)), options: options)
        }
        try DatabaseError.translating { try prepare(opened, access: access) }
    }

    // MARK: Store

    /// Reads one consistent state.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try withReader { connection in
            let session = StoreSession(connection, tables: tables, log: log, writingAt: nil)
            defer { session.close() }
            return try body(session)
        }
    }

    /// Changes state: durable when this returns, undone when it throws.
    public func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        try withWriter { connection in
            let session = StoreSession(connection, tables: tables, log: log, writingAt: clock())
            defer { session.close() }
            let result = try body(session)
            if let fault = session.fault { throw fault }
            try log.flush(in: connection.database)
            return result
        }
    }

    // MARK: Connections

    /// Lends a connection inside a read transaction: one state, no writes. For the ledger's commands and checks.
    public func withReadDatabase<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withReader { try body($0.database) }
    }

    /// Lends the writing connection inside a transaction that ends durable, or undone when `body` throws.
    public func withWriteDatabase<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withWriter { connection in
            let result = try body(connection.database)
            try log.flush(in: connection.database)
            return result
        }
    }

    /// Moves the write-ahead log into the file and cuts it to nothing. An erased record's content is overwritten in the file at once,
    /// but its old page stays in the log until then. Throws `store.busy` while another connection reads or writes.
    public func checkpoint() throws {
        try connections.write { connection in
            let isBlocked = try connection.database.integer("PRAGMA wal_checkpoint(TRUNCATE)")
            guard isBlocked == 0 else {
                throw DatabaseError(.busy, "the log is in use", path: path)
            }
        }
    }

    func withReader<Result>(_ body: (StoreConnection) throws -> Result) throws -> Result { try connections.read(body) }

    func withWriter<Result>(_ body: (StoreConnection) throws -> Result) throws -> Result {
        try connections.write { try transact($0, body) }
    }

    private func transact<Result>(_ writer: StoreConnection, _ body: (StoreConnection) throws -> Result) throws
        -> Result
    {
        let database = writer.database
        do {
            try database.beginImmediate()
            // Another process may have appended since: the log then reads its state anew.
            let version = try database.dataVersion()
            if version != seenVersion.exchange(version, ordering: .relaxed) { log.forget() }
            let result = try body(writer)
            try database.commit()
            return result
        } catch {
            database.rollback()
            writer.forget()
            log.forget()
            throw error
        }
    }
}

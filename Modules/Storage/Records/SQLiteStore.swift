public import AllianceKit
import Glibc
import Synchronization

/// The embedded store: records, ledger and outbox rows in one SQLite file.
///
/// Writes are one at a time within the process, and wait for other processes as long as `busyTimeout` says. When `write` returns, the
/// change is on the disk; when it throws, nothing of it happened (after an input/output fault that is unknown until the command is
/// repeated with its idempotency key). Reads never wait for writes and see one state each.
public final class SQLiteStore: Store, @unchecked Sendable {
    /// The file.
    public let path: String
    /// What its owner set.
    public let options: StoreOptions
    let recordTypes: [any StoredRecord.Type]
    let tables: [String: RecordTable]
    let log: any EventLog
    let clock: @Sendable () -> Instant

    // Everything below is used under one of the two locks; that is what makes the class Sendable.
    private let writing = Mutex<Void>(())
    private let writerThread = Atomic<UInt>(0)
    private let writer: StoreConnection?
    private var seenVersion: Int64 = -1
    private let pooling = Mutex<Void>(())
    private var pool: [StoreConnection] = []

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
        writer = access == .read ? nil : opened
        try DatabaseError.translating { try prepare(opened, access: access) }
        if access == .read { pool.append(opened) }
    }

    // MARK: Store

    /// Reads one consistent state.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try withReader { connection in
            let session = StoreSession(connection, tables: tables, log: log, isWriting: false)
            defer { session.close() }
            return try body(session)
        }
    }

    /// Changes state: durable when this returns, undone when it throws.
    public func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        try withWriter { connection in
            let session = StoreSession(connection, tables: tables, log: log, isWriting: true)
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

    func withReader<Result>(_ body: (StoreConnection) throws -> Result) throws -> Result {
        try DatabaseError.translating {
            let connection = try takeReader()
            let database = connection.database
            try database.beginRead()
            do {
                let result = try body(connection)
                try database.commit()
                giveBack(connection)
                return result
            } catch {
                database.rollback()
                // A connection with a fault is closed rather than used again.
                if !(error is DatabaseError) { giveBack(connection) }
                throw error
            }
        }
    }

    func withWriter<Result>(_ body: (StoreConnection) throws -> Result) throws -> Result {
        guard let writer else {
            throw AllianceError(
                "store.read-only", "the store is open for reading only", at: SourcePlace(file: path), exit: .cannotWrite
            )
        }
        let thread = UInt(pthread_self())
        guard writerThread.load(ordering: .relaxed) != thread else {
            throw AllianceError("store.nested", "a write was started inside a write", exit: .bug)
        }
        // The result leaves through a variable, because it need not be Sendable.
        var result: Result?
        try writing.withLock { _ in
            writerThread.store(thread, ordering: .relaxed)
            defer { writerThread.store(0, ordering: .relaxed) }
            result = try DatabaseError.translating { try transact(writer, body) }
        }
        return result!
    }

    private func transact<Result>(_ writer: StoreConnection, _ body: (StoreConnection) throws -> Result) throws
        -> Result
    {
        let database = writer.database
        do {
            try database.beginImmediate()
            // Another process may have appended since: the log then reads its state anew.
            let version = try database.dataVersion()
            if version != seenVersion { log.forget() }
            seenVersion = version
            let result = try body(writer)
            try database.commit()
            return result
        } catch {
            database.rollback()
            log.forget()
            throw error
        }
    }

    private func takeReader() throws -> StoreConnection {
        if let pooled = pooling.withLock({ _ in pool.popLast() }) { return pooled }
        let database = try Database(path: path, profile: .records(.read, busyTimeout: options.busyTimeout))
        return StoreConnection(database, options: options)
    }

    private func giveBack(_ connection: StoreConnection) {
        pooling.withLock { _ in if pool.count < 8 { pool.append(connection) } }
    }
}

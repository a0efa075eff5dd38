public import AllianceKit
import CSQLite
import Glibc

/// A connection to one SQLite file. Used by one thread at a time; its owner holds the lock.
///
/// Every function throws `DatabaseError`; the store translates it at its border.
@safe public final class Database {
    /// The file.
    public let path: String
    let handle: OpaquePointer
    private var cache: [String: Statement] = [:]

    /// Opens a file and sets the connection up.
    public init(path: String, profile: DatabaseProfile) throws {
        self.path = path
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        switch profile.access {
        case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .write: flags |= SQLITE_OPEN_READWRITE
        case .read: flags |= SQLITE_OPEN_READONLY
        case .foreign: flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        }
        var opened: OpaquePointer?
        let name = profile.access == .foreign ? Self.immutable(path) : path
        let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let message = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            unsafe sqlite3_close_v2(opened)
            throw DatabaseError(ResultCode(code), message, path: path)
        }
        unsafe handle = unsafe opened
        if profile.waitsEagerly, profile.busyTimeout > 0 {
            unsafe sqlite3_busy_handler(
                handle,
                { limit, count in
                    guard Int(count) < Int(bitPattern: limit) else { return 0 }
                    usleep(1000)
                    return 1
                }, UnsafeMutableRawPointer(bitPattern: Int(profile.busyTimeout)))
        } else {
            unsafe sqlite3_busy_timeout(handle, profile.busyTimeout)
            if profile.access == .foreign { limit() }
        }
        for pragma in profile.pragmas { try executePatiently(pragma, milliseconds: profile.busyTimeout) }
    }

    /// The address of a file that is not written meanwhile; a database in memory stays what it is.
    private static func immutable(_ path: String) -> String {
        guard path != ":memory:" else { return path }
        var address = "file:"
        for byte in path.utf8 {
            let plain = 97...122 ~= byte | 0x20 || 48...57 ~= byte || "/-._~".utf8.contains(byte)
            address += plain ? String(decoding: [byte], as: UTF8.self) : "%" + Hex.encode([byte])
        }
        return address + "?immutable=1"
    }

    /// What a schema or a row of somebody else may ask for.
    private func limit() {
        for (kind, most) in [
            (SQLITE_LIMIT_LENGTH, 1 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 16), (SQLITE_LIMIT_COLUMN, 200),
            (SQLITE_LIMIT_EXPR_DEPTH, 100), (SQLITE_LIMIT_COMPOUND_SELECT, 10), (SQLITE_LIMIT_VDBE_OP, 100_000),
            (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        ] {
            _ = unsafe sqlite3_limit(handle, kind, Int32(most))
        }
    }

    /// When two programs make a file at the same moment, SQLite answers the change to a write-ahead log with "busy" at once, without
    /// waiting as long as it was told to; so the waiting is done here.
    private func executePatiently(_ sql: String, milliseconds: Int32) throws {
        var waited: Int32 = 0
        while true {
            do { return try execute(sql) } catch let error as DatabaseError {
                guard case .busy = error.code, waited < milliseconds else { throw error }
            }
            usleep(2000)
            waited += 2
        }
    }

    deinit {
        cache.removeAll()
        // close_v2 waits for statements that are still referred to.
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements without values, separated by semicolons; rows are ignored.
    public func execute(_ sql: String) throws {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, sql) }
    }

    /// A prepared statement, reset and without values; kept for the next use of the same text.
    public func statement(_ sql: String) throws -> Statement {
        if let cached = cache[sql], !cached.isBusy {
            cached.reset()
            return cached
        }
        let fresh = try Statement(sql, in: self)
        // Lists of values of ever other lengths make ever other texts; those in use stay with their users.
        if cache.count >= 256 { cache.removeAll() }
        if cache[sql] == nil { cache[sql] = fresh }
        return fresh
    }

    /// Runs one statement to its end with these values.
    public func run(_ sql: String, _ values: [ColumnValue] = []) throws {
        let statement = try statement(sql)
        try statement.bind(values)
        defer { statement.reset() }
        while try statement.step() {}
    }

    /// The first row of one statement with these values, or nil.
    public func row<Result>(_ sql: String, _ values: [ColumnValue] = [], _ read: (Statement) throws -> Result) throws
        -> Result?
    {
        let statement = try statement(sql)
        try statement.bind(values)
        defer { statement.reset() }
        return try statement.step() ? try read(statement) : nil
    }

    /// Each row of one statement with these values, in order; `body` returns false to stop.
    public func forEachRow(
        _ sql: String, _ values: [ColumnValue] = [], _ body: (Statement) throws -> Bool
    ) throws {
        let statement = try statement(sql)
        try statement.bind(values)
        defer { statement.reset() }
        while try statement.step() { if try !body(statement) { return } }
    }

    /// The whole number in the first column of the first row, or 0.
    public func integer(_ sql: String, _ values: [ColumnValue] = []) throws -> Int64 {
        try row(sql, values) { $0.integer(0) } ?? 0
    }

    /// The rows the last statement changed.
    public var changes: Int { Int(unsafe sqlite3_changes(handle)) }

    /// The text after the last failure.
    func error(_ code: Int32, _ sql: String?) -> DatabaseError {
        let message = unsafe String(cString: sqlite3_errmsg(handle))
        return DatabaseError(ResultCode(code), message, sql: sql, path: path)
    }
}

public import AllianceKit
import CSQLite

/// A prepared statement: bind values, step through rows, reset.
///
/// Parameters count from 1 as in SQL, columns from 0 as in SQLite.
@safe public final class Statement {
    /// Its text.
    public let sql: String
    private unowned let database: Database
    private let handle: OpaquePointer

    init(_ sql: String, in database: Database) throws {
        self.sql = sql
        self.database = database
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else { throw database.error(code, sql) }
        unsafe handle = unsafe prepared
    }

    deinit { unsafe sqlite3_finalize(handle) }

    /// Whether it stands on a row.
    var isBusy: Bool { unsafe sqlite3_stmt_busy(handle) != 0 }

    /// Goes on; true when it stands on a row, false at the end.
    public func step() throws -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let error = database.error(code, sql)
            unsafe sqlite3_reset(handle)
            throw error
        }
    }

    /// Steps to the end and resets, for statements without rows.
    public func run() throws {
        defer { reset() }
        while try step() {}
    }

    /// Makes it ready for other values; the old ones are let go.
    public func reset() {
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw database.error(code, sql) }
    }

    // MARK: Values in

    /// Sets the parameters from 1 on.
    public func bind(_ values: [ColumnValue]) throws {
        for (place, value) in values.enumerated() { try bind(place + 1, value) }
    }

    /// Sets a parameter.
    public func bind(_ place: Int, _ value: ColumnValue) throws {
        switch value {
        case .null: try check(unsafe sqlite3_bind_null(handle, Int32(place)))
        case .integer(let number): try bind(place, number)
        case .real(let number): try check(unsafe sqlite3_bind_double(handle, Int32(place), number))
        case .text(let text): try bind(place, text)
        case .blob(let bytes): try bind(place, bytes)
        }
    }

    /// Sets a parameter to a whole number.
    public func bind(_ place: Int, _ number: Int64) throws {
        try check(unsafe sqlite3_bind_int64(handle, Int32(place), number))
    }

    /// Sets a parameter to text, as UTF-8.
    public func bind(_ place: Int, _ text: String) throws {
        var text = text
        try check(
            text.withUTF8 { space in
                // A nil pointer would bind null, so empty text gets some address.
                unsafe space.withMemoryRebound(to: CChar.self) { characters in
                    unsafe sqlite3_bind_text64(
                        handle, Int32(place), characters.baseAddress ?? UnsafePointer(bitPattern: 1),
                        UInt64(characters.count), csqlite_transient(), UInt8(SQLITE_UTF8))
                }
            })
    }

    /// Sets a parameter to bytes.
    public func bind(_ place: Int, _ bytes: [UInt8]) throws {
        try check(
            unsafe bytes.withUnsafeBytes { space in
                unsafe space.isEmpty
                    ? sqlite3_bind_zeroblob(handle, Int32(place), 0)
                    : sqlite3_bind_blob64(
                        handle, Int32(place), space.baseAddress, UInt64(space.count), csqlite_transient())
            })
    }

    /// Sets a parameter to bytes that stay where they are until the statement is reset or bound anew.
    func bind(_ place: Int, borrowing space: UnsafeRawBufferPointer) throws {
        try check(
            unsafe sqlite3_bind_blob64(handle, Int32(place), space.baseAddress, UInt64(space.count), nil))
    }

    /// Steps to the end and rewinds, leaving the parameters as they are.
    func runAgain() throws {
        let code = unsafe sqlite3_step(handle)
        let failure = code == SQLITE_DONE ? nil : database.error(code, sql)
        unsafe sqlite3_reset(handle)
        if let failure { throw failure }
    }

    // MARK: Values out

    /// Whether a column of the row is null.
    public func isNull(_ column: Int) -> Bool { unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

    /// A column of the row as a whole number; 0 for null.
    public func integer(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(handle, Int32(column)) }

    /// A column of the row as text; empty for null.
    public func text(_ column: Int) -> String {
        guard let start = unsafe sqlite3_column_text(handle, Int32(column)) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A column of the row as bytes, copied; empty for null.
    public func bytes(_ column: Int) -> [UInt8] {
        withBytes(column) { span in
            unsafe [UInt8](unsafeUninitializedCapacity: span.byteCount) { target, count in
                unsafe span.withUnsafeBytes { source in
                    unsafe UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
                }
                count = span.byteCount
            }
        }
    }

    /// Lends the bytes of a column without copying them; they are gone after `body`.
    public func withBytes<Result>(_ column: Int, _ body: (RawSpan) throws -> Result) rethrows -> Result {
        let start = unsafe sqlite3_column_blob(handle, Int32(column))
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        let space = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        return try body(unsafe space.bytes)
    }

    /// A column of the row in its storage type.
    public func value(_ column: Int) -> ColumnValue {
        switch unsafe sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(handle, Int32(column)))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(bytes(column))
        default: .null
        }
    }

    /// The number of columns.
    public var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }
}

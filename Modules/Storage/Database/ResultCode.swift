import CSQLite

/// A result code of SQLite, primary or extended.
///
/// A primary code matches its extended ones in patterns: `case .busy` catches `SQLITE_BUSY_SNAPSHOT` too.
public struct ResultCode: Sendable, Hashable {
    /// The number SQLite gave.
    public let rawValue: Int32

    /// Takes a number.
    public init(_ rawValue: Int32) { self.rawValue = rawValue }

    /// The code without its extension.
    public var primary: ResultCode { ResultCode(rawValue & 0xff) }

    /// Whether `code` is `pattern` or one of its extensions.
    public static func ~= (pattern: ResultCode, code: ResultCode) -> Bool {
        pattern == code || (pattern.primary == pattern && pattern == code.primary)
    }

    /// Another connection holds the lock.
    public static let busy = ResultCode(SQLITE_BUSY)
    /// A table is locked within this process.
    public static let locked = ResultCode(SQLITE_LOCKED)
    /// The disk is full.
    public static let full = ResultCode(SQLITE_FULL)
    /// The operating system reported a fault.
    public static let inputOutput = ResultCode(SQLITE_IOERR)
    /// The file's structure is damaged.
    public static let corrupt = ResultCode(SQLITE_CORRUPT)
    /// The file is something else.
    public static let notDatabase = ResultCode(SQLITE_NOTADB)
    /// The file or its folder may not be written.
    public static let readOnly = ResultCode(SQLITE_READONLY)
    /// The file cannot be opened.
    public static let cannotOpen = ResultCode(SQLITE_CANTOPEN)
    /// A constraint of the schema was hurt.
    public static let constraint = ResultCode(SQLITE_CONSTRAINT)
    /// Two rows share a value that must be unique.
    public static let unique = ResultCode(SQLITE_CONSTRAINT | (8 << 8))
    /// Two rows share a primary key.
    public static let primaryKey = ResultCode(SQLITE_CONSTRAINT | (6 << 8))
    /// The operation was interrupted.
    public static let interrupted = ResultCode(SQLITE_INTERRUPT)
    /// A value or a statement is longer than SQLite takes.
    public static let tooBig = ResultCode(SQLITE_TOOBIG)
}

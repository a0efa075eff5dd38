public import AllianceKit

/// What SQLite said no to. The store turns it into an `AllianceError` before it leaves the module.
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The extended result code.
    public let code: ResultCode
    /// SQLite's own sentence.
    public let message: String
    /// The statement, without its values.
    public let sql: String?
    /// The database file.
    public let path: String

    /// Makes an error.
    public init(_ code: ResultCode, _ message: String, sql: String? = nil, path: String) {
        self.code = code
        self.message = message
        self.sql = sql
        self.path = path
    }

    /// Code, sentence and statement in one line.
    public var description: String {
        "SQLite \(code.rawValue): \(message)" + (sql.map { " [\($0)]" } ?? "")
    }

    /// The error as commands report it: what happened, what to do, and the exit code.
    public var allianceError: AllianceError {
        let place = SourcePlace(file: path)
        switch code {
        case .busy, .locked:
            return AllianceError(
                "store.busy", "the store is in use by another program", at: place,
                hint: "try the same command again; with --key it cannot happen twice", exit: .busy)
        case .full:
            return AllianceError(
                "store.full", "the disk is full; nothing of this change was kept", at: place,
                hint: "free some space and try again; what was acknowledged before is safe", exit: .inputOutput)
        case .inputOutput:
            return AllianceError(
                "store.io", "reading or writing the store failed: \(message)", at: place,
                hint: "check the disk; whether the last change was kept is unknown, so repeat it with the same --key",
                exit: .inputOutput)
        case .corrupt:
            return AllianceError(
                "store.damaged", "the store is damaged or cut short: \(message)", at: place,
                hint: "see what is left with: alliance store verify; then restore a backup")
        case .notDatabase:
            return AllianceError(
                "store.not-a-database", "this file is not a store", at: place,
                hint: "check the path; if it was a store, restore a backup")
        case .readOnly:
            return AllianceError(
                "store.read-only", "the store cannot be written: \(message)", at: place,
                hint: "check the permissions of the file and of its folder", exit: .cannotWrite)
        case .cannotOpen:
            return AllianceError(
                "store.cannot-open", "the store cannot be opened: \(message)", at: place,
                hint: "check the path and the permissions of the file and of its folder")
        case .unique, .primaryKey:
            return AllianceError(
                "store.unique", "another record has the same value: \(message)", at: place,
                hint: "look for the record that is there already")
        case .tooBig:
            return AllianceError("store.too-big", "the record is larger than the store takes", at: place)
        default:
            return AllianceError("store.fault", "the store failed: \(self)", at: place, exit: .bug)
        }
    }

    /// Runs `body` and turns a `DatabaseError` into the error that commands report.
    static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError { throw error.allianceError }
    }
}

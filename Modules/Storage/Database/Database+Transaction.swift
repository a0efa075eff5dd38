import CSQLite

extension Database {
    /// Starts a transaction that may write, waiting for other writers as long as the busy timeout says.
    public func beginImmediate() throws { try run("BEGIN IMMEDIATE") }

    /// Starts a transaction that sees one state.
    public func beginRead() throws { try run("BEGIN") }

    /// Makes the changes durable.
    public func commit() throws { try run("COMMIT") }

    /// Drops the changes. SQLite may have done so itself after a fault; then there is nothing to do.
    public func rollback() {
        guard isInTransaction else { return }
        try? run("ROLLBACK")
    }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Runs `body` in one write transaction: all of it or nothing.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try beginImmediate()
        do {
            let result = try body()
            try commit()
            return result
        } catch {
            rollback()
            throw error
        }
    }

    /// A number that changes when another connection commits to the file.
    func dataVersion() throws -> Int64 { try integer("PRAGMA data_version") }
}

public import AllianceKit

/// The ledger as the store sees it: it takes part in every write transaction and knows nothing of records.
///
/// The store calls `append` for each event while its transaction is open, then `flush` just before COMMIT, or `forget` when the
/// transaction fails. All rows the log writes are in the same database file, so record, event and outbox row stand or fall together.
/// One process-wide instance serves one database; the store calls it under its write lock only, except for the reading functions.
public protocol EventLog: Sendable {
    /// The steps that make the log's tables.
    var migrations: [Migration] { get }
    /// Appends an event. `content` is the uncompressed body of the record that changed, or nil; the receipt's salt keys the commitment
    /// to it in the entry.
    func append(_ event: Event, content: [UInt8]?, in database: Database) throws -> EventReceipt
    /// Writes what is pending (tiles, frontier) before COMMIT.
    func flush(in database: Database) throws
    /// Drops what is pending after a rollback; the next append reads the state anew.
    func forget()
    /// The number of entries.
    func count(in database: Database) throws -> Int64
    /// Hands over events from a sequence on; `body` returns false to stop.
    func forEachEvent(from sequence: Int64, in database: Database, _ body: (LedgerEvent) throws -> Bool) throws
    /// Whether the entry at `sequence` commits to this content under this salt.
    func commits(_ sequence: Int64, to content: [UInt8], salt: [UInt8], in database: Database) throws -> Bool
}

/// Where an event went, and the salt of its commitment.
public struct EventReceipt: Sendable, Hashable {
    /// The entry's place in the log, from 0.
    public var sequence: Int64
    /// 32 random bytes, kept with the record and erased with it; empty when there was no content.
    public var salt: [UInt8]

    /// Makes a receipt.
    public init(sequence: Int64, salt: [UInt8]) {
        self.sequence = sequence
        self.salt = salt
    }
}

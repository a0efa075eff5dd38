public import AllianceKit
import Foundation

/// The in-memory twin of the SQLite store: the same meaning of every operation, nothing on disk.
public final class MemoryStore: Store, @unchecked Sendable {
    // One writer at a time; a reader takes a copy of the state, so it sees one moment.
    private let writing = NSLock()
    private let guarding = NSLock()
    private var state = MemoryState()

    /// Makes an empty store.
    public init() {}

    private var current: MemoryState {
        get { guarding.withLock { state } }
        set { guarding.withLock { state = newValue } }
    }

    /// Reads one consistent state.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try body(MemoryTransaction(current))
    }

    /// Changes state; nothing of it happened when `body` throws. Writing inside `body` through the store itself is a fault.
    public func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        guard writing.try() else {
            throw AllianceError("store.busy", "the store is being written by another thread", exit: .busy)
        }
        defer { writing.unlock() }
        let transaction = MemoryTransaction(current)
        let result = try body(transaction)
        current = transaction.state
        return result
    }

    /// All events so far.
    public var events: [LedgerEvent] { current.events }
    /// The kinds of all events so far, in order.
    public var eventKinds: [String] { current.events.map(\.event.kind) }
    /// The number of records in a table.
    public func recordCount(in table: String) -> Int { current.tables[table]?.count ?? 0 }
}

/// Everything a memory store holds.
struct MemoryState {
    var tables: [String: [String: MemoryRow]] = [:]
    var events: [LedgerEvent] = []
    var answers: [String: RememberedAnswer] = [:]
}

/// One stored record: its body as JSON and its columns.
struct MemoryRow {
    var body: [UInt8]
    var schemaVersion: Int
    var columns: [String: ColumnValue]
}

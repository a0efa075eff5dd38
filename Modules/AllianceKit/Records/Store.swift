/// Keeps records, their events and their outbox rows, and changes them together or not at all.
///
/// SQLite is the embedded default (module `Storage`), `MemoryStore` in TestKit the twin for tests. No SQL leaves the engine.
public protocol Store: Sendable {
    /// Reads one consistent state.
    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result
    /// Changes state: everything done in `body` is durable when this returns, and nothing of it happened when it throws.
    func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result
}

/// Reads records and events of one consistent state.
public protocol StoreReader {
    /// The record of an identity, or nil.
    func get<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID) throws -> Record?
    /// Hands over each record of a query in order; `body` returns false to stop.
    func forEach<Record: StoredRecord>(_ query: Query<Record>, _ body: (Record) throws -> Bool) throws
    /// The number of records of a query.
    func count<Record: StoredRecord>(_ query: Query<Record>) throws -> Int
    /// Hands over the ledger's events in order, from `sequence` on; `body` returns false to stop.
    func forEachEvent(from sequence: Int64, _ body: (LedgerEvent) throws -> Bool) throws
    /// The number of entries in the ledger.
    func eventCount() throws -> Int64
    /// The remembered answer to an idempotency key, or nil.
    func rememberedAnswer(for key: String) throws -> RememberedAnswer?
}

/// Changes records and appends events, as one unit.
public protocol StoreTransaction: StoreReader {
    /// Inserts or replaces a record and logs why. The ledger entry holds a salted commitment to the record's content.
    func put<Record: StoredRecord>(_ record: Record, because event: Event) throws
    /// Erases a record with its salt and logs why; the ledger stays verifiable.
    func erase<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID, because event: Event) throws
    /// Logs something that changes no record.
    func append(_ event: Event) throws
    /// Remembers an answer under an idempotency key, in the same transaction as what it answers.
    func remember(_ answer: RememberedAnswer, for key: String) throws
}

extension StoreReader {
    /// All records of a query, in order.
    public func all<Record: StoredRecord>(_ query: Query<Record>) throws -> [Record] {
        var records: [Record] = []
        try forEach(query) {
            records.append($0)
            return true
        }
        return records
    }

    /// The first record of a query, or nil.
    public func first<Record: StoredRecord>(_ query: Query<Record>) throws -> Record? {
        try all(query.limited(to: 1)).first
    }

    /// The record of an identity, or a clear error.
    public func require<Record: StoredRecord>(_ type: Record.Type, _ id: EntityID) throws -> Record {
        guard let record = try get(type, id) else {
            throw AllianceError(
                "store.record.missing", "there is no \(id)", hint: "the module's list command shows what there is")
        }
        return record
    }
}

/// What a command answered, kept under its idempotency key.
public struct RememberedAnswer: Sendable, Hashable, Codable {
    /// The command and its words, without the key and without what only shapes the output.
    public var request: String
    /// The answer, as JSON bytes.
    public var answer: [UInt8]
    /// When it was given.
    public var time: Instant

    /// Makes one.
    public init(request: String, answer: [UInt8], time: Instant) {
        self.request = request
        self.answer = answer
        self.time = time
    }
}

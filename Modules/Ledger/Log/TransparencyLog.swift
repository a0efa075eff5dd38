public import AllianceKit
import Cryptography
public import Storage
import Synchronization

/// The ledger inside the store's database: an append-only log whose every prefix has a root hash (RFC 6962).
///
/// It takes part in the store's transactions, so that a record, its event and its outbox row stand or fall together. Several processes
/// may append in turn: within a transaction the length is read once, under the database's write lock.
public final class TransparencyLog: EventLog, @unchecked Sendable {
    private let randomBytes: @Sendable (Int) -> [UInt8]
    // Used under the lock only; that is what makes the class Sendable.
    private let locking = Mutex<Void>(())
    private var state = State()

    fileprivate struct State {
        let hasher = TreeHasher()
        let codec = BundleCodec()
        let reader = LogReader()
        /// The next sequence, once it was read in the transaction that is open.
        var next: Int64?
    }

    /// Makes a log; salts come from `randomBytes`.
    public init(randomBytes: @escaping @Sendable (Int) -> [UInt8]) { self.randomBytes = randomBytes }

    /// The steps that make the log's tables.
    public var migrations: [Migration] { LedgerSchema.migrations }

    // MARK: Appending

    /// Appends an event; it is durable when the transaction is.
    ///
    /// Throws `ledger.entry.personal` for facts or an actor that look like a URL or an e-mail address, and `ledger.entry.too-large` over
    /// 65,535 bytes; nothing is appended then.
    public func append(_ event: Event, content: [UInt8]?, in database: Database) throws -> EventReceipt {
        try EntryGuard.check(event)
        let salt = content == nil ? [] : randomBytes(32)
        return try locking.withLock { _ in
            let tables = LogTables(database: database)
            let sequence = try state.next ?? tables.count()
            let commitment = content.map { HMAC.sha256(key: salt, message: $0) }
            let entry = LogEntry(sequence: sequence, event: event, commitment: commitment).bytes
            guard entry.count <= EntryBundle.entryLimit else { throw EntryBundle.tooLarge(entry.count) }
            try tables.insert(entry, leaf: state.hasher.leaf(entry), at: sequence)
            if (sequence + 1) % Int64(Tile.width) == 0 {
                try state.closeBundle(sequence / Int64(Tile.width), in: tables)
            }
            state.next = sequence + 1
            return EventReceipt(sequence: sequence, salt: salt)
        }
    }

    /// Everything is in its rows already; the next transaction reads the length anew, because another process may append between.
    public func flush(in database: Database) throws { locking.withLock { _ in state.next = nil } }

    /// Forgets the length, and the bundles that were opened.
    public func forget() {
        locking.withLock { _ in
            state.next = nil
            state.reader.forget()
        }
    }

    // MARK: Reading

    /// The number of entries.
    public func count(in database: Database) throws -> Int64 { try LogTables(database: database).count() }

    /// Hands over events from a sequence on; `body` returns false to stop.
    public func forEachEvent(
        from sequence: Int64, in database: Database, _ body: (LedgerEvent) throws -> Bool
    ) throws {
        // A reader of its own: `body` may take long, and may ask this log for something else.
        try LogReader().forEachEntry(from: sequence, in: LogTables(database: database)) { sequence, bytes in
            if let event = EntryScanner.read(bytes) {
                return try body(LedgerEvent(sequence: sequence, event: event.event))
            }
            return try body(LedgerEvent(sequence: sequence, event: Self.read(bytes, sequence).event))
        }
    }

    /// Whether the entry at `sequence` commits to this content under this salt. False when there is no such entry, or it commits to
    /// nothing.
    public func commits(
        _ sequence: Int64, to content: [UInt8], salt: [UInt8], in database: Database
    ) throws -> Bool {
        let bytes = try locking.withLock { _ in
            try state.reader.entry(sequence, in: LogTables(database: database))
        }
        guard let bytes, let commitment = try Self.read(bytes, sequence).commitment else { return false }
        return ConstantTime.equal(commitment, HMAC.sha256(key: salt, message: content))
    }

    private static func read(_ bytes: [UInt8], _ sequence: Int64) throws -> LogEntry {
        do { return try LogEntry(bytes) } catch let error as AllianceError {
            throw AllianceError(
                "ledger.entry.damaged", "ledger entry \(sequence) cannot be read: \(error.message)",
                hint: "see what else is damaged with: alliance ledger verify; then restore a backup")
        }
    }
}

extension TransparencyLog.State {
    /// Turns 256 rows of the tail into one, and adds the hash over them to the tile above.
    fileprivate func closeBundle(_ number: Int64, in tables: LogTables) throws {
        var bundle: [UInt8] = []
        var leaves: [SHA256Hash] = []
        let first = number * Int64(Tile.width)
        try tables.forEachTailRow(from: first) { sequence, leaf, entry in
            guard let leaf, sequence == first + Int64(leaves.count) else { return false }
            try EntryBundle.append(entry, to: &bundle)
            leaves.append(leaf)
            return true
        }
        guard leaves.count == Tile.width else {
            throw AllianceError(
                "ledger.tail.damaged", "ledger entry \(first + Int64(leaves.count)) is missing or damaged",
                at: SourcePlace(file: tables.database.path), hint: "see: alliance ledger verify; then restore a backup")
        }
        try tables.insertBundle(number, leaves: Tile.bytes(of: leaves), body: codec.pack(bundle))
        try tables.deleteTail(below: first + Int64(Tile.width))
        try add(hasher.root(of: leaves), level: 1, index: number, in: tables)
    }

    /// Appends a hash to the growing tile of a level; a tile that is full gives one hash to the level above.
    private func add(_ hash: SHA256Hash, level: Int, index: Int64, in tables: LogTables) throws {
        let (number, place) = index.quotientAndRemainder(dividingBy: Int64(Tile.width))
        var bytes = place == 0 ? [] : try tables.upperTile(level: level, number: number) ?? []
        guard bytes.count == Int(place) * 32 else {
            throw AllianceError(
                "ledger.tile.damaged", "tile \(level)/\(number) has \(bytes.count / 32) hashes instead of \(place)",
                at: SourcePlace(file: tables.database.path), hint: "see: alliance ledger verify; then restore a backup")
        }
        hash.append(to: &bytes)
        try tables.putUpperTile(level: level, number: number, hashes: bytes)
        guard place == Int64(Tile.width) - 1, let hashes = Tile.hashes(of: bytes, width: Tile.width) else { return }
        try add(hasher.root(of: hashes), level: level + 1, index: number, in: tables)
    }
}

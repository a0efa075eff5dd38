import AllianceKit
public import Cryptography
public import Storage

/// Checks a whole log: every entry hashes to its leaf and stands at its place, every tile follows from the entries, and every
/// checkpoint that was signed is still true.
///
/// It trusts nothing the tables say. What it cannot see is a log that was rewritten or cut together with its checkpoints: only a
/// checkpoint kept elsewhere shows that (`ledger check --against`).
public struct LogVerifier {
    private let tables: LogTables
    private let key: VerifierKey?
    private let hasher = TreeHasher()
    private let codec = BundleCodec()
    private let advance: (Int) -> Void
    private var result = LogVerification()

    /// Checks the log in a database, inside a transaction that keeps its state. Without a key the signatures of checkpoints are not
    /// looked at. `advance` is told how many entries were checked since it was told last.
    public static func run(
        in database: Database, key: VerifierKey?, advance: @escaping (Int) -> Void = { _ in }
    ) throws -> LogVerification {
        var verifier = LogVerifier(tables: LogTables(database: database), key: key, advance: advance)
        try verifier.verify()
        return verifier.result
    }

    private init(tables: LogTables, key: VerifierKey?, advance: @escaping (Int) -> Void) {
        self.tables = tables
        self.key = key
        self.advance = advance
    }

    private mutating func verify() throws {
        let roots = try verifyBundles()
        result.entries = Int64(roots.count * Tile.width)
        try verifyTail()
        try verifyUpperTiles(roots)
        do {
            let head = try LogHead(tables.database)
            result.root = try head.root()
            try verifyCheckpoints(head)
        } catch let error as AllianceError { result.add(error) }
    }

    // MARK: Entries

    /// The roots of all bundles, in order.
    private mutating func verifyBundles() throws -> [SHA256Hash] {
        let stored = try storedHashes(level: 1)
        var roots: [SHA256Hash] = []
        let rows = try tables.database.statement("SELECT number,leaves,body FROM ledger_bundle ORDER BY number")
        defer { rows.reset() }
        while try rows.step() {
            let number = Int(rows.integer(0))
            if number != roots.count {
                let (first, last) = (roots.count * Tile.width, number * Tile.width - 1)
                add("ledger.entry.missing", "ledger entries \(first)…\(last) are missing")
                guard number > roots.count, number < 1 << 48 else { continue }
                for missing in roots.count..<number {
                    roots.append(missing < stored.count ? stored[missing] : SHA256Hash())
                }
            }
            let leaves = rows.bytes(1)
            let computed = rows.withBytes(2) { verifyBundle(number, $0) }
            roots.append(judge(number, computed, leaves, number < stored.count ? stored[number] : nil))
            advance(Tile.width)
        }
        return roots
    }

    /// The leaf hashes of a bundle's entries; nil when it cannot be opened.
    private mutating func verifyBundle(_ number: Int, _ row: RawSpan) -> [SHA256Hash]? {
        let bundle: LogReader.OpenBundle
        do { bundle = try LogReader.open(row, Int64(number), codec) } catch {
            if let error = error as? AllianceError { result.add(error) }
            return nil
        }
        var leaves: [SHA256Hash] = []
        leaves.reserveCapacity(Tile.width)
        for range in bundle.ranges {
            checkSequence(bundle.bytes, range, Int64(number * Tile.width + leaves.count))
            leaves.append(unsafe hasher.leaf(bundle.bytes.span.bytes.extracting(range)))
        }
        return leaves
    }

    /// Says what does not fit, and which root the tree above should hold.
    private mutating func judge(
        _ number: Int, _ computed: [SHA256Hash]?, _ leaves: [UInt8], _ above: SHA256Hash?
    ) -> SHA256Hash {
        let stored = Tile.hashes(of: leaves, width: Tile.width)
        if stored == nil { add("ledger.tile.damaged", "tile 0/\(number) does not have 256 hashes") }
        let storedRoot = stored.map { hasher.root(of: $0) }
        guard let computed else { return storedRoot ?? above ?? SHA256Hash() }
        let root = storedRoot.flatMap { stored == computed ? $0 : nil } ?? hasher.root(of: computed)
        if let stored, stored != computed {
            // The tree above knows which of the two was changed.
            let entryIsWrong = storedRoot == above
            for place in 0..<Tile.width where stored[place] != computed[place] {
                let sequence = number * Tile.width + place
                if entryIsWrong {
                    add("ledger.entry.changed", "ledger entry \(sequence) was changed: it is not what was hashed")
                } else {
                    add("ledger.tile.changed", "the leaf hash of ledger entry \(sequence) was changed")
                }
            }
            if entryIsWrong, let storedRoot { return storedRoot }
        }
        return root
    }

    private mutating func verifyTail() throws {
        let first = result.entries
        try tables.forEachTailRow(from: Int64.min) { sequence, leaf, entry in
            if sequence != result.entries {
                let range = sequence == result.entries + 1 ? "\(result.entries)" : "\(result.entries)…\(sequence - 1)"
                add(
                    "ledger.entry.missing",
                    sequence > result.entries
                        ? "ledger entry \(range) is missing" : "ledger entry \(sequence) stands twice")
            }
            checkSequence(entry, entry.indices, sequence)
            if leaf != hasher.leaf(entry) {
                add("ledger.entry.changed", "ledger entry \(sequence) was changed: it is not what was hashed")
            }
            result.entries = max(result.entries, sequence + 1)
            return true
        }
        if result.entries - first >= Tile.width {
            add("ledger.bundle.open", "the entries from \(first) on were not closed into a bundle")
        }
        advance(Int(result.entries - first))
    }

    private mutating func checkSequence(_ bytes: [UInt8], _ range: Range<Int>, _ sequence: Int64) {
        let found = EntrySequence.read(bytes, range)
        guard found != sequence else { return }
        add(
            "ledger.entry.sequence",
            "ledger entry \(sequence) says it is \(found.map { "entry \($0)" } ?? "without a sequence")")
    }

    // MARK: Tiles

    private mutating func verifyUpperTiles(_ roots: [SHA256Hash]) throws {
        var expected = roots
        var level = 1
        var tiles = 0
        while !expected.isEmpty {
            let stored = try storedHashes(level: level)
            let common = zip(expected, stored).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            if let place = common ?? (expected.count == stored.count ? nil : min(expected.count, stored.count)) {
                add(
                    "ledger.tile.changed",
                    "hash \(place % Tile.width) of tile \(level)/\(place / Tile.width) does not follow from the entries"
                )
            }
            tiles += (expected.count + Tile.width - 1) / Tile.width
            expected = stride(from: 0, to: expected.count - expected.count % Tile.width, by: Tile.width).map {
                hasher.root(of: expected[$0..<($0 + Tile.width)])
            }
            level += 1
        }
        let found = try tables.database.integer("SELECT count(*) FROM ledger_tile")
        if found != Int64(tiles) {
            add("ledger.tile.changed", "there are \(found) tiles above the leaves; the entries make \(tiles)")
        }
    }

    /// The hashes of all tiles of a level, end to end; a damaged tile gives what can be read of it.
    private func storedHashes(level: Int) throws -> [SHA256Hash] {
        var hashes: [SHA256Hash] = []
        try tables.database.forEachRow(
            "SELECT number,hashes FROM ledger_tile WHERE level=?1 ORDER BY number", [.integer(Int64(level))]
        ) { row in
            let bytes = row.bytes(1)
            hashes += Tile.hashes(of: Array(bytes.prefix(bytes.count / 32 * 32)), width: bytes.count / 32) ?? []
            return true
        }
        return hashes
    }

    // MARK: Checkpoints

    private mutating func verifyCheckpoints(_ head: LogHead) throws {
        for (size, note) in try CheckpointTable(database: tables.database).all() {
            do {
                let checkpoint =
                    try key.map { try Checkpoint(note: note, verifiedBy: $0) }
                    ?? Checkpoint(text: SignedNote(note).text)
                guard Int64(checkpoint.size) == size else {
                    throw AllianceError("ledger.checkpoint.changed", "it is over \(checkpoint.size) entries")
                }
                try head.checkContinues(checkpoint)
                result.checkpoints += 1
            } catch let error as AllianceError {
                result.add(
                    AllianceError(
                        error.code, "the checkpoint over \(size) entries: \(error.message)", hint: error.hint))
            }
        }
    }

    private mutating func add(_ code: String, _ message: String) {
        result.add(
            AllianceError(
                code, message, at: SourcePlace(file: tables.database.path),
                hint: "restore a backup; ledger check --against a checkpoint kept elsewhere shows whether it fits"))
    }
}

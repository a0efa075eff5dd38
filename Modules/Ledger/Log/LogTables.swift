import AllianceKit
import Cryptography
import Storage

/// The rows of the log in one database: what is read and written, and nothing of what it means.
struct LogTables: TileSource {
    let database: Database

    /// The number of entries.
    func count() throws -> Int64 {
        // The rows of the tail come after all bundles, so the last one knows; right after a bundle was closed there is none.
        let last = try database.row("SELECT sequence FROM ledger_entry ORDER BY sequence DESC LIMIT 1") {
            $0.integer(0)
        }
        if let last { return last + 1 }
        return try bundleCount() * Int64(Tile.width)
    }

    /// The number of closed bundles.
    func bundleCount() throws -> Int64 {
        try database.row("SELECT number FROM ledger_bundle ORDER BY number DESC LIMIT 1") { $0.integer(0) + 1 } ?? 0
    }

    // MARK: Entries

    func insert(_ entry: [UInt8], leaf: SHA256Hash, at sequence: Int64) throws {
        let statement = try database.statement("INSERT INTO ledger_entry(sequence,leaf,body) VALUES(?1,?2,?3)")
        try statement.bind(1, sequence)
        try statement.bind(2, leaf.bytes)
        try statement.bind(3, entry)
        try statement.run()
    }

    /// Each row of the tail from a sequence on, in order; `body` returns false to stop.
    func forEachTailRow(from sequence: Int64, _ body: (Int64, SHA256Hash?, [UInt8]) throws -> Bool) throws {
        try database.forEachRow(
            "SELECT sequence,leaf,body FROM ledger_entry WHERE sequence>=?1 ORDER BY sequence", [.integer(sequence)]
        ) { row in try body(row.integer(0), SHA256Hash(row.bytes(1)), row.bytes(2)) }
    }

    /// An entry that is not in a bundle yet, or nil.
    func tailEntry(_ sequence: Int64) throws -> [UInt8]? {
        try database.row("SELECT body FROM ledger_entry WHERE sequence=?1", [.integer(sequence)]) { $0.bytes(0) }
    }

    func deleteTail(below sequence: Int64) throws {
        try database.run("DELETE FROM ledger_entry WHERE sequence<?1", [.integer(sequence)])
    }

    // MARK: Bundles

    func insertBundle(_ number: Int64, leaves: [UInt8], body: [UInt8]) throws {
        let statement = try database.statement("INSERT INTO ledger_bundle(number,leaves,body) VALUES(?1,?2,?3)")
        try statement.bind(1, number)
        try statement.bind(2, leaves)
        try statement.bind(3, body)
        try statement.run()
    }

    /// The packed body of a bundle, or nil.
    func bundle(_ number: Int64) throws -> [UInt8]? {
        try database.row("SELECT body FROM ledger_bundle WHERE number=?1", [.integer(number)]) { $0.bytes(0) }
    }

    // MARK: Tiles

    /// The bytes of a tile above the leaves, full or growing; nil when there is none.
    func upperTile(level: Int, number: Int64) throws -> [UInt8]? {
        try database.row(
            "SELECT hashes FROM ledger_tile WHERE level=?1 AND number=?2", [.integer(Int64(level)), .integer(number)]
        ) { $0.bytes(0) }
    }

    func putUpperTile(level: Int, number: Int64, hashes: [UInt8]) throws {
        let statement = try database.statement(
            """
            INSERT INTO ledger_tile(level,number,hashes) VALUES(?1,?2,?3)
            ON CONFLICT(level,number) DO UPDATE SET hashes=excluded.hashes
            """)
        try statement.bind(1, Int64(level))
        try statement.bind(2, number)
        try statement.bind(3, hashes)
        try statement.run()
    }

    /// At least the first `width` hashes of a tile of any level.
    func tile(level: Int, number: Int, width: Int) throws -> [SHA256Hash] {
        if level == 0, let bytes = try leaves(Int64(number)) { return try hashes(bytes, level, number) }
        if level == 0 {
            var hashes: [SHA256Hash] = []
            try forEachTailRow(from: Int64(number) * Int64(Tile.width)) { _, leaf, _ in
                guard let leaf else { return false }
                hashes.append(leaf)
                return hashes.count < width
            }
            return hashes
        }
        return try hashes(try upperTile(level: level, number: Int64(number)) ?? [], level, number)
    }

    /// The full tile of leaf hashes of a bundle, or nil.
    func leaves(_ number: Int64) throws -> [UInt8]? {
        try database.row("SELECT leaves FROM ledger_bundle WHERE number=?1", [.integer(number)]) { $0.bytes(0) }
    }

    private func hashes(_ bytes: [UInt8], _ level: Int, _ number: Int) throws -> [SHA256Hash] {
        guard bytes.count <= Tile.width * 32, let hashes = Tile.hashes(of: bytes, width: bytes.count / 32) else {
            throw AllianceError(
                "ledger.tile.damaged", "tile \(level)/\(number) is damaged", at: SourcePlace(file: database.path),
                hint: "see: alliance ledger verify")
        }
        return hashes
    }
}

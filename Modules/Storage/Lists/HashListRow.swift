import AllianceKit

/// An entry as rows: how names and hashes go into columns and come out again.
enum HashListRow {
    /// The columns `entry(_:at:)` reads, of a row named `e`.
    static let columns = "e.name,e.pdq,e.md5,e.sha1,e.sha256,e.category,e.source,e.note,e.withdrawn,e.reason"
    static let insert =
        "INSERT OR REPLACE INTO entry(name,pdq,md5,sha1,sha256,category,source,note,withdrawn,reason,list) "
        + "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)"

    /// The entry in the columns from a place on.
    static func entry(_ row: Statement, at start: Int = 0) -> HashEntry {
        let name = row.text(start)
        var entry = HashEntry(entry: name)
        func bytes(_ column: Int) -> [UInt8]? {
            if row.isNull(start + column) { return nil }
            let bytes = row.bytes(start + column)
            return bytes.isEmpty ? Hex.decode(name) : bytes
        }
        func text(_ column: Int) -> String? { row.isNull(start + column) ? nil : row.text(start + column) }
        entry.pdq = bytes(1).flatMap { Hash256(bytes: $0) }
        entry.digests = DigestAlgorithm.allCases.enumerated().compactMap { place, algorithm in
            bytes(2 + place).flatMap { Digest(algorithm, bytes: $0) }
        }
        entry.category = text(5)
        entry.source = text(6)
        entry.note = text(7)
        if !row.isNull(start + 8) {
            entry.withdrawal = HashEntry.Withdrawal(
                reason: row.text(start + 9), time: Instant(milliseconds: row.integer(start + 8)))
        }
        return entry
    }

    /// Writes an entry into a list.
    static func put(_ entry: HashEntry, list: Int64, in database: Database) throws {
        let statement = try database.statement(insert)
        try statement.bind(1, entry.entry)
        if let pdq = entry.pdq { try statement.bind(2, compact(pdq.bytes, entry.entry)) }
        for (place, algorithm) in DigestAlgorithm.allCases.enumerated() {
            if let digest = entry.digests.first(where: { $0.algorithm == algorithm }) {
                try statement.bind(3 + place, compact(digest.bytes, entry.entry))
            }
        }
        for (place, text) in [entry.category, entry.source, entry.note].enumerated() {
            if let text { try statement.bind(6 + place, text) }
        }
        if let withdrawal = entry.withdrawal {
            try statement.bind(9, withdrawal.time.milliseconds)
            try statement.bind(10, withdrawal.reason)
        }
        try statement.bind(11, list)
        try statement.run()
    }

    /// The bytes, or none when the name says them.
    private static func compact(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        isHex(of: bytes, name) ? [] : bytes
    }

    /// The name as the tables of hashes hold it: empty when it is the hash in digits.
    static func compact(name: String, hash: [UInt8]) -> String { isHex(of: hash, name) ? "" : name }

    private static func isHex(of bytes: [UInt8], _ name: String) -> Bool {
        name.utf8.count == bytes.count * 2 && name == Hex.encode(bytes)
    }
}

/// A row of `perceptual` or `exact`.
struct HashRow: Comparable {
    var hash: [UInt8]
    var name: String

    /// By hash, as the tables are sorted.
    static func < (left: HashRow, right: HashRow) -> Bool { left.hash.lexicographicallyPrecedes(right.hash) }

    /// The rows of an active entry.
    static func perceptual(_ entry: HashEntry) -> [HashRow] {
        guard entry.withdrawal == nil, let bytes = entry.pdq?.bytes else { return [] }
        return [HashRow(hash: bytes, name: HashListRow.compact(name: entry.entry, hash: bytes))]
    }

    /// The rows of an active entry.
    static func exact(_ entry: HashEntry) -> [HashRow] {
        guard entry.withdrawal == nil else { return [] }
        return entry.digests.map {
            HashRow(hash: $0.bytes, name: HashListRow.compact(name: entry.entry, hash: $0.bytes))
        }
    }
}

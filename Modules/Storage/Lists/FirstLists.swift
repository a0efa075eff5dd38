import AllianceKit

/// Moves the entries of a file made with the first tables, which kept each hash in a column of its own, into the present ones.
enum FirstLists {
    /// Runs in the transaction that makes the new tables.
    static func move(in database: Database, at time: Instant) throws {
        try database.execute("UPDATE list SET active=0,withdrawn=0,perceptual=0")
        var lists: [Int64] = []
        try database.forEachRow("SELECT number FROM list ORDER BY number") {
            lists.append($0.integer(0))
            return true
        }
        for list in lists {
            let changed = try database.integer("SELECT changed FROM list WHERE number=?1", [.integer(list)])
            var change = ListChange(database, list: list, time: Instant(milliseconds: changed))
            change.room = 0
            try database.forEachRow(
                "SELECT name,pdq,md5,sha1,sha256,category,source,note,withdrawn,reason FROM entry_1 WHERE list=?1",
                [.integer(list)]
            ) { row in
                let entry = entry(row)
                let key = ListKey.bytes(of: entry.entry)
                try change.put(entry, key: key, body: EntryBody.bytes(of: entry, key: key), over: nil)
                return true
            }
            try change.finish()
        }
        try database.execute("DROP TABLE entry_1")
    }

    private static func entry(_ row: Statement) -> HashEntry {
        let name = row.text(0)
        var entry = HashEntry(entry: name)
        // Empty bytes stood for the hash that the name is in digits.
        func bytes(_ column: Int) -> [UInt8]? {
            if row.isNull(column) { return nil }
            let bytes = row.bytes(column)
            return bytes.isEmpty ? Hex.decode(name) : bytes
        }
        func text(_ column: Int) -> String? { row.isNull(column) ? nil : row.text(column) }
        entry.pdq = bytes(1).flatMap { Hash256(bytes: $0) }
        entry.digests = DigestAlgorithm.allCases.enumerated().compactMap { place, algorithm in
            bytes(2 + place).flatMap { Digest(algorithm, bytes: $0) }
        }
        entry.category = text(5)
        entry.source = text(6)
        entry.note = text(7)
        if !row.isNull(8) {
            entry.withdrawal = HashEntry.Withdrawal(reason: row.text(9), time: Instant(milliseconds: row.integer(8)))
        }
        return entry
    }
}

import AllianceKit

/// What a batch changes besides the entries: rows of the hash tables, written sorted at its end, and the list's counts.
struct ListDelta {
    private var perceptual: [HashRow] = []
    private var exact: [HashRow] = []
    private var goneHashes: [(table: String, row: HashRow)] = []
    private var active = 0
    private var withdrawn = 0
    private var hashes = 0
    private var isEmpty = true

    /// Notes that an entry takes the place of another, or is new.
    mutating func replace(_ old: HashEntry?, by fresh: HashEntry) {
        isEmpty = false
        if let old {
            count(old, -1)
            let kept = Set(HashRow.perceptual(fresh).map(\.hash) + HashRow.exact(fresh).map(\.hash))
            goneHashes += HashRow.perceptual(old).filter { !kept.contains($0.hash) }.map { ("perceptual", $0) }
            goneHashes += HashRow.exact(old).filter { !kept.contains($0.hash) }.map { ("exact", $0) }
        }
        count(fresh, 1)
        perceptual += HashRow.perceptual(fresh)
        exact += HashRow.exact(fresh)
    }

    private mutating func count(_ entry: HashEntry, _ sign: Int) {
        if entry.withdrawal != nil {
            withdrawn += sign
        } else {
            active += sign
            if entry.pdq != nil { hashes += sign }
        }
    }

    /// Writes everything; a list that nothing changed in keeps its version.
    func write(to list: Int64, at time: Instant, in database: Database) throws {
        if isEmpty { return }
        for (table, rows) in [("perceptual", perceptual), ("exact", exact)] {
            let sql = "INSERT OR IGNORE INTO \(table)(hash,list,name) VALUES(?1,?2,?3)"
            for row in rows.sorted() {
                let statement = try database.statement(sql)
                try statement.bind(1, row.hash)
                try statement.bind(2, list)
                try statement.bind(3, row.name)
                try statement.run()
            }
        }
        for (table, row) in goneHashes {
            try database.run(
                "DELETE FROM \(table) WHERE hash=?1 AND list=?2 AND name=?3",
                [.blob(row.hash), .integer(list), .text(row.name)])
        }
        try database.run(
            """
            UPDATE list SET changed=?2,version=version+1,active=active+?3,withdrawn=withdrawn+?4,perceptual=perceptual+?5
            WHERE number=?1
            """,
            [
                .integer(list), .integer(time.milliseconds), .integer(Int64(active)), .integer(Int64(withdrawn)),
                .integer(Int64(hashes)),
            ])
    }
}

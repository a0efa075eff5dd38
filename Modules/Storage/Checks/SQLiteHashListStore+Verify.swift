import AllianceKit

extension SQLiteHashListStore {
    /// Reads every entry and compares it with the tables of hashes and the counts of its list. No ledger vouches for lists, so a
    /// damaged text of an entry is not found; a damaged hash is, because active entries hold each hash twice.
    public func verify(advance: (Int) -> Void = { _ in }) throws -> VerificationReport {
        try connections.read { database in
            var check = ListCheck(database: database)
            check.run(advance)
            return check.report
        }
    }
}

/// The parts of a verification of `lists.db`.
private struct ListCheck {
    let database: Database
    var report = VerificationReport()

    private mutating func note(_ table: String?, _ id: String?, _ problem: String) {
        report.damages.append(Damage(file: Workspace.listsFile, table: table, id: id, problem: problem))
    }

    mutating func run(_ advance: (Int) -> Void) {
        do {
            try database.forEachRow("PRAGMA integrity_check(100)") { row in
                if row.text(0) != "ok" { note(nil, nil, row.text(0)) }
                return true
            }
            try entries(advance)
            try counts()
        } catch { note(nil, nil, "reading stopped: \(StoreCheck.text(error))") }
    }

    private mutating func entries(_ advance: (Int) -> Void) throws {
        try database.forEachRow("SELECT \(HashListRow.columns),e.list FROM entry e") { row in
            report.entries += 1
            if report.entries % 1000 == 0 { advance(1000) }
            let entry = HashListRow.entry(row)
            let held = (1...4).count { !row.isNull($0) }
            if held != entry.digests.count + (entry.pdq == nil ? 0 : 1) {
                note("entry", entry.entry, "a hash has the wrong length")
            }
            for (table, hashes) in [("perceptual", HashRow.perceptual(entry)), ("exact", HashRow.exact(entry))] {
                for hash in hashes {
                    let found = try database.integer(
                        "SELECT count(*) FROM \(table) WHERE hash=?1 AND list=?2 AND name=?3",
                        [.blob(hash.hash), .integer(row.integer(10)), .text(hash.name)])
                    if found != 1 { note("entry", entry.entry, "its hash is not in the table \(table)") }
                }
            }
            return true
        }
    }

    private mutating func counts() throws {
        try database.forEachRow(
            """
            SELECT name, active=(SELECT count(*) FROM entry WHERE list=number AND withdrawn IS NULL)
              AND withdrawn=(SELECT count(*) FROM entry WHERE list=number AND withdrawn IS NOT NULL)
              AND perceptual=(SELECT count(*) FROM entry WHERE list=number AND withdrawn IS NULL AND pdq IS NOT NULL)
            FROM list
            """
        ) { row in
            if row.integer(1) != 1 { note("list", row.text(0), "the counts do not match the entries") }
            return true
        }
        let hashes = try database.integer(
            """
            SELECT (SELECT count(*) FROM perceptual)=(SELECT coalesce(sum(perceptual),0) FROM list)
              AND (SELECT count(*) FROM exact)=(SELECT coalesce(sum((md5 IS NOT NULL)+(sha1 IS NOT NULL)
                +(sha256 IS NOT NULL)),0) FROM entry WHERE withdrawn IS NULL)
            """)
        if hashes != 1 { note("list", nil, "the tables of hashes hold other rows than the entries") }
    }
}

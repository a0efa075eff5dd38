import AllianceKit

extension SQLiteHashListStore {
    /// Reads every entry, and compares it with the rows that lead to it from its hashes and with the counts of its list. No ledger
    /// vouches for lists, so a changed text of an entry is not found, nor a changed hash that is the entry's name at the same time;
    /// such a list is imported again from its source, which adds what is missing.
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
    private var found: [Int64: Found] = [:]
    private var near: Int64 = 0
    private var exact: Int64 = 0

    init(database: Database) { self.database = database }

    /// What was counted of a list.
    private struct Found: Equatable {
        var active: Int64 = 0
        var silent: Int64 = 0
        var perceptual: Int64 = 0

        mutating func count(_ entry: HashEntry) {
            if !entry.isActive { silent += 1 } else { active += 1 }
            if entry.isActive, entry.pdq != nil { perceptual += 1 }
        }
    }

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
            try log()
        } catch { note(nil, nil, "reading stopped: \(StoreCheck.text(error))") }
    }

    private mutating func entries(_ advance: (Int) -> Void) throws {
        try database.forEachRow("SELECT list,key,body FROM entry") { row in
            report.entries += 1
            if report.entries % 1000 == 0 { advance(1000) }
            let (list, key) = (row.integer(0), row.bytes(1))
            guard let entry = EntryBody.entry(key: key, body: row.bytes(2)) else {
                note("entry", ListKey.name(of: key), "it cannot be read")
                return true
            }
            found[list, default: Found()].count(entry)
            for lead in ListChange.near(entry, key) {
                near += 1
                let there = try database.integer(
                    "SELECT count(*) FROM near WHERE list=?1 AND hash=?2 AND key=?3 AND (silent IS NOT NULL)=?4",
                    [.integer(list), .blob(lead.hash), .blob(key), .integer(lead.isSilent ? 1 : 0)])
                if there != 1 { note("entry", entry.entry, "its PDQ hash does not lead to it") }
            }
            for lead in ListChange.exact(entry, key) {
                exact += 1
                let there = try database.integer(
                    "SELECT count(*) FROM exact WHERE list=?1 AND prefix=?2 AND key=?3",
                    [.integer(list), .blob(lead.hash), .blob(key)])
                if there != 1 { note("entry", entry.entry, "a digest does not lead to it") }
            }
            return true
        }
    }

    private mutating func counts() throws {
        try database.forEachRow("SELECT number,name,active,withdrawn,perceptual FROM list") { row in
            let counted = found.removeValue(forKey: row.integer(0)) ?? Found()
            if counted != Found(active: row.integer(2), silent: row.integer(3), perceptual: row.integer(4)) {
                note("list", row.text(1), "the counts do not match the entries")
            }
            return true
        }
        for list in found.keys.sorted() { note("entry", nil, "entries are in list \(list), which does not exist") }
        for (table, count) in [("near", near), ("exact", exact)]
        where try database.integer("SELECT count(*) FROM \(table)") != count {
            note(table, nil, "it holds rows that lead to no entry")
        }
    }

    /// The log ends where the count of changes stands, and is whole from its beginning on.
    private mutating func log() throws {
        let isWhole = try database.integer(
            """
            SELECT count(*)=1 AND floor<=sequence
              AND (SELECT count(*) FROM log)=min(sequence-max(floor,0),sequence)
              AND coalesce((SELECT max(sequence) FROM log),state.sequence)=state.sequence FROM state
            """)
        if isWhole != 1 { note("log", nil, "changes are missing from it; indexes are to be built anew") }
        try database.forEachRow("SELECT sequence FROM log WHERE length(hash)<>32") { row in
            note("log", "\(row.integer(0))", "a hash has the wrong length")
            return true
        }
    }
}

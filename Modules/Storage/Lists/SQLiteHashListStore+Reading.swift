public import AllianceKit

extension SQLiteHashListStore {
    /// All lists, by name.
    public func lists() throws -> [HashListSummary] {
        try connections.read { database in
            var lists: [HashListSummary] = []
            try database.forEachRow(
                "SELECT name,kind,active,withdrawn,perceptual,created,changed,version FROM list ORDER BY name"
            ) { row in
                lists.append(
                    HashListSummary(
                        name: row.text(0), kind: HashListKind(rawValue: row.text(1)) ?? .bad,
                        active: Int(row.integer(2)), withdrawn: Int(row.integer(3)), perceptual: Int(row.integer(4)),
                        created: Instant(milliseconds: row.integer(5)), changed: Instant(milliseconds: row.integer(6)),
                        version: row.integer(7)))
                return true
            }
            return lists
        }
    }

    /// The entry of a name.
    public func entry(_ name: String, of list: String) throws -> HashEntry? {
        try connections.read { database in
            let number = try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
            return number > 0 ? try Self.find(ListKey.bytes(of: name), number, in: database) : nil
        }
    }

    /// The active entries with this digest, by list and name.
    public func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit] {
        try connections.read { database in
            try Self.hits(digest: digest, lists, in: database) { $0.isActive && $0.digests.contains(digest) }
        }
    }

    /// The active entries with exactly this PDQ hash, by list and name.
    public func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit] {
        try connections.read { database in
            try Self.hits(pdq: pdq, lists, in: database) { $0.isActive && $0.pdq == pdq }
        }
    }

    /// The entries of a list that carry a hash, whether they match or not, by name.
    public func entries(carrying hash: String, of list: String) throws -> [HashEntry] {
        try connections.read { database in
            var found: [HashEntry] = []
            if let pdq = Hash256(hex: hash) {
                found += try Self.hits(pdq: pdq, [list], in: database) { $0.pdq == pdq }.map(\.entry)
            }
            for digest in DigestAlgorithm.allCases.compactMap({ Digest($0, hex: hash) }) {
                let hits = try Self.hits(digest: digest, [list], in: database) { $0.digests.contains(digest) }
                found += hits.map(\.entry).filter { !found.contains($0) }
            }
            return found.sorted { $0.entry.utf8.lexicographicallyPrecedes($1.entry.utf8) }
        }
    }

    private static func hits(
        pdq: Hash256, _ lists: [String]?, in database: Database, _ fits: (HashEntry) -> Bool
    ) throws -> [HashListHit] {
        let keys = ListKey.keys(of: pdq.bytes, .pdq)
        return try hits("near", "hash", [.blob(keys[0]), .blob(keys[1]), .blob(pdq.bytes)], lists, database, fits)
    }

    private static func hits(
        digest: Digest, _ lists: [String]?, in database: Database, _ fits: (HashEntry) -> Bool
    ) throws -> [HashListHit] {
        let keys = ListKey.keys(of: digest.bytes, .of(digest.algorithm))
        let prefix = Array(digest.bytes.prefix(8))
        return try hits("exact", "prefix", [.blob(keys[0]), .blob(keys[1]), .blob(prefix)], lists, database, fits)
    }

    /// Entries named by the hash and entries that a row of `table` leads to, those that fit.
    private static func hits(
        _ table: String, _ column: String, _ values: [ColumnValue], _ lists: [String]?, _ database: Database,
        _ fits: (HashEntry) -> Bool
    ) throws -> [HashListHit] {
        var hits: [HashListHit] = []
        try database.forEachRow(
            """
            SELECT l.name,e.key,e.body FROM list l CROSS JOIN entry e ON e.list=l.number WHERE e.key IN (?1,?2)
            UNION ALL
            SELECT l.name,e.key,e.body FROM list l CROSS JOIN \(table) x ON x.list=l.number
            CROSS JOIN entry e ON e.list=x.list AND e.key=x.key WHERE x.\(column)=?3
            """, values
        ) { row in
            let list = row.text(0)
            guard lists?.contains(list) ?? true else { return true }
            let entry = try Self.entry(row.bytes(1), row.bytes(2), in: database)
            // Found twice is an entry that is named by the hash and has another digest that begins like it.
            if fits(entry), !hits.contains(where: { $0.list == list && $0.entry.entry == entry.entry }) {
                hits.append(HashListHit(list: list, entry: entry))
            }
            return true
        }
        guard hits.count > 1 else { return hits }
        return hits.sorted {
            $0.list == $1.list
                ? $0.entry.entry.utf8.lexicographicallyPrecedes($1.entry.entry.utf8)
                : $0.list.utf8.lexicographicallyPrecedes($1.list.utf8)
        }
    }

    /// The entry of a key.
    static func find(_ key: [UInt8], _ list: Int64, in database: Database) throws -> HashEntry? {
        try body(key, list, in: database).map { try entry(key, $0, in: database) }
    }

    /// The body of a key, empty when the key is all; nil when there is no such entry.
    static func body(_ key: [UInt8], _ list: Int64, in database: Database) throws -> [UInt8]? {
        try database.row("SELECT body FROM entry WHERE list=?1 AND key=?2", [.integer(list), .blob(key)]) {
            $0.bytes(0)
        }
    }

    /// The entry of a row, or an error that names the damage.
    static func entry(_ key: [UInt8], _ body: [UInt8], in database: Database) throws -> HashEntry {
        guard let entry = EntryBody.entry(key: key, body: body) else {
            throw AllianceError(
                "store.damaged", "the entry \"\(ListKey.name(of: key))\" cannot be read",
                at: SourcePlace(file: database.path), hint: "see: alliance store verify; then import the list again")
        }
        return entry
    }

    /// Where the log of PDQ hashes stands.
    public func perceptualMark() throws -> HashLogMark { try connections.read { try HashLog.mark($0) } }

    /// What came and went among the active PDQ hashes since a mark.
    public func perceptualChanges(since mark: HashLogMark) throws -> HashChanges? {
        try connections.read { database in
            guard let changed = try HashLog.changed(since: mark, in: database) else { return nil }
            var changes = HashChanges(added: [], removed: [], mark: try HashLog.mark(database))
            for hash in changed {
                if try Self.hits(pdq: hash, nil, in: database, { $0.isActive && $0.pdq == hash }).isEmpty {
                    changes.removed.append(hash)
                } else {
                    changes.added.append(hash)
                }
            }
            return changes
        }
    }
}

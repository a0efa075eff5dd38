public import AllianceKit
import Glibc

/// Known-hash lists in one SQLite file of their own, so that a long import never keeps a case from being saved.
///
/// Lists can be imported again from their source, so commits do not wait for the disk: after a power cut the last batches may be
/// missing, and the import is run again.
public final class SQLiteHashListStore: HashListStore {
    /// The file.
    public let path: String
    /// Entries in one transaction.
    public let batch: Int
    let pause: @Sendable () -> Void
    let connections: ConnectionPool<Database>

    /// Opens the lists of a workspace, or makes them with `.create`. `pause` is called between batches; it gives other writers their
    /// turn, because SQLite's lock is not fair.
    public init(
        path: String, access: DatabaseProfile.Access = .write, batch: Int = 2000, busyTimeout: Int32 = 5000,
        clock: @escaping @Sendable () -> Instant,
        pause: @escaping @Sendable () -> Void = SQLiteHashListStore.fiveMilliseconds
    ) throws {
        self.path = path
        self.batch = max(1, batch)
        self.pause = pause
        guard access == .create || Files.exists(path) else {
            throw AllianceError(
                "store.missing", "there are no hash lists here", at: SourcePlace(file: path),
                hint: "make a workspace with: alliance init")
        }
        let opened = try DatabaseError.translating {
            try Database(path: path, profile: .lists(access, busyTimeout: busyTimeout))
        }
        connections = ConnectionPool(path: path, writer: access == .read ? nil : opened) {
            try Database(path: path, profile: .lists(.read, busyTimeout: busyTimeout))
        }
        try DatabaseError.translating {
            let migrator = Migrator(
                database: opened, application: ListsSchema.application, version: ListsSchema.version, now: clock())
            try migrator.checkHead(mayBeEmpty: access == .create)
            try migrator.checkKnown(ListsSchema.migrations)
            let applied = try migrator.applied()
            guard !ListsSchema.migrations.allSatisfy({ applied.contains($0.name) }), access != .read else { return }
            try opened.transaction { try migrator.run(ListsSchema.migrations) }
        }
    }

    /// Sleeps for 5 ms: an import then takes about half as long again, and no other writer waits longer than some 35 ms.
    @Sendable public static func fiveMilliseconds() { usleep(5000) }

    /// All lists, by name.
    public func lists() throws -> [HashListSummary] {
        try connections.read { database in
            var lists: [HashListSummary] = []
            try database.forEachRow(
                "SELECT name,active,withdrawn,perceptual,created,changed,version FROM list ORDER BY name"
            ) { row in
                lists.append(
                    HashListSummary(
                        name: row.text(0), active: Int(row.integer(1)), withdrawn: Int(row.integer(2)),
                        perceptual: Int(row.integer(3)), created: Instant(milliseconds: row.integer(4)),
                        changed: Instant(milliseconds: row.integer(5)), version: row.integer(6)))
                return true
            }
            return lists
        }
    }

    /// Hands over the entries of a list, tombstones too, by entry name.
    public func forEachEntry(of list: String, _ body: (HashEntry) throws -> Bool) throws {
        try connections.read { database in
            try database.forEachRow(
                "SELECT \(HashListRow.columns) FROM entry e "
                    + "WHERE e.list=(SELECT number FROM list WHERE name=?1) ORDER BY e.name", [.text(list)]
            ) { try body(HashListRow.entry($0)) }
        }
    }

    /// The entry of a name.
    public func entry(_ name: String, of list: String) throws -> HashEntry? {
        try connections.read { database in
            let number = try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
            return number > 0 ? try Self.find(name, number, in: database) : nil
        }
    }

    /// The sum of the lists' versions.
    public func perceptualMark() throws -> HashLogMark {
        try connections.read { database in
            HashLogMark(database: 1, sequence: try database.integer("SELECT coalesce(sum(version),0) FROM list", []))
        }
    }

    /// Nothing, when nothing changed; else the index is to be built anew.
    public func perceptualChanges(since mark: HashLogMark) throws -> HashChanges? {
        try perceptualMark() == mark ? HashChanges(added: [], removed: [], mark: mark) : nil
    }

    /// The active entries with this digest.
    public func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit] {
        try hits("exact", digest.bytes, digest.hex, lists)
    }

    /// The active entries with exactly this PDQ hash.
    public func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit] {
        try hits("perceptual", pdq.bytes, pdq.hex, lists)
    }

    private func hits(_ table: String, _ hash: [UInt8], _ hex: String, _ lists: [String]?) throws -> [HashListHit] {
        try connections.read { database in
            var hits: [HashListHit] = []
            try database.forEachRow(
                """
                SELECT l.name,\(HashListRow.columns) FROM \(table) x JOIN list l ON l.number=x.list
                JOIN entry e ON e.list=x.list AND e.name=CASE x.name WHEN '' THEN ?2 ELSE x.name END
                WHERE x.hash=?1 ORDER BY l.name,e.name
                """, [.blob(hash), .text(hex)]
            ) { row in
                let list = row.text(0)
                if lists?.contains(list) ?? true {
                    hits.append(HashListHit(list: list, entry: HashListRow.entry(row, at: 1)))
                }
                return true
            }
            return hits
        }
    }

    /// Hands over the distinct active PDQ hashes, ascending.
    public func forEachPerceptualHash(in lists: [String]?, _ body: (Hash256) throws -> Void) throws {
        try connections.read { database in
            let chosen = lists ?? []
            let some =
                "WHERE list IN (SELECT number FROM list WHERE name IN (\(chosen.map { _ in "?" }.joined(separator: ","))))"
            let sql = "SELECT hash FROM perceptual \(lists == nil ? "" : some) GROUP BY hash ORDER BY hash"
            try database.forEachRow(sql, chosen.map { .text($0) }) { row in
                if let hash = row.withBytes(0, Self.hash) { try body(hash) }
                return true
            }
        }
    }

    /// Reads the words straight from the row: ten million of them take seconds, not minutes.
    private static func hash(_ span: RawSpan) -> Hash256? {
        guard span.byteCount == 32 else { return nil }
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: unsafe span.unsafeLoadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
        }
        return Hash256(word0: word(3), word1: word(2), word2: word(1), word3: word(0))
    }
}

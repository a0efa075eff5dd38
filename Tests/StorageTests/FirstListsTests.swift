import AllianceKit
import Storage
import TestKit
import Testing

@Suite("Hash lists of the first format")
struct FirstListsTests {
    private static let start = Instant(milliseconds: 1_790_000_000_000)
    private static let hash = String(repeating: "5a", count: 32)

    /// A file as the first version made it, with an entry named by its hash, one with everything, and a tombstone.
    private static func make(_ path: String) throws {
        let database = try Database(path: path, profile: .lists(.create))
        try database.execute(
            """
            PRAGMA application_id=1095519304; PRAGMA user_version=1;
            CREATE TABLE migration(position INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT;
            INSERT INTO migration(name,applied) VALUES('lists.1.tables',1);
            CREATE TABLE list(
              number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, changed INTEGER NOT NULL,
              version INTEGER NOT NULL, active INTEGER NOT NULL, withdrawn INTEGER NOT NULL, perceptual INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE entry(
              list INTEGER NOT NULL REFERENCES list(number), name TEXT NOT NULL, pdq BLOB, md5 BLOB, sha1 BLOB,
              sha256 BLOB, category TEXT, source TEXT, note TEXT, withdrawn INTEGER, reason TEXT,
              PRIMARY KEY(list, name)) STRICT, WITHOUT ROWID;
            CREATE TABLE perceptual(
              hash BLOB NOT NULL, list INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(hash, list, name)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exact(
              hash BLOB NOT NULL, list INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(hash, list, name)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO list VALUES(1,'old',5,6,3,2,1,2);
            INSERT INTO entry(list,name,pdq) VALUES(1,'\(hash)',x'');
            INSERT INTO entry(list,name,pdq,md5,category,source,note)
              VALUES(1,'e-2',x'\(String(repeating: "0f", count: 32))',x'\(String(repeating: "11", count: 16))','A1','s','n');
            INSERT INTO entry(list,name,sha1,withdrawn,reason)
              VALUES(1,'e-3',x'\(String(repeating: "22", count: 20))',7,'false');
            INSERT INTO perceptual VALUES(x'\(hash)',1,'');
            """)
    }

    @Test("They are brought up to date with all their entries")
    func moved() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("lists.db")
        try Self.make(path)
        let store = try SQLiteHashListStore(path: path, clock: { Self.start })
        let list = try #require(try store.lists().first)
        #expect(list.name == "old" && list.kind == .bad && list.created == Instant(milliseconds: 5))
        #expect(list.active == 2 && list.withdrawn == 1 && list.perceptual == 2)
        #expect(list.version > 3)
        let pdq = try #require(Hash256(hex: Self.hash))
        #expect(try store.entries(with: pdq, in: nil).map(\.entry) == [HashEntry(entry: Self.hash, pdq: pdq)])
        let second = try #require(try store.entry("e-2", of: "old"))
        #expect(second.pdq?.hex == String(repeating: "0f", count: 32) && second.digests.count == 1)
        #expect(second.category == "A1" && second.source == "s" && second.note == "n")
        #expect(
            try store.entry("e-3", of: "old")?.withdrawal
                == HashEntry.Withdrawal(reason: "false", time: Instant(milliseconds: 7)))
        #expect(try store.verify().damages.isEmpty)
        #expect(try SQLiteHashListStore(path: path, access: .read, clock: { Self.start }).lists().count == 1)
    }

    @Test("Opened for reading only they are refused, and not changed")
    func refused() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("lists.db")
        try Self.make(path)
        #expect(code { _ = try SQLiteHashListStore(path: path, access: .read, clock: { Self.start }) } == "store.older")
        #expect(try SQLiteHashListStore(path: path, clock: { Self.start }).lists().first?.active == 2)
    }
}

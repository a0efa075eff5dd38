/// The tables of `lists.db`.
///
/// A row of `entry` is an entry: its name as a key (`ListKey`) and the rest in one body (`EntryBody`). An entry that says nothing but a
/// hash and is named by it has no body: the hash stands in the file once, in the key, and is found by it. `near` and `exact` lead from
/// other hashes to the keys of their entries, `exact` by the first eight bytes of a digest; the entry itself settles it.
///
/// `log` holds the PDQ hashes that came or went last. `state` numbers the changes, and says from which number on the log is whole.
enum ListsSchema {
    /// `ALLH`
    static let application: Int64 = 0x414c_4c48
    static let version: Int64 = 2

    static let first = Migration(
        "lists.1.tables",
        """
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
        """)

    /// The entries of the first tables wait in `entry_1` until `FirstLists` has moved them.
    static let second = Migration(
        "lists.2.tables",
        """
        PRAGMA user_version=2;
        DROP TABLE perceptual;
        DROP TABLE exact;
        ALTER TABLE entry RENAME TO entry_1;
        ALTER TABLE list ADD COLUMN kind TEXT NOT NULL DEFAULT 'bad';
        CREATE TABLE entry(
          list INTEGER NOT NULL, key BLOB NOT NULL, body BLOB, PRIMARY KEY(list, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE near(
          list INTEGER NOT NULL, hash BLOB NOT NULL, key BLOB NOT NULL, silent INTEGER, PRIMARY KEY(list, hash, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE exact(
          list INTEGER NOT NULL, prefix BLOB NOT NULL, key BLOB NOT NULL, PRIMARY KEY(list, prefix, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE log(sequence INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
        CREATE TABLE state(
          id INTEGER PRIMARY KEY CHECK(id=1), database INTEGER NOT NULL, sequence INTEGER NOT NULL,
          floor INTEGER NOT NULL) STRICT;
        """)

    static let migrations = [first, second]
}

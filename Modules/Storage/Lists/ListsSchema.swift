/// The tables of `lists.db`.
enum ListsSchema {
    /// `ALLH`
    static let application: Int64 = 0x414c_4c48
    static let version: Int64 = 1

    /// `perceptual` and `exact` hold active entries only, so that look-ups need not ask about tombstones. Where a name is the hash
    /// itself in hexadecimal digits, which importers make of lists without names, it stands as empty text, and the hash is kept once.
    static let migrations = [
        Migration(
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
    ]
}

import Storage

/// The log's tables.
enum LedgerSchema {
    /// The steps that make them, oldest first; never changed, only added to.
    ///
    /// The newest entries, fewer than 256, are rows of `ledger_entry` with their leaf hashes. Every 256 become one row of
    /// `ledger_bundle`: the full tile of leaf hashes, and the entries as a tlog-tiles bundle, deflated. `ledger_tile` holds the tiles
    /// above, the last one of each level still growing. A hash is 32 bytes, a tile its hashes end to end.
    static let migrations = [
        Migration(
            "ledger.1.log",
            """
            CREATE TABLE ledger_entry(sequence INTEGER PRIMARY KEY, leaf BLOB NOT NULL, body BLOB NOT NULL) STRICT;
            CREATE TABLE ledger_bundle(number INTEGER PRIMARY KEY, leaves BLOB NOT NULL, body BLOB NOT NULL) STRICT;
            CREATE TABLE ledger_tile(
              level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL,
              PRIMARY KEY(level, number)) STRICT;
            """),
        Migration(
            "ledger.2.checkpoint",
            """
            CREATE TABLE ledger_checkpoint(
              size INTEGER NOT NULL, time INTEGER NOT NULL, note BLOB NOT NULL,
              PRIMARY KEY(size, note)) STRICT;
            """),
    ]
}

import AllianceKit

/// Numbers in the file's head, and the tables that are there whatever the plugins declare.
enum StoreSchema {
    /// `ALLI`: what `file` and SQLite call the application's id.
    static let application: Int64 = 0x414c_4c49
    /// Grows when an older program can no longer read the file at all.
    static let version: Int64 = 1

    /// The store's own steps, oldest first; never changed, only added to.
    static let migrations = [
        Migration(
            "storage.1.dictionary",
            """
            CREATE TABLE dictionary(
              id INTEGER PRIMARY KEY, record_table TEXT NOT NULL, trained INTEGER NOT NULL, made INTEGER NOT NULL,
              checksum INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
            CREATE INDEX dictionary_table ON dictionary(record_table, trained, id);
            """),
        Migration(
            "storage.2.remembered-answer",
            """
            CREATE TABLE remembered_answer(
              key TEXT NOT NULL PRIMARY KEY, request TEXT NOT NULL, answer BLOB NOT NULL, time INTEGER NOT NULL,
              checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            """),
    ]

    /// Steps made of record declarations start with this; a program without that plugin leaves their tables alone.
    static let recordPrefix = "record."
}

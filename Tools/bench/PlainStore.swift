import AllianceKit
import Storage

/// The baseline: the same records as JSON text in ordinary rows, with prepared statements, and nothing else: no packing, no ledger, no
/// salt, SQLite's default page size.
struct PlainStore {
    let database: Database
    let path: String
    private let insert: String

    /// `searchable` keeps the searched columns and their indexes too; without them a row is identity and text.
    init(path: String, searchable: Bool) throws {
        self.path = path
        database = try Database(path: path, profile: DatabaseProfile(access: .create))
        // Leaving the log lets the page size be set again before anything is stored.
        try database.execute("PRAGMA journal_mode=DELETE; PRAGMA page_size=4096; VACUUM; PRAGMA journal_mode=WAL")
        if searchable {
            try database.execute(
                """
                CREATE TABLE plain(id TEXT PRIMARY KEY, status TEXT, country TEXT, received INTEGER, host TEXT, body TEXT);
                CREATE INDEX plain_status ON plain(status); CREATE INDEX plain_received ON plain(received);
                """)
            insert = "INSERT INTO plain(id,body,status,country,received,host) VALUES(?1,?2,?3,?4,?5,?6)"
        } else {
            try database.execute("CREATE TABLE plain(id TEXT PRIMARY KEY, body TEXT)")
            insert = "INSERT INTO plain(id,body) VALUES(?1,?2)"
        }
    }

    /// Inserts a group in one transaction; `texts` are the encoded records.
    func add(_ records: ArraySlice<BenchCase>, _ texts: ArraySlice<String>, searchable: Bool) throws {
        try database.transaction {
            for (record, text) in zip(records, texts) {
                let statement = try database.statement(insert)
                try statement.bind(1, record.id.text)
                try statement.bind(2, text)
                if searchable {
                    for (place, column) in BenchCase.columns.enumerated() {
                        try statement.bind(3 + place, column.value(record))
                    }
                }
                try statement.run()
            }
        }
    }

    /// The text of a record.
    func text(_ id: String) throws -> String? {
        try database.row("SELECT body FROM plain WHERE id=?1", [.text(id)]) { $0.text(0) }
    }

    /// Bytes of the file, with the log folded in.
    func size() throws -> Int64 {
        _ = try database.integer("PRAGMA wal_checkpoint(TRUNCATE)")
        return try database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size")
    }
}

import AllianceKit

/// The log of PDQ hashes that came or went, as an index reads it: numbered, and kept for the newest `limit` of them.
enum HashLog {
    /// So many changes are kept. After more an index is built anew, which takes seconds for millions of hashes.
    static let limit: Int64 = 65_536

    /// Gives the file its identity: indexes and marks of another file mean nothing here.
    static func identify(_ database: Database, random: [UInt8]) throws {
        try database.run(
            """
            INSERT INTO state(id,database,sequence,floor) VALUES(1,?1,0,0)
            ON CONFLICT(id) DO UPDATE SET database=?1,sequence=0,floor=0
            """, [.integer(random.reduce(0) { $0 << 8 | Int64($1) })])
        try database.run("DELETE FROM log")
    }

    /// Notes changes in the transaction that makes them. When there are too many the log begins behind them.
    static func note(_ hashes: [Hash256], count: Int, in database: Database) throws {
        guard count > 0 else { return }
        let last = try database.integer("SELECT sequence FROM state")
        let isKept = hashes.count == count && count <= limit
        let now = last + Int64(count)
        if isKept {
            let statement = try database.statement("INSERT INTO log(sequence,hash) VALUES(?1,?2)")
            for (place, hash) in hashes.enumerated() {
                try statement.bind(1, last + Int64(place) + 1)
                try statement.bind(2, hash.bytes)
                try statement.runAgain()
            }
        }
        let floor = isKept ? now - limit : now
        try database.run("DELETE FROM log WHERE sequence<=?1", [.integer(floor)])
        try database.run("UPDATE state SET sequence=?1,floor=max(floor,?2)", [.integer(now), .integer(floor)])
    }

    /// Where the log stands.
    static func mark(_ database: Database) throws -> HashLogMark {
        try database.row("SELECT database,sequence FROM state") {
            HashLogMark(database: UInt64(bitPattern: $0.integer(0)), sequence: $0.integer(1))
        } ?? HashLogMark(database: 0, sequence: 0)
    }

    /// The hashes noted since a mark, each once; nil when the log does not reach back to it.
    static func changed(since mark: HashLogMark, in database: Database) throws -> Set<Hash256>? {
        let now = try self.mark(database)
        let floor = try database.integer("SELECT floor FROM state")
        guard mark.database == now.database, floor...max(floor, now.sequence) ~= mark.sequence else { return nil }
        var hashes: Set<Hash256> = []
        try database.forEachRow("SELECT hash FROM log WHERE sequence>?1", [.integer(mark.sequence)]) { row in
            if let hash = Hash256(bytes: row.bytes(0)) { hashes.insert(hash) }
            return true
        }
        return hashes
    }
}

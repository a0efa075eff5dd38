import AllianceKit
import Storage

/// The checkpoints this log has signed: what it may never contradict.
struct CheckpointTable {
    let database: Database

    /// Keeps a signed checkpoint; one that is there already is left alone.
    func insert(_ note: String, size: Int, at time: Instant) throws {
        try database.run(
            "INSERT OR IGNORE INTO ledger_checkpoint(size,time,note) VALUES(?1,?2,?3)",
            [.integer(Int64(size)), .integer(time.milliseconds), .blob(Array(note.utf8))])
    }

    /// The one of the greatest size, and when it was signed; nil when there is none.
    func last() throws -> (note: [UInt8], time: Instant)? {
        try database.row("SELECT note,time FROM ledger_checkpoint ORDER BY size DESC, time DESC LIMIT 1") { row in
            (row.bytes(0), Instant(milliseconds: row.integer(1)))
        }
    }

    /// All, the smallest first.
    func all() throws -> [(size: Int64, note: [UInt8])] {
        var notes: [(size: Int64, note: [UInt8])] = []
        try database.forEachRow("SELECT size,note FROM ledger_checkpoint ORDER BY size, time") { row in
            notes.append((row.integer(0), row.bytes(1)))
            return true
        }
        return notes
    }
}

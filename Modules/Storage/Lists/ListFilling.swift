import AllianceKit

/// One import: takes entries in, and writes them a run at a time.
struct ListFilling {
    let store: SQLiteHashListStore
    let name: String
    let time: Instant
    /// The list's number once there is something to write.
    private var list: Int64 = 0
    private(set) var tally = ImportTally()
    private var run = ListRun()
    /// What the log may still take of this import.
    private var room = Int(HashLog.limit)
    private var hasPaused = true

    init(store: SQLiteHashListStore, list: String, time: Instant) {
        self.store = store
        self.name = list
        self.time = time
    }

    /// Takes an entry in.
    mutating func take(_ entry: HashEntry) throws {
        guard run.append(entry) else {
            tally.rejected += 1
            return
        }
        if run.isFull { try write() }
    }

    /// Writes what was taken in.
    mutating func write() throws {
        if run.count == 0 { return }
        list = try store.number(of: name, at: time)
        run.sort()
        for start in stride(from: 0, to: run.count, by: store.batch) {
            if !hasPaused { store.pause() }
            let range = start..<min(start + store.batch, run.count)
            let (part, changed) = try store.change { try merge(range, in: $0) }
            hasPaused = false
            room = max(0, room - changed)
            tally.added += part.added
            tally.updated += part.updated
            tally.unchanged += part.unchanged
        }
        run.removeAll()
    }

    /// Merges some rows of the run into the list; also says how many PDQ hashes came or went.
    private func merge(_ range: Range<Int>, in database: Database) throws -> (ImportTally, Int) {
        var tally = ImportTally()
        var change = ListChange(database, list: list, time: time)
        change.room = room
        let plain = try database.statement("INSERT INTO entry(list,key) VALUES(?1,?2) ON CONFLICT DO NOTHING")
        try plain.bind(1, list)
        try unsafe run.forEach(range) { key, body in
            if unsafe body.isEmpty {
                try unsafe plain.bind(2, borrowing: key)
                try plain.runAgain()
                if database.changes == 1 {
                    tally.added += 1
                    change.addPlain(unsafe Self.pdq(key))
                    return
                }
            }
            let (key, body) = unsafe (Array(key), Array(body))
            let old = try SQLiteHashListStore.body(key, list, in: database)
            if old == body {
                tally.unchanged += 1
                return
            }
            guard let entry = EntryBody.entry(key: key, body: body) else { return }
            guard let old else {
                tally.added += 1
                return try change.put(entry, key: key, body: body, over: nil)
            }
            let present = try SQLiteHashListStore.entry(key, old, in: database)
            let fresh = entry.replacing(present)
            if fresh == present {
                tally.unchanged += 1
            } else {
                tally.updated += 1
                try change.put(fresh, key: key, body: EntryBody.bytes(of: fresh, key: key), over: present)
            }
        }
        try change.finish()
        return (tally, change.hashesChanged)
    }

    private static func pdq(_ key: UnsafeRawBufferPointer) -> Hash256? {
        guard key.count == 33 else { return nil }
        let form = unsafe key[0]
        guard form == ListKey.Form.digits.rawValue || form == ListKey.Form.pdq.rawValue else { return nil }
        return SQLiteHashListStore.hash(unsafe key.bytes, at: 1)
    }
}

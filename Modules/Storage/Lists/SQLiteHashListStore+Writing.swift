public import AllianceKit

extension SQLiteHashListStore {
    /// Adds entries, a batch a transaction. An entry without a name or without any hash is rejected.
    public func add(to list: String, at time: Instant, next: () throws -> HashEntry?) throws -> ImportTally {
        var tally = ImportTally()
        let number = try change { try Self.number(of: list, at: time, in: $0) }
        while true {
            let entries = try take(next)
            let batchTally = try change { try Self.merge(entries, into: number, at: time, in: $0) }
            tally.add(batchTally)
            guard entries.count == batch else { return tally }
            pause()
        }
    }

    /// Turns an entry into a tombstone; true if it was active.
    public func withdraw(_ entry: String, from list: String, reason: String, at time: Instant) throws -> Bool {
        try change { database in
            let number = try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
            guard number > 0, var found = try Self.find(entry, number, in: database), found.withdrawal == nil else {
                return false
            }
            let old = found
            found.withdrawal = HashEntry.Withdrawal(reason: reason, time: time)
            try HashListRow.put(found, list: number, in: database)
            var delta = ListDelta()
            delta.replace(old, by: found)
            try delta.write(to: number, at: time, in: database)
            return true
        }
    }

    /// Says what a list is about, making it if it is new.
    public func declare(_ list: String, kind: HashListKind, at time: Instant) throws {
        _ = try change { try Self.number(of: list, at: time, in: $0) }
    }

    /// Changes one entry in one transaction.
    @discardableResult public func update(
        _ entry: String, of list: String, at time: Instant, _ change: (inout HashEntry) -> Void
    ) throws -> HashEntry? {
        try self.change { database in
            let number = try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
            guard number > 0, let old = try Self.find(entry, number, in: database) else { return nil }
            var fresh = old
            change(&fresh)
            fresh.entry = entry
            guard fresh != old else { return old }
            try HashListRow.put(fresh, list: number, in: database)
            var delta = ListDelta()
            delta.replace(old, by: fresh)
            try delta.write(to: number, at: time, in: database)
            return fresh
        }
    }

    private func take(_ next: () throws -> HashEntry?) throws -> [HashEntry] {
        var entries: [HashEntry] = []
        entries.reserveCapacity(batch)
        while entries.count < batch, let entry = try next() { entries.append(entry) }
        return entries
    }

    private func change<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try connections.write { database in try database.transaction { try body(database) } }
    }

    private static func number(of list: String, at time: Instant, in database: Database) throws -> Int64 {
        try database.run(
            "INSERT INTO list(name,created,changed,version,active,withdrawn,perceptual) VALUES(?1,?2,?2,1,0,0,0) "
                + "ON CONFLICT(name) DO NOTHING", [.text(list), .integer(time.milliseconds)])
        return try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
    }

    static func find(_ name: String, _ list: Int64, in database: Database) throws -> HashEntry? {
        try database.row(
            "SELECT \(HashListRow.columns) FROM entry e WHERE e.list=?1 AND e.name=?2", [.integer(list), .text(name)]
        ) { HashListRow.entry($0) }
    }

    /// Sorted, so that neighbours in the tables are written together: by far the greatest lever on the speed of an import.
    private static func merge(_ entries: [HashEntry], into list: Int64, at time: Instant, in database: Database) throws
        -> ImportTally
    {
        var tally = ImportTally()
        var delta = ListDelta()
        let sorted = entries.enumerated().sorted {
            let (left, right) = ($0.element.entry.utf8, $1.element.entry.utf8)
            return left.elementsEqual(right) ? $0.offset < $1.offset : left.lexicographicallyPrecedes(right)
        }
        for (_, entry) in sorted {
            guard !entry.entry.isEmpty, entry.hasHash || entry.withdrawal != nil else {
                tally.rejected += 1
                continue
            }
            var fresh = entry
            fresh.digests = DigestAlgorithm.allCases.compactMap { algorithm in
                entry.digests.first { $0.algorithm == algorithm }
            }
            let old = try find(entry.entry, list, in: database)
            // A tombstone its source sent says nothing of what the entry was.
            if !entry.hasHash, var kept = old {
                kept.withdrawal = entry.withdrawal
                fresh = kept
            }
            // A tombstone stays one, with its first reason.
            if let withdrawal = old?.withdrawal { fresh.withdrawal = withdrawal }
            if fresh == old {
                tally.unchanged += 1
                continue
            }
            if old == nil { tally.added += 1 } else { tally.updated += 1 }
            try HashListRow.put(fresh, list: list, in: database)
            delta.replace(old, by: fresh)
        }
        try delta.write(to: list, at: time, in: database)
        return tally
    }
}

extension ImportTally {
    fileprivate mutating func add(_ other: ImportTally) {
        added += other.added
        updated += other.updated
        unchanged += other.unchanged
        rejected += other.rejected
    }
}

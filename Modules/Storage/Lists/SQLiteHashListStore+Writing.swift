public import AllianceKit

extension SQLiteHashListStore {
    /// Adds entries, collected to runs of some million and written sorted, `batch` of them a transaction, with a pause after each.
    public func fill(
        _ list: String, at time: Instant, from source: (_ add: (HashEntry) throws -> Void) throws -> Void
    ) throws -> ImportTally {
        var filling = ListFilling(store: self, list: list, time: time)
        do {
            try source { try filling.take($0) }
        } catch {
            try filling.write()
            throw error
        }
        try filling.write()
        return filling.tally
    }

    /// The number of a list, which is made if it is new.
    func number(of list: String, at time: Instant) throws -> Int64 {
        try change { database in
            try database.run(
                "INSERT INTO list(name,created,changed,version,active,withdrawn,perceptual) VALUES(?1,?2,?2,1,0,0,0) "
                    + "ON CONFLICT(name) DO NOTHING", [.text(list), .integer(time.milliseconds)])
            return try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
        }
    }

    /// Says what a list is about, making it if it is new.
    public func declare(_ list: String, kind: HashListKind, at time: Instant) throws {
        let number = try number(of: list, at: time)
        try change { database in
            try database.run(
                "UPDATE list SET kind=?2,changed=?3,version=version+1 WHERE number=?1 AND kind<>?2",
                [.integer(number), .text(kind.rawValue), .integer(time.milliseconds)])
        }
    }

    /// Turns an entry into a tombstone; true if it was not one.
    public func withdraw(_ entry: String, from list: String, reason: String, at time: Instant) throws -> Bool {
        var isNew = false
        try update(entry, of: list, at: time) { found in
            guard found.withdrawal == nil else { return }
            found.withdrawal = HashEntry.Withdrawal(reason: reason, time: time)
            isNew = true
        }
        return isNew
    }

    /// Changes one entry in one transaction.
    @discardableResult public func update(
        _ entry: String, of list: String, at time: Instant, _ change: (inout HashEntry) -> Void
    ) throws -> HashEntry? {
        try self.change { database in
            let number = try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
            let key = ListKey.bytes(of: entry)
            guard number > 0, let old = try Self.find(key, number, in: database) else { return nil }
            var fresh = old
            change(&fresh)
            fresh.entry = entry
            fresh.digests = Self.ordered(fresh.digests)
            guard fresh != old else { return old }
            var writing = ListChange(database, list: number, time: time)
            try writing.put(fresh, key: key, body: EntryBody.bytes(of: fresh, key: key), over: old)
            try writing.finish()
            return fresh
        }
    }

    func change<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try connections.write { database in try database.transaction { try body(database) } }
    }

    /// At most one digest of each algorithm, as a body holds them.
    static func ordered(_ digests: [Digest]) -> [Digest] {
        DigestAlgorithm.allCases.compactMap { algorithm in digests.first { $0.algorithm == algorithm } }
    }
}

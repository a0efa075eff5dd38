import AllianceKit

/// What one transaction changes in a list: its entries, the rows that lead to them from their hashes, the log and the list's counts.
struct ListChange {
    let database: Database
    let list: Int64
    let time: Instant
    /// Hashes that the log may still take: beyond that an import is so large that an index is built anew.
    var room = Int(HashLog.limit)

    private var near: [Lead] = []
    private var exact: [Lead] = []
    private var log: [Hash256] = []
    private var logCount = 0
    private var active = 0
    private var silent = 0
    private var perceptual = 0
    private var isEmpty = true

    init(_ database: Database, list: Int64, time: Instant) {
        self.database = database
        self.list = list
        self.time = time
    }

    /// The PDQ hashes that came and went so far.
    var hashesChanged: Int { logCount }

    /// A row of `near` or `exact`.
    struct Lead: Hashable {
        var hash: [UInt8]
        var key: [UInt8]
        var isSilent = false
    }

    /// Notes a new entry that is only its key; `hash` when that is a PDQ hash.
    mutating func addPlain(_ hash: Hash256?) {
        isEmpty = false
        active += 1
        guard let hash else { return }
        perceptual += 1
        note(hash)
    }

    private mutating func note(_ hash: Hash256) {
        logCount += 1
        if logCount <= room { log.append(hash) }
    }

    /// Writes an entry that is new or takes the place of another.
    mutating func put(_ fresh: HashEntry, key: [UInt8], body: [UInt8], over old: HashEntry?) throws {
        isEmpty = false
        let statement = try database.statement("INSERT OR REPLACE INTO entry(list,key,body) VALUES(?1,?2,?3)")
        try statement.bind(1, list)
        try statement.bind(2, key)
        if !body.isEmpty { try statement.bind(3, body) }
        try statement.run()
        let before = old?.isActive == true ? old?.pdq : nil
        let after = fresh.isActive ? fresh.pdq : nil
        if before != after {
            if let before { note(before) }
            if let after { note(after) }
        }
        if let old { count(old, -1) }
        count(fresh, 1)
        try lead(from: old, to: fresh, key)
    }

    private mutating func count(_ entry: HashEntry, _ sign: Int) {
        if entry.isActive {
            active += sign
            if entry.pdq != nil { perceptual += sign }
        } else {
            silent += sign
        }
    }

    /// New rows wait until the end, to be sorted; when old ones must go, those that wait are written first.
    private mutating func lead(from old: HashEntry?, to fresh: HashEntry, _ key: [UInt8]) throws {
        let (nearFresh, exactFresh) = (Self.near(fresh, key), Self.exact(fresh, key))
        guard let old else {
            near += nearFresh
            exact += exactFresh
            return
        }
        let (nearOld, exactOld) = (Self.near(old, key), Self.exact(old, key))
        guard nearOld != nearFresh || exactOld != exactFresh else { return }
        try writeLeads()
        for lead in Set(nearOld).subtracting(nearFresh) {
            try database.run(
                "DELETE FROM near WHERE list=?1 AND hash=?2 AND key=?3",
                [.integer(list), .blob(lead.hash), .blob(key)])
        }
        for lead in Set(exactOld).subtracting(exactFresh) {
            try database.run(
                "DELETE FROM exact WHERE list=?1 AND prefix=?2 AND key=?3",
                [.integer(list), .blob(lead.hash), .blob(key)])
        }
        near += Set(nearFresh).subtracting(nearOld)
        exact += Set(exactFresh).subtracting(exactOld)
    }

    /// The row that leads from an entry's PDQ hash to it; none when the key is the hash.
    static func near(_ entry: HashEntry, _ key: [UInt8]) -> [Lead] {
        guard let hash = entry.pdq?.bytes, !ImpliedHash.pdq.isKey(key, hash) else { return [] }
        return [Lead(hash: hash, key: key, isSilent: !entry.isActive)]
    }

    /// The rows that lead from the first eight bytes of an entry's digests to it, each once; none for the digest that is the key.
    static func exact(_ entry: HashEntry, _ key: [UInt8]) -> [Lead] {
        var leads: [Lead] = []
        for digest in entry.digests where !ImpliedHash(digest.algorithm).isKey(key, digest.bytes) {
            let lead = Lead(hash: Array(digest.bytes.prefix(8)), key: key)
            if !leads.contains(lead) { leads.append(lead) }
        }
        return leads
    }

    private mutating func writeLeads() throws {
        func sort(_ leads: inout [Lead]) {
            leads.sort {
                $0.hash == $1.hash
                    ? $0.key.lexicographicallyPrecedes($1.key) : $0.hash.lexicographicallyPrecedes($1.hash)
            }
        }
        sort(&near)
        for lead in near {
            let statement = try database.statement(
                "INSERT OR REPLACE INTO near(list,hash,key,silent) VALUES(?1,?2,?3,?4)")
            try statement.bind(1, list)
            try statement.bind(2, lead.hash)
            try statement.bind(3, lead.key)
            if lead.isSilent { try statement.bind(4, 1) }
            try statement.run()
        }
        sort(&exact)
        let statement = try database.statement("INSERT OR IGNORE INTO exact(list,prefix,key) VALUES(?1,?2,?3)")
        try statement.bind(1, list)
        for lead in exact {
            try statement.bind(2, lead.hash)
            try statement.bind(3, lead.key)
            try statement.runAgain()
        }
        near.removeAll(keepingCapacity: true)
        exact.removeAll(keepingCapacity: true)
    }

    /// Writes what is left; a list that nothing changed in keeps its version.
    mutating func finish() throws {
        if isEmpty { return }
        try writeLeads()
        try HashLog.note(log, count: logCount, in: database)
        try database.run(
            """
            UPDATE list SET changed=?2,version=version+1,active=active+?3,withdrawn=withdrawn+?4,perceptual=perceptual+?5
            WHERE number=?1
            """,
            [
                .integer(list), .integer(time.milliseconds), .integer(Int64(active)), .integer(Int64(silent)),
                .integer(Int64(perceptual)),
            ])
    }
}

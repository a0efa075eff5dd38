import AllianceKit
import Cryptography
import Ledger
import Storage

/// Measures the ledger beside plain rows of the same bytes in the same folder, so that ratios can be read on any disk.
enum LedgerBench {
    /// The entries of the large log.
    static let entries = 1_000_000

    /// Measures in a folder.
    static func run(in folder: String) throws -> [BenchFigure] {
        var figures: [BenchFigure] = []
        for (group, count, target) in [(1, 2_000, 2_000.0), (100, 20_000, 20_000.0)] {
            let plain = try PlainEntries(path: "\(folder)/plain-\(group).db")
            let baseline = Double(count) / (try measuredSeconds { try plain.append(count, group: group) })
            figures.append(
                BenchFigure(name: "ledger.plain-rows-in-groups-of-\(group)", value: baseline, unit: "entries/s"))
            let log = try BenchLog(path: "\(folder)/ledger-\(group).db")
            let rate = Double(count) / (try measuredSeconds { try log.append(count, group: group) })
            figures.append(
                BenchFigure(
                    name: "ledger.appends-in-groups-of-\(group)", value: rate, unit: "entries/s",
                    ratio: rate / baseline,
                    target: .atLeast(target)))
        }
        let plain = try PlainEntries(path: "\(folder)/plain.db")
        try plain.append(entries / 10, group: 1000)
        let plainSize = Double(try plain.size()) / Double(entries / 10)
        let log = try BenchLog(path: "\(folder)/ledger.db")
        let time = try measuredSeconds { try log.append(entries, group: 1000) }
        figures.append(
            BenchFigure(
                name: "ledger.appends-in-groups-of-1000", value: Double(entries) / time, unit: "entries/s"))
        let size = Double(try log.size()) / Double(entries)
        figures.append(
            BenchFigure(name: "ledger.size", value: size, unit: "bytes/entry", ratio: size / plainSize))
        let verify = try measuredSeconds { try log.verify(entries) }
        figures.append(BenchFigure(name: "ledger.verify-1000000", value: verify, unit: "s", target: .atMost(3)))
        let proof = Double(try log.proofBytes(entries))
        figures.append(
            BenchFigure(name: "ledger.proof-at-1000000", value: proof, unit: "bytes", target: .atMost(1200)))
        let fold = try measuredSeconds { try log.fold(entries) }
        figures.append(BenchFigure(name: "ledger.fold-1000000", value: fold, unit: "s"))
        return figures
    }

    /// An event as a hotline has them, with an identity that does not compress.
    static func event(_ number: Int) -> Event {
        var mixed = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
        let random = (0..<10).map { _ -> UInt8 in
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            return UInt8(truncatingIfNeeded: mixed >> 56)
        }
        let time = Instant(milliseconds: 1_790_000_000_000 + Int64(number) * 731)
        return Event(
            "takedown.case.checked", EntityID(prefix: "case", at: time, random: random), at: time,
            by: "analyst-\(number % 9)", facts: ["outcome": "reachable", "attempt": .int(number % 12)])
    }

    static let content = [UInt8](repeating: 0x61, count: 800)
}

/// The baseline: the same entries as rows, no hashes.
private struct PlainEntries {
    let path: String
    let database: Database

    init(path: String) throws {
        self.path = path
        database = try Database(path: path, profile: .records(.create))
        try database.execute("CREATE TABLE plain(sequence INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
    }

    func append(_ count: Int, group: Int) throws {
        let insert = try database.statement("INSERT INTO plain(body) VALUES(?1)")
        for start in stride(from: 0, to: count, by: group) {
            try database.transaction {
                for number in start..<(start + group) {
                    let commitment = SystemRandom.bytes(32)
                    let entry = LogEntry(
                        sequence: Int64(number), event: LedgerBench.event(number), commitment: commitment)
                    try insert.bind(1, entry.bytes)
                    try insert.run()
                }
            }
        }
    }

    func size() throws -> Int64 {
        try database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size")
    }
}

/// A ledger in a store, as the toolkit uses it.
private struct BenchLog {
    let log = TransparencyLog { SystemRandom.bytes($0) }
    let store: SQLiteStore
    let signer: NoteSigner

    init(path: String) throws {
        store = try SQLiteStore(
            path: path, recordTypes: [], eventLog: log, clock: { Instant(milliseconds: 0) }, access: .create)
        signer = try NoteSigner(name: "hotline.example.org/alliance-ledger", seed: [UInt8](repeating: 7, count: 32))
    }

    func append(_ count: Int, group: Int) throws {
        for start in stride(from: 0, to: count, by: group) {
            try store.withWriteDatabase { database in
                for number in start..<(start + group) {
                    _ = try log.append(LedgerBench.event(number), content: LedgerBench.content, in: database)
                }
            }
        }
    }

    func size() throws -> Int64 {
        try store.withReadDatabase { try $0.integer("PRAGMA page_count") * $0.integer("PRAGMA page_size") }
    }

    func verify(_ entries: Int) throws {
        let result = try store.withReadDatabase { try LogVerifier.run(in: $0, key: nil) }
        guard result.isIntact, result.entries == Int64(entries) else {
            throw AllianceError("bench.ledger", "the log does not verify: \(result.faults)", exit: .bug)
        }
    }

    func proofBytes(_ entries: Int) throws -> Int {
        try store.withReadDatabase { database in
            let head = try LogHead(database)
            let note = Array(try head.checkpoint(origin: signer.verifier.name).signed(by: signer).description.utf8)
            let path = try head.inclusion(entries / 2 + 1, size: entries)
            return LogProof(index: path.index, hashes: path.hashes, checkpoint: note).bytes.count
        }
    }

    func fold(_ entries: Int) throws {
        var count = 0
        try store.read { reader in
            try reader.forEachEvent(from: 0) { _ in
                count += 1
                return true
            }
        }
        guard count == entries else { throw AllianceError("bench.ledger", "\(count) events", exit: .bug) }
    }
}

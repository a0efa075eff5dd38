import AllianceKit
import Foundation
import Storage
import TestKit
import Testing

@Suite("Hash lists under random operations: the file and its twin in memory agree")
struct ListPropertyTests {
    private static let start = Instant(milliseconds: 1_790_000_000_000)

    /// Draws numbers from a seed.
    private final class Dice {
        private let randomness: TestRandomness
        init(_ seed: UInt64) { randomness = TestRandomness(seed: seed) }
        func roll(_ sides: Int) -> Int {
            let bytes = randomness.bytes(4)
            return Int(bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } % UInt32(sides))
        }
        func chance(_ outOf: Int) -> Bool { roll(outOf) == 0 }
        func time() -> Instant { Instant(milliseconds: Int64(roll(1_000_000_000)) * (chance(2) ? 1 : -1)) }
    }

    /// Few hashes and names, so that they meet often: the same hash in several lists and entries, names that are hashes of others.
    private static func entry(_ dice: Dice) -> HashEntry {
        func hash() -> [UInt8] { TestRandomness(seed: UInt64(dice.roll(12))).bytes(32) }
        var entry = HashEntry(entry: "")
        if !dice.chance(4) { entry.pdq = Hash256(bytes: hash()) }
        entry.digests = DigestAlgorithm.allCases.filter { _ in dice.chance(3) }.compactMap {
            Digest($0, bytes: Array(hash().prefix($0.byteCount)))
        }
        switch dice.roll(6) {
        case 0: entry.entry = entry.pdq.map { "pdq:\($0.hex)" } ?? "none"
        case 1: entry.entry = entry.pdq?.hex ?? "none"
        case 2: entry.entry = entry.digests.last?.description ?? "digest"
        case 3: entry.entry = entry.digests.first?.hex ?? "digest"
        case 4: entry.entry = ["0A" + String(repeating: "0", count: 62), "pdq:xyz", "é", "", "md5:"][dice.roll(5)]
        default: entry.entry = "name \(dice.roll(20))"
        }
        if dice.chance(2) { return entry }
        entry.pdqProfile = [nil, .full, .ref512, .fast][dice.roll(4)]
        if dice.chance(3) { entry.category = "A\(dice.roll(2))" }
        if dice.chance(3) { entry.source = "example.org" }
        if dice.chance(3) { entry.note = "a remark,\n\"ü\"" }
        if dice.chance(3) { entry.tags = ["series 17", ""] }
        if dice.chance(3) { entry.fingerprints = ["pdna": "AAEC", "tmk-pdqf": "x"] }
        entry.opinions = (0..<dice.roll(3)).map { _ in opinion(dice) }
        if dice.chance(3) { (entry.firstSeen, entry.lastSeen) = (dice.time(), dice.time()) }
        if dice.chance(4) { entry.expires = dice.time() }
        if dice.chance(12) { entry.withdrawal = HashEntry.Withdrawal(reason: "by its source", time: dice.time()) }
        return entry
    }

    private static func opinion(_ dice: Dice) -> HashOpinion {
        HashOpinion(
            HashOpinion.Verdict.allCases[dice.roll(4)], source: [nil, "a", "b"][dice.roll(3)],
            time: dice.chance(2) ? dice.time() : nil, reasons: dice.chance(2) ? ["why", "ß"] : [],
            isOwn: dice.chance(3))
    }

    private static func everything(_ store: any HashListStore) throws -> [String: [HashEntry]] {
        var all: [String: [HashEntry]] = [:]
        for list in try store.lists().map(\.name) {
            try store.forEachEntry(of: list) {
                all[list, default: []].append($0)
                return true
            }
        }
        return all
    }

    private static func hashes(_ store: any HashListStore, _ lists: [String]?) throws -> [Hash256] {
        var hashes: [Hash256] = []
        try store.forEachPerceptualHash(in: lists) { hashes.append($0) }
        return hashes
    }

    /// Applies the log's changes to a set of hashes, as an index does.
    private static func follow(_ store: any HashListStore, _ mark: inout HashLogMark, _ known: inout Set<Hash256>)
        throws
    {
        let changes = try #require(try store.perceptualChanges(since: mark))
        known.formUnion(changes.added)
        known.subtract(changes.removed)
        #expect(Set(changes.added).isDisjoint(with: changes.removed))
        mark = changes.mark
    }

    @Test("Random operations", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func agree(_ number: UInt64) throws {
        let seed = (UInt64(ProcessInfo.processInfo.environment["ALLIANCE_SEED"] ?? "") ?? 20_261_124) &+ number
        let dice = Dice(seed)
        let folder = try TemporaryFolder()
        let file = try SQLiteHashListStore(
            path: folder.file("lists.db"), access: .create, batch: 1 + dice.roll(20), clock: { Self.start }, pause: {})
        let memory = MemoryHashListStore()
        var mark = try file.perceptualMark()
        var known: Set<Hash256> = []
        let lists = ["first", "second", "third"]
        for step in 0..<60 {
            let list = lists[dice.roll(3)]
            let time = Self.start.adding(seconds: Double(step))
            let names = try Self.everything(memory)[list]?.map(\.entry) ?? []
            let name = names.isEmpty || dice.chance(8) ? "unknown" : names[dice.roll(names.count)]
            switch dice.roll(6) {
            case 0:
                let done = try [file as any HashListStore, memory].map {
                    try $0.withdraw(name, from: list, reason: "false", at: time)
                }
                #expect(done[0] == done[1])
            case 1:
                let change = Self.entry(dice)
                let done = try [file as any HashListStore, memory].map { store in
                    try store.update(name, of: list, at: time) { entry in
                        entry.opinions = change.opinions
                        if change.hasHash { (entry.pdq, entry.digests) = (change.pdq, change.digests) }
                    }
                }
                #expect(done[0] == done[1])
            case 2:
                let kind = HashListKind.allCases[dice.roll(2)]
                for store in [file as any HashListStore, memory] { try store.declare(list, kind: kind, at: time) }
            default:
                let entries = (0..<1 + dice.roll(30)).map { _ in Self.entry(dice) }
                let tallies = try [file as any HashListStore, memory].map { store in
                    try store.fill(list, at: time) { add in for entry in entries { try add(entry) } }
                }
                #expect(tallies[0] == tallies[1], "seed \(seed), step \(step)")
            }
            if dice.chance(3) { try Self.follow(file, &mark, &known) }
        }
        try Self.compare(file, memory, seed)
        try Self.follow(file, &mark, &known)
        #expect(known == Set(try Self.hashes(file, nil)), "seed \(seed)")
        let report = try file.verify()
        #expect(report.damages.isEmpty, "seed \(seed): \(report.damages)")
    }

    private static func compare(_ file: SQLiteHashListStore, _ memory: MemoryHashListStore, _ seed: UInt64) throws {
        let (entries, twins) = (try everything(file), try everything(memory))
        #expect(entries == twins, "seed \(seed)")
        for (one, other) in zip(try file.lists(), try memory.lists()) {
            #expect(one.name == other.name && one.kind == other.kind && one.created == other.created)
            #expect(one.active == other.active && one.withdrawn == other.withdrawn, "seed \(seed)")
            #expect(one.perceptual == other.perceptual, "seed \(seed)")
        }
        for lists in [nil, ["second"], ["first", "third"], []] as [[String]?] {
            #expect(try hashes(file, lists) == hashes(memory, lists), "seed \(seed)")
        }
        for number in 0..<12 {
            let bytes = TestRandomness(seed: UInt64(number)).bytes(32)
            let pdq = try #require(Hash256(bytes: bytes))
            #expect(try file.entries(with: pdq, in: nil) == memory.entries(with: pdq, in: nil), "seed \(seed)")
            for algorithm in DigestAlgorithm.allCases {
                let digest = try #require(Digest(algorithm, bytes: Array(bytes.prefix(algorithm.byteCount))))
                #expect(
                    try file.entries(with: digest, in: ["first"]) == memory.entries(with: digest, in: ["first"]),
                    "seed \(seed)")
                #expect(
                    try file.entries(carrying: digest.hex, of: "second")
                        == memory.entries(carrying: digest.hex, of: "second"), "seed \(seed)")
            }
        }
        for (list, all) in twins {
            for entry in all { #expect(try file.entry(entry.entry, of: list) == entry) }
        }
    }
}

import AllianceKit
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Hash lists, in both engines")
struct HashListStoreTests {
    private static let start = Instant(milliseconds: 1_790_000_000_000)
    private static let later = Instant(milliseconds: 1_790_000_600_000)

    struct Lists {
        let folder: TemporaryFolder
        let store: any HashListStore
    }

    private static func lists(_ engine: Engine, batch: Int = 7, pauses: Counter = Counter()) throws -> Lists {
        let folder = try TemporaryFolder()
        let store: any HashListStore =
            switch engine {
            case .sqlite:
                try SQLiteHashListStore(
                    path: folder.file("lists.db"), access: .create, batch: batch, clock: { start },
                    pause: { pauses.value.withLock { $0 += 1 } })
            case .memory: MemoryHashListStore(batch: batch)
            }
        return Lists(folder: folder, store: store)
    }

    final class Counter: Sendable {
        let value = Mutex<Int>(0)
    }

    /// Entry `number`: a PDQ hash for all but every fifth, digests in turn.
    static func entry(_ number: Int) -> HashEntry {
        let seed = TestRandomness(seed: UInt64(number))
        var entry = HashEntry(entry: "entry-\(number)")
        if number % 5 != 0 { entry.pdq = Hash256(bytes: seed.bytes(32)) }
        entry.digests = DigestAlgorithm.allCases.filter { $0 != .sha1 || number % 2 == 0 }.compactMap {
            Digest($0, bytes: seed.bytes($0.byteCount))
        }
        entry.category = number % 3 == 0 ? nil : "A\(number % 3)"
        entry.source = "example.org"
        entry.note = number % 4 == 0 ? "remark \(number)" : nil
        // Without a name of its own an entry is named after its first hash.
        if number % 6 == 1, let pdq = entry.pdq { entry.entry = pdq.hex }
        if number % 10 == 0, let digest = entry.digests.last { entry.entry = digest.hex }
        return entry
    }

    @discardableResult
    private static func add(_ entries: [HashEntry], to list: String, _ store: any HashListStore, at time: Instant)
        throws -> ImportTally
    {
        var rest = entries.makeIterator()
        return try store.add(to: list, at: time) { rest.next() }
    }

    private static func all(_ list: String, _ store: any HashListStore) throws -> [HashEntry] {
        var entries: [HashEntry] = []
        try store.forEachEntry(of: list) {
            entries.append($0)
            return true
        }
        return entries
    }

    @Test("A source's tombstone withdraws its entry, whichever comes first", arguments: Engine.allCases)
    func tombstonesOfSources(_ engine: Engine) throws {
        let lists = try Self.lists(engine)
        let entry = Self.entry(2)
        let tombstone = HashEntry(
            entry: entry.entry, withdrawal: HashEntry.Withdrawal(reason: "deleted by its source", time: Self.start))
        var early = tombstone
        early.entry = "early"
        let tally = try Self.add([entry, tombstone, early], to: "sample", lists.store, at: Self.start)
        #expect((tally.added, tally.updated, tally.rejected) == (2, 1, 0))
        #expect(try Self.add([tombstone], to: "sample", lists.store, at: Self.later).unchanged == 1)
        let kept = try #require(try lists.store.entry(entry.entry, of: "sample"))
        #expect(kept.pdq == entry.pdq && kept.withdrawal == tombstone.withdrawal)

        var late = Self.entry(3)
        late.entry = "early"
        #expect(try Self.add([late], to: "sample", lists.store, at: Self.later).updated == 1)
        let filled = try #require(try lists.store.entry("early", of: "sample"))
        #expect(filled.pdq == late.pdq && filled.withdrawal == tombstone.withdrawal)
        #expect(try lists.store.lists()[0].active == 0)
    }

    @Test("An import counts what it added, changed and found", arguments: Engine.allCases)
    func tallies(_ engine: Engine) throws {
        let lists = try Self.lists(engine)
        let entries = (1...40).map(Self.entry)
        var tally = try Self.add(entries, to: "sample", lists.store, at: Self.start)
        #expect(tally.added == 40)
        #expect(tally.updated + tally.unchanged + tally.rejected == 0)
        let version = try lists.store.lists()[0].version

        tally = try Self.add(entries, to: "sample", lists.store, at: Self.later)
        #expect(tally.unchanged == 40)
        #expect(tally.added + tally.updated == 0)
        var summary = try lists.store.lists()[0]
        #expect(summary.version == version)
        #expect(summary.changed == Self.start)
        #expect(summary.active == 40)
        #expect(summary.perceptual == 32)

        var changed = entries
        changed[3].category = "B1"
        changed[5].pdq = Hash256(word0: 42)
        changed.append(HashEntry(entry: "nothing"))
        changed.append(HashEntry(entry: "", pdq: Hash256(word0: 1)))
        tally = try Self.add(changed, to: "sample", lists.store, at: Self.later)
        #expect(tally.updated == 2)
        #expect(tally.unchanged == 38)
        #expect(tally.rejected == 2)
        summary = try lists.store.lists()[0]
        #expect(summary.version > version)
        #expect(summary.changed == Self.later)
        let old = try #require(entries[5].pdq)
        #expect(try lists.store.entries(with: old, in: nil).isEmpty)
        #expect(try lists.store.entries(with: Hash256(word0: 42), in: nil).map(\.entry) == [changed[5]])
    }

    @Test("Entries come back whole and sorted by name")
    func wholeEntries() throws {
        let sqlite = try Self.lists(.sqlite)
        let memory = try Self.lists(.memory)
        let entries = (1...60).map(Self.entry)
        for lists in [sqlite, memory] { try Self.add(entries, to: "sample", lists.store, at: Self.start) }
        let found = try Self.all("sample", sqlite.store)
        let twin = try Self.all("sample", memory.store)
        #expect(found == twin)
        #expect(Set(found) == Set(entries))
        #expect(try sqlite.store.lists() == memory.store.lists())
        #expect(try Self.all("unknown", sqlite.store).isEmpty)
    }

    @Test("Look-ups find every digest and PDQ hash of the lists asked for", arguments: Engine.allCases)
    func lookUps(_ engine: Engine) throws {
        let lists = try Self.lists(engine)
        try Self.add((1...30).map(Self.entry), to: "first", lists.store, at: Self.start)
        try Self.add((20...50).map(Self.entry), to: "second", lists.store, at: Self.start)
        for number in 1...50 {
            let entry = Self.entry(number)
            let expected = (number <= 30 ? ["first"] : []) + (number >= 20 ? ["second"] : [])
            for digest in entry.digests {
                let hits = try lists.store.entries(with: digest, in: nil)
                #expect(hits == expected.map { HashListHit(list: $0, entry: entry) })
                #expect(try lists.store.entries(with: digest, in: ["second"]).count == (number >= 20 ? 1 : 0))
                #expect(try lists.store.entries(with: digest, in: []).isEmpty)
            }
            if let pdq = entry.pdq {
                #expect(try lists.store.entries(with: pdq, in: nil).map(\.list) == expected)
            }
        }
        var hashes: [Hash256] = []
        try lists.store.forEachPerceptualHash(in: nil) { hashes.append($0) }
        #expect(Set(hashes) == Set((1...50).compactMap { Self.entry($0).pdq }))
        #expect(hashes.map(\.hex) == Set(hashes.map(\.hex)).sorted())
        var some: [Hash256] = []
        try lists.store.forEachPerceptualHash(in: ["first"]) { some.append($0) }
        #expect(Set(some) == Set((1...30).compactMap { Self.entry($0).pdq }))
    }

    @Test("A withdrawn entry is a tombstone for ever and matches no more", arguments: Engine.allCases)
    func tombstones(_ engine: Engine) throws {
        let lists = try Self.lists(engine)
        let entries = (1...9).map(Self.entry)
        try Self.add(entries, to: "sample", lists.store, at: Self.start)
        let version = try lists.store.lists()[0].version
        let name = entries[6].entry
        #expect(try lists.store.withdraw(name, from: "sample", reason: "wrong file", at: Self.later))
        #expect(try !lists.store.withdraw(name, from: "sample", reason: "again", at: Self.later))
        #expect(try !lists.store.withdraw("unknown", from: "sample", reason: "x", at: Self.later))
        #expect(try !lists.store.withdraw(name, from: "unknown", reason: "x", at: Self.later))
        let tally = try Self.add(entries, to: "sample", lists.store, at: Self.later)
        #expect(tally.unchanged == 9)
        let summary = try lists.store.lists()[0]
        #expect(summary.active == 8)
        #expect(summary.withdrawn == 1)
        #expect(summary.version == version + 1)
        let pdq = try #require(entries[6].pdq)
        #expect(try lists.store.entries(with: pdq, in: nil).isEmpty)
        for digest in entries[6].digests { #expect(try lists.store.entries(with: digest, in: nil).isEmpty) }
        var hashes: Set<Hash256> = []
        try lists.store.forEachPerceptualHash(in: nil) { hashes.insert($0) }
        #expect(!hashes.contains(pdq))
        let tombstone = try Self.all("sample", lists.store).first { $0.entry == name }
        #expect(tombstone?.withdrawal == HashEntry.Withdrawal(reason: "wrong file", time: Self.later))

        var other = entries[6]
        other.category = "B2"
        #expect(try Self.add([other], to: "sample", lists.store, at: Self.later).updated == 1)
        #expect(try lists.store.entries(with: pdq, in: nil).isEmpty)
    }

    @Test("The import pauses between batches, and what came before a failure stays")
    func batches() throws {
        let pauses = Counter()
        let lists = try Self.lists(.sqlite, batch: 10, pauses: pauses)
        try Self.add((1...35).map(Self.entry), to: "sample", lists.store, at: Self.start)
        #expect(pauses.value.withLock { $0 } == 3)
        var given = 0
        let stopped = code {
            _ = try lists.store.add(to: "other", at: Self.start) {
                given += 1
                if given > 25 { throw AllianceError("test.stop", "stop") }
                return Self.entry(given)
            }
        }
        #expect(stopped == "test.stop")
        #expect(try Self.all("other", lists.store).count == 25)
        let tally = try Self.add((1...25).map(Self.entry), to: "other", lists.store, at: Self.start)
        #expect(tally.added == 0)
        #expect(tally.unchanged == 25)
    }
}

import AllianceKit
import Storage
import TestKit
import Testing

@Suite("The log of hashes that came and went")
struct HashLogTests {
    private static let start = Instant(milliseconds: 1_790_000_000_000)

    private static func hash(_ number: Int) -> Hash256 { Hash256(word0: UInt64(number), word3: UInt64(number) << 40) }

    private static func store(_ folder: TemporaryFolder, random: UInt8 = 7) throws -> SQLiteHashListStore {
        try SQLiteHashListStore(
            path: folder.file("lists.db"), access: .create, clock: { start },
            randomBytes: { [UInt8](repeating: random, count: $0) }, pause: {})
    }

    private static func add(_ numbers: Range<Int>, to list: String, _ store: any HashListStore) throws {
        _ = try store.fill(list, at: start) { add in
            for number in numbers { try add(HashEntry(entry: hash(number).hex, pdq: hash(number))) }
        }
    }

    @Test("A hash is gone when the last list gives it up, and comes back with the next one that has it")
    func lists() throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(folder)
        let empty = try store.perceptualMark()
        #expect(empty == HashLogMark(database: 0x0707_0707_0707_0707, sequence: 0))
        try Self.add(1..<4, to: "a", store)
        try Self.add(3..<5, to: "b", store)
        var changes = try #require(try store.perceptualChanges(since: empty))
        #expect(Set(changes.added) == Set((1...4).map(Self.hash)))
        #expect(changes.removed.isEmpty)

        var mark = changes.mark
        #expect(try store.perceptualChanges(since: mark) == HashChanges(added: [], removed: [], mark: mark))
        _ = try store.withdraw(Self.hash(3).hex, from: "a", reason: "false", at: Self.start)
        changes = try #require(try store.perceptualChanges(since: mark))
        #expect(changes.removed.isEmpty)
        mark = changes.mark
        try store.update(Self.hash(3).hex, of: "b", at: Self.start) { $0.opinions = [HashOpinion(.disputed)] }
        changes = try #require(try store.perceptualChanges(since: mark))
        #expect(changes.removed == [Self.hash(3)] && changes.added.isEmpty)
        try store.update(Self.hash(3).hex, of: "b", at: Self.start) { $0.opinions = [HashOpinion(.positive)] }
        changes = try #require(try store.perceptualChanges(since: mark))
        #expect(changes.added == [Self.hash(3)] && changes.removed.isEmpty)
    }

    @Test("More than the log holds: earlier marks are too old, later ones good")
    func bound() throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(folder)
        let empty = try store.perceptualMark()
        try Self.add(0..<65_536, to: "a", store)
        #expect(try store.perceptualChanges(since: empty)?.added.count == 65_536)
        let full = try store.perceptualMark()
        try Self.add(70_000..<70_003, to: "a", store)
        #expect(try store.perceptualChanges(since: empty) == nil)
        #expect(try store.perceptualChanges(since: full)?.added.count == 3)

        let before = try store.perceptualMark()
        try Self.add(100_000..<200_000, to: "b", store)
        #expect(try store.perceptualChanges(since: before) == nil)
        let after = try store.perceptualMark()
        #expect(after.sequence == 65_539 + 100_000)
        #expect(try store.perceptualChanges(since: after)?.added == [])
        #expect(try store.verify().damages.isEmpty)
        let future = HashLogMark(database: after.database, sequence: after.sequence + 1)
        #expect(try store.perceptualChanges(since: future) == nil)
        #expect(try store.perceptualChanges(since: HashLogMark(database: 1, sequence: after.sequence)) == nil)
    }

    @Test("Reopened, a file keeps its number and its log")
    func reopened() throws {
        let folder = try TemporaryFolder()
        var store: SQLiteHashListStore? = try Self.store(folder)
        try Self.add(0..<3, to: "a", try #require(store))
        let mark = try store?.perceptualMark()
        store = nil
        #expect(try Self.store(folder, random: 9).perceptualMark() == mark)
    }
}

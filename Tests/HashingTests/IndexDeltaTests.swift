import AllianceKit
import Hashing
import Synchronization
import TestKit
import Testing

/// Additions and withdrawals count at once beside an index that was built before.
@Suite struct IndexDeltaTests {
    private let start = CommandRun.start

    private func hash(_ random: TestRandomness) -> Hash256 { Hash256(bytes: random.bytes(32))! }

    private func add(_ hashes: [Hash256], _ prefix: String, to lists: MemoryHashListStore) throws {
        var entries = hashes.enumerated().map { HashEntry(entry: "\(prefix)\($0.offset)", pdq: $0.element) }
            .makeIterator()
        _ = try lists.add(to: "l", at: start) { entries.next() }
    }

    @Test func whatCameAndWentSinceCounts() async throws {
        let folder = try TemporaryFolder()
        let house = HashingWorkspace(folder: folder.path)
        let random = TestRandomness(seed: 21)
        let first = (0..<200).map { _ in hash(random) }
        try add(first, "a", to: house.lists)
        #expect(await house("build").exitCode == .done)
        let file = folder.file("index/pdq.index")
        var index = try StoreIndex(house.lists, file: file)
        #expect(index.obstacle == nil && index.addedCount == 0)
        #expect(try index.matches(for: first[3], within: 31).map(\.hash) == [first[3]])
        #expect(try index.refreshed() == nil)

        let late = (0..<50).map { _ in hash(random) }
        try add(late, "b", to: house.lists)
        _ = try house.lists.withdraw("a3", from: "l", reason: "x", at: start)
        // The old value stays as it was; the next one knows.
        #expect(try index.matches(for: late[7], within: 31).isEmpty)
        index = try #require(try index.refreshed())
        #expect(index.addedCount == 50 && index.removedCount == 1)
        #expect(try index.matches(for: late[7], within: 0).map(\.hash) == [late[7]])
        #expect(try index.matches(for: first[3], within: 31).isEmpty)
        // One that goes and comes again, under another name.
        try add([first[3]], "c", to: house.lists)
        index = try #require(try index.refreshed())
        #expect(try index.matches(for: first[3], within: 31).map(\.hash) == [first[3]])
        _ = try house.lists.withdraw("b7", from: "l", reason: "x", at: start)
        index = try #require(try index.refreshed())
        #expect(try index.matches(for: late[7], within: 31).isEmpty)
        // Opened afresh, and read without the file, it is the same.
        let opened = try StoreIndex(house.lists, file: file)
        let read = try StoreIndex(house.lists)
        for query in first + late {
            #expect(try opened.matches(for: query, within: 140) == index.matches(for: query, within: 140))
            #expect(try read.matches(for: query, within: 140) == index.matches(for: query, within: 140))
        }
    }

    @Test func anIndexOfAnotherStoreOrADamagedOneIsNotUsed() async throws {
        let folder = try TemporaryFolder()
        let house = HashingWorkspace(folder: folder.path)
        let random = TestRandomness(seed: 22)
        let hashes = (0..<20).map { _ in hash(random) }
        try add(hashes, "a", to: house.lists)
        _ = await house("build")
        let file = folder.file("index/pdq.index")
        var bytes = try Files.read(file)
        bytes[4000] ^= 1
        try Files.write(bytes, to: file)
        let index = try StoreIndex(house.lists, file: file)
        #expect(index.obstacle?.code == "hashing.index.damaged")
        #expect(try index.matches(for: hashes[0], within: 31).count == 1)
        // A mark that the log does not know: an index without one.
        try MappedIndex.write([], to: file, built: start)
        let stale = try StoreIndex(house.lists, file: file)
        #expect(stale.obstacle?.code == "hashing.index.stale")
        #expect(try stale.matches(for: hashes[0], within: 31).count == 1)
        let run = await house("match", HashingWorkspace.pictures + "/upload-01.jpg")
        #expect(run.exitCode == .done && run.errors.contains("alliance hashing index build"))
    }

    /// The clock stands in for the time between two lines: when it is asked for the second one, an entry has come.
    @Test func aRunningFilterSeesWhatCame() async throws {
        let house = HashingWorkspace()
        let random = TestRandomness(seed: 24)
        let late = hash(random)
        try add([hash(random)], "a", to: house.lists)
        let folder = try TemporaryFolder()
        let line = "{\"pdq\":\"\(late.hex)\"}\n"
        let input = try folder.write("in", line + line)
        let calls = Mutex(0)
        let lists = house.lists
        var surroundings = house.surroundings
        surroundings.now = { [start] in
            let call = calls.withLock { count in
                count += 1
                return count
            }
            // Asked when the command starts, when the filter does, and at each line.
            if call == 4 {
                var entry = [HashEntry(entry: "late", pdq: late)].makeIterator()
                _ = try? lists.add(to: "l", at: start) { entry.next() }
            }
            return start.adding(seconds: call < 4 ? 0 : 1)
        }
        let run = await CommandRun.run(
            HashingWorkspace.command("filter"), ["--list", "l", input], in: house.workspace, surroundings: surroundings,
            plugins: [HashingPlugin.self])
        let records = try run.records()
        #expect(records.map { $0["matches"]?.arrayValue?.count } == [0, 1])
        #expect(records[0]["index"] != records[1]["index"])
    }

    @Test func aRunningFilterSeesAWithdrawal() throws {
        let house = HashingWorkspace()
        let random = TestRandomness(seed: 23)
        let hashes = (0..<20).map { _ in hash(random) }
        try add(hashes, "a", to: house.lists)
        let query = FileHashes(pdq: PDQHash(hash: hashes[5], quality: 100, profile: .full))
        let matcher = try ListMatcher(house.lists)
        #expect(try matcher.matches(for: query).count == 1)
        _ = try house.lists.withdraw("a5", from: "l", reason: "x", at: start)
        #expect(try matcher.matches(for: query).isEmpty)
        let late = hash(random)
        try add([late], "b", to: house.lists)
        let newer = try matcher.current()
        #expect(newer.version != matcher.version)
        let other = FileHashes(pdq: PDQHash(hash: late, quality: 100, profile: .full))
        #expect(try newer.matches(for: other).map(\.entry) == ["b0"])
    }
}

/// Imports keep the index up with the lists.
@Suite struct IndexKeepingTests {
    private func add(_ count: Int, seed: UInt64, to lists: MemoryHashListStore) throws {
        let random = TestRandomness(seed: seed)
        var made = 0
        _ = try lists.add(to: "long", at: CommandRun.start) {
            guard made < count else { return nil }
            made += 1
            return HashEntry(entry: "\(seed)-\(made)", pdq: Hash256(bytes: random.bytes(32))!)
        }
    }

    @Test func importsBuildTheIndexOfLongListsWhenItIsFarBehind() async throws {
        let folder = try TemporaryFolder()
        let house = HashingWorkspace(folder: folder.path)
        let file = folder.file("index/pdq.index")
        _ = await house("import", "short", HashingWorkspace.list)
        #expect(!Files.exists(file))
        try add(66_000, seed: 1, to: house.lists)
        _ = await house("import", "short", HashingWorkspace.list)
        let first = try Files.read(file)
        // A few changes are looked up beside it, many are not.
        try add(10, seed: 2, to: house.lists)
        _ = await house("import", "short", HashingWorkspace.list)
        #expect(try Files.read(file) == first)
        #expect(try await house("info").record()["behind"] == 10)
        try add(5000, seed: 3, to: house.lists)
        _ = await house("import", "short", HashingWorkspace.list)
        #expect(try Files.read(file) != first)
        #expect(try await house("info").record()["behind"] == 0)
    }

    /// The work is done; that there is no index is only said.
    @Test func anIndexThatCannotBeBuiltFailsNoImport() async throws {
        let folder = try TemporaryFolder()
        let house = HashingWorkspace(folder: folder.path)
        try add(66_000, seed: 1, to: house.lists)
        try Files.write([1], to: folder.file("index"))
        let run = await house("import", "short", HashingWorkspace.list)
        #expect(run.exitCode == .done && run.errors.contains("alliance hashing index build"))
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Storage

@Suite("The store's commands")
struct CommandTests {
    private static let start = Instant(milliseconds: 1_790_000_000_000)

    private static func workspace(_ folder: TemporaryFolder, records: Int = 60) throws -> Workspace {
        let workspace = Workspace(
            folder: folder.path, configuration: .initial,
            store: try SQLiteStore.sample(folder.file(Workspace.storeFile)),
            lists: try SQLiteHashListStore(
                path: folder.file(Workspace.listsFile), access: .create, clock: { start }, pause: {}))
        try workspace.store.write { (tx) throws in
            for number in 0..<records {
                let record = SampleRecord(number: number)
                try tx.put(record, because: record.event())
            }
        }
        return workspace
    }

    @Test("verify is silent on standard output when all is well, and names each damaged row with exit code 1")
    func verify() async throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.workspace(folder)
        let good = await CommandRun.run(VerifyCommand.self, in: workspace)
        #expect(good.exitCode == .done)
        #expect(good.output.isEmpty)
        #expect(good.errors.contains("60 records and 0 list entries read: all as written"))
        try Database(path: folder.file("alliance.db"), profile: .records(.write))
            .execute("UPDATE sample_record SET status='x' WHERE id IN ('sample_00000003','sample_00000005')")
        let bad = await CommandRun.run(VerifyCommand.self, in: workspace)
        #expect(bad.exitCode == .partial)
        #expect(try bad.records().map { $0["id"] } == ["sample_00000003", "sample_00000005"])
        #expect(try bad.records().allSatisfy { $0["table"] == "sample_record" && $0["file"] == "alliance.db" })
        #expect(bad.errors.contains("[store.damaged]"))
    }

    @Test("stats counts and weighs")
    func stats() async throws {
        let folder = try TemporaryFolder()
        let run = await CommandRun.run(StatsCommand.self, in: try Self.workspace(folder))
        #expect(run.exitCode == .done)
        let record = try run.record()
        #expect(record["table"] == "sample_record")
        #expect(record["records"] == 60)
        #expect(record["trained"] == false)
        let ratio = try #require(record["ratio"]?.doubleValue)
        #expect(ratio > 1.5)
    }

    @Test("train adds a dictionary once for a key, and logs it")
    func train() async throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.workspace(folder, records: 200)
        let first = await CommandRun.run(
            TrainCommand.self, ["sample_record", "--key", "k1"], in: workspace, plugins: [StoragePlugin.self])
        #expect(first.exitCode == .done)
        let number = try #require(try first.record()["dictionary"]?.integerValue)
        let again = await CommandRun.run(
            TrainCommand.self, ["sample_record", "--key", "k1"], in: workspace, plugins: [StoragePlugin.self])
        #expect(again.output == first.output)
        #expect(try workspace.requireSQLiteStore().statistics()[0].dictionary == number)
        var kinds: [String] = []
        try workspace.store.read { reader in
            try reader.forEachEvent(from: 200) {
                kinds.append($0.event.kind)
                return true
            }
        }
        #expect(kinds == ["store.dictionary.trained"])
        let unknown = await CommandRun.run(TrainCommand.self, ["nothing"], in: workspace)
        #expect(unknown.exitCode == .usage)
        #expect(unknown.errors.contains("sample_record"))
        let few = await CommandRun.run(TrainCommand.self, ["sample_record", "--samples", "3"], in: workspace)
        #expect(few.exitCode == .usage)
    }

    @Test("backup writes a new file and refuses to replace one")
    func backup() async throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.workspace(folder)
        let path = folder.file("b.tar")
        let run = await CommandRun.run(BackupCommand.self, [path], in: workspace)
        #expect(run.exitCode == .done)
        #expect(try run.record()["records"] == 60)
        let again = await CommandRun.run(BackupCommand.self, [path], in: workspace)
        #expect(again.exitCode == .cannotWrite)
        #expect(again.errors.contains("[backup.exists]"))
        let forced = await CommandRun.run(BackupCommand.self, [path, "--force"], in: workspace)
        #expect(forced.exitCode == .done)
        let restored = await CommandRun.run(RestoreCommand.self, [path, "--to", folder.path], in: workspace)
        #expect(restored.exitCode == .cannotWrite)
        #expect(restored.errors.contains("[restore.exists]"))
        let nowhere = await CommandRun.run(RestoreCommand.self, [path], in: workspace)
        #expect(nowhere.exitCode == .usage)
    }

    @Test("Another engine behind the store is a clear error")
    func otherEngine() async throws {
        let workspace = Workspace(
            folder: "/nowhere", configuration: .initial, store: MemoryStore(), lists: MemoryHashListStore())
        for run in [
            await CommandRun.run(VerifyCommand.self, in: workspace),
            await CommandRun.run(StatsCommand.self, in: workspace),
        ] {
            #expect(run.exitCode == .unavailable)
            #expect(run.errors.contains("[store.engine]"))
        }
    }

    @Test("doctor's checks say what is well")
    func health() async throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.workspace(folder)
        let context = CommandContext(
            surroundings: .test(clock: TestClock(Self.start)), actor: "tester", registry: try Registry([]),
            output: OutputWriter(format: .ndjson, width: 80) { _ in },
            talk: Talk(quiet: true, isTerminal: false, now: { Self.start }) { _ in }, request: "doctor"
        ) { _ in workspace }
        let libraries = try LibraryVersionsCheck.examine(context)
        #expect(libraries.map(\.subject) == ["SQLite", "zlib"])
        #expect(libraries.allSatisfy { $0.state == .ok })
        let files = try StoreFilesCheck.examine(context)
        #expect(files.map(\.subject) == ["alliance.db", "lists.db"])
        #expect(files.allSatisfy { $0.state == .ok })
    }
}

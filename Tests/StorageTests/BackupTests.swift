import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Storage

@Suite("Backup and restore")
struct BackupTests {
    private static let start = Instant(milliseconds: 1_790_000_000_000)

    /// Opens a folder as the driver would, with the test log.
    private static func open(_ folder: String, access: DatabaseProfile.Access = .write) throws -> Workspace {
        Workspace(
            folder: folder, configuration: .initial,
            store: try SQLiteStore.sample("\(folder)/\(Workspace.storeFile)", access: access),
            lists: try SQLiteHashListStore(
                path: "\(folder)/\(Workspace.listsFile)", access: access, clock: { start }, pause: {}))
    }

    private static func filled(_ folder: String, records: Int = 40) throws -> Workspace {
        let workspace = try open(folder, access: .create)
        try workspace.store.write { (tx) throws in
            for number in 0..<records {
                let record = SampleRecord(number: number)
                try tx.put(record, because: record.event())
            }
        }
        var rest = (1...20).map(HashListStoreTests.entry).makeIterator()
        _ = try workspace.lists.add(to: "sample", at: start) { rest.next() }
        try Files.write(Array("{}".utf8), to: "\(folder)/config.json")
        return workspace
    }

    private static func backup(_ workspace: Workspace, to path: String) throws -> StoreBackup.Outcome {
        try StoreBackup(
            store: workspace.requireSQLiteStore(), lists: workspace.requireSQLiteLists(), folder: workspace.folder,
            now: start
        ).write(to: path)
    }

    @Test("What was backed up is there after a restore into an empty folder")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.filled(folder.path)
        let path = folder.file("backup.tar")
        let outcome = try Self.backup(workspace, to: path)
        #expect(outcome.manifest.records == 40)
        #expect(outcome.manifest.entries == 20)
        #expect(outcome.manifest.events == 40)
        #expect(outcome.manifest.files.map(\.name) == ["alliance.db", "lists.db", "config.json"])
        #expect(Files.permissions(path) == 0o600)
        #expect(try Files.read(path).count == outcome.bytes)
        #expect(try Files.names(in: folder.path).filter { $0.contains("part") }.isEmpty)

        let other = try TemporaryFolder()
        let restored = try StoreRestore(folder: other.path, now: Self.start)
            .restore(path, replacing: false) { try Self.open($0) }
        #expect(restored.previous == nil)
        #expect(restored.report.records == 40)
        #expect(restored.report.damages.isEmpty)
        #expect(try Files.names(in: other.path) == ["alliance.db", "config.json", "lists.db"])
        let opened = try Self.open(other.path)
        let records = try opened.store.read { try $0.all(Query<SampleRecord>()) }
        #expect(records == (0..<40).map { SampleRecord(number: $0) })
        #expect(try opened.lists.lists() == workspace.lists.lists())
    }

    @Test("Any tar program can unpack a backup", .enabled(if: ExternalTool.exists("tar"), "tar is not installed"))
    func plainTar() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("backup.tar")
        _ = try Self.backup(try Self.filled(folder.path), to: path)
        let tar = try #require(ExternalTool.path("tar"))
        let listed = try ExternalTool.run(tar, ["-tf", path])
        #expect(listed.exitCode == 0)
        #expect(listed.output == "manifest.json\nalliance.db\nlists.db\nconfig.json\n")
        let text = try ExternalTool.run(tar, ["-xOf", path, "manifest.json"]).output
        let manifest = try JSONText.decode(Array(text.utf8))
        #expect(manifest["format"] == "alliance-backup")
    }

    @Test("A live workspace is overwritten only when told, and its files are kept aside")
    func replacing() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("backup.tar")
        do {
            let workspace = try Self.filled(folder.path)
            _ = try Self.backup(workspace, to: path)
            let late = SampleRecord(number: 999)
            try workspace.store.write { try $0.put(late, because: late.event()) }
        }
        let restore = StoreRestore(folder: folder.path, now: Self.start)
        #expect(code { _ = try restore.restore(path, replacing: false) { try Self.open($0) } } == "restore.exists")
        let outcome = try restore.restore(path, replacing: true) { try Self.open($0) }
        let previous = try #require(outcome.previous)
        #expect(try Self.open(folder.path).store.read { try $0.count(Query<SampleRecord>()) } == 40)
        #expect(try Self.open(previous).store.read { try $0.count(Query<SampleRecord>()) } == 41)
    }

    @Test("A backup that was damaged or cut anywhere is refused, and nothing changes")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("backup.tar")
        _ = try Self.backup(try Self.filled(folder.path), to: path)
        let good = try Files.read(path)
        let target = try TemporaryFolder()
        let restore = StoreRestore(folder: target.path, now: Self.start)
        let bad = folder.file("bad.tar")
        let randomness = TestRandomness(seed: 8)
        for round in 0..<40 {
            var bytes = good
            let draw = randomness.bytes(4).reduce(0) { $0 << 8 | Int($1) }
            if round % 4 == 0 {
                bytes = Array(bytes[..<(draw % (good.count - 2048))])
            } else {
                // The last kilobyte is zeros that end the archive; the file before it is padded with zeros too.
                bytes[draw % (good.count - 2048)] ^= 0x10
            }
            try Files.write(bytes, to: bad)
            do {
                _ = try restore.restore(bad, replacing: true) { try Self.open($0) }
                // A flip in padding or in a field that means nothing harms nothing: then all records must be there.
                let store = try Self.open(target.path).store
                let records = try store.read { try $0.all(Query<SampleRecord>()) }
                #expect(records == (0..<40).map { SampleRecord(number: $0) }, "round \(round)")
                for name in try Files.names(in: target.path) {
                    try FileManager.default.removeItem(atPath: target.file(name))
                }
            } catch let error as AllianceError {
                #expect(error.exitCode == .unusableInput, "\(error)")
                #expect(try Files.names(in: target.path).isEmpty, "round \(round): \(error)")
            }
        }
        #expect(
            code { _ = try restore.restore(folder.file("none"), replacing: true) { try Self.open($0) } } == "file.open")
    }

    @Test("A backup of a damaged store is no backup")
    func notVerified() throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.filled(folder.path)
        try Database(path: folder.file("alliance.db"), profile: .records(.write))
            .execute("UPDATE sample_record SET salt=zeroblob(32) WHERE id='sample_00000003'")
        let path = folder.file("backup.tar")
        #expect(code { _ = try Self.backup(workspace, to: path) } == "backup.not-verified")
        #expect(!Files.exists(path))
        #expect(try Files.names(in: folder.path).filter { $0.contains("part") }.isEmpty)
    }

    @Test("A backup made while others write holds one state")
    func concurrent() throws {
        let folder = try TemporaryFolder()
        let workspace = try Self.filled(folder.path)
        let path = folder.file("backup.tar")
        let store = workspace.store
        DispatchQueue.concurrentPerform(iterations: 2) { job in
            if job == 0 {
                _ = try? Self.backup(workspace, to: path)
            } else {
                for number in 100..<200 {
                    let record = SampleRecord(number: number)
                    try? store.write { try $0.put(record, because: record.event()) }
                }
            }
        }
        let other = try TemporaryFolder()
        let outcome = try StoreRestore(folder: other.path, now: Self.start)
            .restore(path, replacing: false) { try Self.open($0) }
        #expect(outcome.manifest.events == outcome.manifest.records)
        #expect(outcome.manifest.records >= 40)
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == 140)
    }
}

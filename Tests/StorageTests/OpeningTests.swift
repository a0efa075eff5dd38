import AllianceKit
import Glibc
import TestKit
import Testing

@testable import Storage

@Suite("Opening what is not a good store")
struct OpeningTests {
    private func filled(_ folder: TemporaryFolder, _ count: Int = 50) throws -> String {
        let path = folder.file("alliance.db")
        let store = try SQLiteStore.sample(path)
        try store.write { (tx) throws in
            for number in 0..<count {
                let record = SampleRecord(number: number)
                try tx.put(record, because: record.event())
            }
        }
        return path
    }

    private func error(_ body: () throws -> Void) -> AllianceError? {
        do { try body() } catch { return error as? AllianceError }
        return nil
    }

    @Test("A missing file, and an empty one")
    func missing() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none.db")
        #expect(code { _ = try SQLiteStore.sample(path, access: .write) } == "store.missing")
        #expect(!Files.exists(path))
        let empty = try folder.write("empty.db", "")
        #expect(code { _ = try SQLiteStore.sample(empty, access: .write) } == "store.empty")
        #expect(code { _ = try SQLiteStore.sample(folder.file("no/folder.db")) } == "store.cannot-open")
        #expect(code { _ = try SQLiteStore.sample(folder.path, access: .write) } == "store.cannot-open")
    }

    @Test("Something else")
    func somethingElse() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("text.db", String(repeating: "This is not a database. ", count: 1000))
        let found = error { _ = try SQLiteStore.sample(text, access: .write) }
        #expect(found?.code == "store.not-a-database")
        #expect(found?.exitCode == .unusableInput)
        let other = folder.file("other.db")
        try Database(path: other, profile: .records(.create)).execute("CREATE TABLE t(x)")
        #expect(code { _ = try SQLiteStore.sample(other, access: .write) } == "store.not-a-store")
        let lists = folder.file("lists.db")
        _ = try SQLiteHashListStore(path: lists, access: .create, clock: { Instant(milliseconds: 0) })
        #expect(code { _ = try SQLiteStore.sample(lists, access: .write) } == "store.not-a-store")
    }

    @Test("A store made by a newer version is refused and not touched")
    func newer() throws {
        let folder = try TemporaryFolder()
        let path = try filled(folder)
        do {
            let database = try Database(path: path, profile: .records(.write))
            try database.execute("INSERT INTO migration(name,applied) VALUES('storage.99.future',1)")
        }
        let unknown = error { _ = try SQLiteStore.sample(path, access: .write) }
        #expect(unknown?.code == "store.newer")
        #expect(unknown?.message.contains("storage.99.future") == true)
        #expect(unknown?.exitCode == .unusableInput)
        do {
            let database = try Database(path: path, profile: .records(.write))
            try database.execute("DELETE FROM migration WHERE name='storage.99.future'; PRAGMA user_version=2")
        }
        let bytes = try Files.read(path)
        #expect(code { _ = try SQLiteStore.sample(path, access: .write) } == "store.newer")
        #expect(try Files.read(path) == bytes)
    }

    @Test("A truncated store is a clear error at any length")
    func truncated() throws {
        let folder = try TemporaryFolder()
        let path = try filled(folder, 400)
        let bytes = try Files.read(path)
        #expect(bytes.count > 20 * 8192)
        for length in stride(from: 1, to: bytes.count, by: 7919) {
            let cut = folder.file("cut.db")
            try Files.write(Array(bytes[..<length]), to: cut)
            let found = error {
                let store = try SQLiteStore.sample(cut, access: .write)
                let report = try store.verify()
                guard let damage = report.damages.first else { return }
                throw damage.error
            }
            let codes = ["store.damaged", "store.not-a-database", "store.empty", "store.not-a-store"]
            #expect(codes.contains(found?.code ?? "none"), "\(length): \(String(describing: found))")
            for end in ["", "-wal", "-shm"] { try Files.remove(cut + end) }
        }
    }

    @Test("A store that is open for reading refuses writes, and one that lags behind says so")
    func readOnly() throws {
        let folder = try TemporaryFolder()
        let path = try filled(folder)
        let store = try SQLiteStore.sample(path, access: .read)
        let record = SampleRecord(number: 1)
        #expect(try store.read { try $0.get(SampleRecord.self, record.id) } == record)
        let refused = error { try store.write { try $0.append(record.event()) } }
        #expect(refused?.code == "store.read-only")
        #expect(refused?.exitCode == .cannotWrite)
        let behind = code {
            _ = try SQLiteStore.sample(path, access: .read, types: [SampleRecord.self, OutboxMessage.self])
        }
        #expect(behind == "store.behind")
    }

    @Test("A store file without write permission is a clear error", .enabled(if: geteuid() != 0, "root may write all"))
    func permissions() throws {
        let folder = try TemporaryFolder()
        let path = try filled(folder)
        _ = unsafe chmod(path, 0o444)
        let store = try SQLiteStore.sample(path, access: .write)
        let refused = error { try store.write { try $0.append(SampleRecord(number: 1).event()) } }
        #expect(refused?.code == "store.read-only")
    }

    @Test("Result codes match their extensions and map to exit codes")
    func mapping() {
        let busySnapshot = ResultCode(517)
        #expect(ResultCode.busy ~= busySnapshot)
        #expect(!(busySnapshot ~= ResultCode.busy))
        #expect(!(ResultCode.unique ~= ResultCode.constraint))
        let expected: [(Int32, String, ExitCode)] = [
            (5, "store.busy", .busy), (517, "store.busy", .busy), (6, "store.busy", .busy),
            (13, "store.full", .inputOutput), (10, "store.io", .inputOutput), (778, "store.io", .inputOutput),
            (11, "store.damaged", .unusableInput), (26, "store.not-a-database", .unusableInput),
            (8, "store.read-only", .cannotWrite), (1032, "store.read-only", .cannotWrite),
            (14, "store.cannot-open", .unusableInput), (2067, "store.unique", .unusableInput),
            (1, "store.fault", .bug),
        ]
        for (number, code, exit) in expected {
            let error = DatabaseError(ResultCode(number), "m", path: "p").allianceError
            #expect(error.code == code)
            #expect(error.exitCode == exit)
        }
    }
}

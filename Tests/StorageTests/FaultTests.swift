import AllianceKit
import Foundation
import Synchronization
import TestKit
import Testing

@testable import Storage

@Suite("Faults while writing")
struct FaultTests {
    private func fill(_ store: SQLiteStore) -> (acknowledged: Int, error: AllianceError?) {
        var acknowledged = 0
        while acknowledged < 10_000 {
            let record = SampleRecord(number: acknowledged)
            do { try store.write { try $0.put(record, because: record.event()) } } catch {
                return (acknowledged, error as? AllianceError)
            }
            acknowledged += 1
        }
        return (acknowledged, nil)
    }

    @Test("A full disk: exit code 74, everything acknowledged is there, and writing goes on when there is room")
    func full() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        var acknowledged = 0
        do {
            let store = try SQLiteStore.sample(path, options: StoreOptions(maximumPages: 40))
            let (count, error) = fill(store)
            acknowledged = count
            #expect(error?.code == "store.full")
            #expect(error?.exitCode == .inputOutput)
            #expect(error?.hint != nil)
            #expect(count > 10)
            #expect(try store.read { try $0.count(Query<SampleRecord>()) } == count)
            #expect(try store.read { try $0.eventCount() } == Int64(count))
            #expect(try store.verify().damages.isEmpty)
        }
        let store = try SQLiteStore.sample(path, access: .write)
        let record = SampleRecord(number: acknowledged)
        try store.write { try $0.put(record, because: record.event()) }
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == acknowledged + 1)
    }

    @Test("A fault that the caller swallows still undoes the whole transaction")
    func swallowed() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(
            folder.file("alliance.db"), options: StoreOptions(maximumPages: 40))
        var big = SampleRecord(number: 2)
        big.note = Hex.encode(TestRandomness(seed: 3).bytes(400_000))
        let small = SampleRecord(number: 1)
        let found = code {
            try store.write { (tx) throws in
                try tx.put(small, because: small.event())
                try? tx.put(big, because: big.event())
            }
        }
        #expect(found == "store.full")
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == 0)
        #expect(try store.read { try $0.eventCount() } == 0)
        try store.write { try $0.put(small, because: small.event()) }
        #expect(try store.read { try $0.eventCount() } == 1)
    }

    @Test("A body over the limit is refused before anything is logged; the transaction may go on")
    func tooLarge() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(
            folder.file("alliance.db"), options: StoreOptions(maximumBodyBytes: 1000))
        var big = SampleRecord(number: 2)
        big.note = String(repeating: "x", count: 1000)
        let small = SampleRecord(number: 1)
        try store.write { (tx) throws in
            #expect(code { try tx.put(big, because: big.event()) } == "store.record.too-large")
            try tx.put(small, because: small.event())
        }
        #expect(try store.read { try $0.eventCount() } == 1)
    }

    @Test("Another program's lock: exit code 75, and the same works when it is gone")
    func busy() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        let store = try SQLiteStore.sample(path, options: StoreOptions(busyTimeout: 20))
        let other = try Database(path: path, profile: .records(.write))
        try other.beginImmediate()
        let record = SampleRecord(number: 1)
        var error: AllianceError?
        do { try store.write { try $0.put(record, because: record.event()) } } catch let caught as AllianceError {
            error = caught
        }
        #expect(error?.code == "store.busy")
        #expect(error?.exitCode == .busy)
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == 0)
        other.rollback()
        try store.write { try $0.put(record, because: record.event()) }
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == 1)
    }

    @Test("A write inside a write, and a transaction used after its end, are named as faults of the program")
    func misuse() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(folder.file("alliance.db"))
        let record = SampleRecord(number: 1)
        let nested = code {
            try store.write { (tx) throws in
                try tx.put(record, because: record.event())
                try store.write { try $0.append(record.event()) }
            }
        }
        #expect(nested == "store.nested")
        #expect(try store.read { try $0.eventCount() } == 0)
        var kept: (any StoreTransaction)?
        try store.write { kept = $0 }
        let late = try #require(kept)
        #expect(code { try late.append(record.event()) } == "store.session.closed")
        #expect(code { _ = try late.get(SampleRecord.self, record.id) } == "store.session.closed")
    }

    @Test("The log is told to forget after every transaction that failed, and when another program wrote")
    func forgetting() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        let log = TestEventLog()
        let store = try SQLiteStore.sample(path, log: log)
        let record = SampleRecord(number: 1)
        try store.write { try $0.append(record.event()) }
        let start = log.forgets.withLock { $0 }
        try store.write { try $0.append(record.event()) }
        #expect(log.forgets.withLock { $0 } == start)
        try? store.write { _ in throw AllianceError("test.stop", "stop") }
        #expect(log.forgets.withLock { $0 } == start + 1)
        let other = try SQLiteStore.sample(path, access: .write)
        try other.write { try $0.append(record.event()) }
        try store.write { try $0.append(record.event()) }
        #expect(log.forgets.withLock { $0 } == start + 2)
        #expect(try store.read { try $0.eventCount() } == 4)
    }

    @Test("Threads write in turn, and each read sees one state")
    func threads() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(folder.file("alliance.db"))
        let torn = Mutex<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for number in 0..<15 {
                let record = SampleRecord(number: thread * 1000 + number)
                try? store.write { try $0.put(record, because: record.event()) }
                let (records, events) =
                    (try? store.read { reader in
                        (try reader.count(Query<SampleRecord>()), try reader.eventCount())
                    }) ?? (-1, -2)
                if Int64(records) != events { torn.withLock { $0 += 1 } }
            }
        }
        #expect(torn.withLock { $0 } == 0)
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == 60)
        #expect(try store.read { try $0.eventCount() } == 60)
    }

    @Test("A read keeps its state while others write")
    func isolation() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(folder.file("alliance.db"))
        let record = SampleRecord(number: 1)
        try store.read { (reader) throws in
            #expect(try reader.count(Query<SampleRecord>()) == 0)
            try store.write { try $0.put(record, because: record.event()) }
            #expect(try reader.count(Query<SampleRecord>()) == 0)
            #expect(try reader.get(SampleRecord.self, record.id) == nil)
        }
        #expect(try store.read { try $0.count(Query<SampleRecord>()) } == 1)
    }
}

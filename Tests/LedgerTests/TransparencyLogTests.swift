import AllianceKit
import Cryptography
import Ledger
import Storage
import TestKit
import Testing

@Suite struct TransparencyLogTests {
    @Test(arguments: [0, 1, 2, 255, 256, 257, 511, 512, 700]) func theTreeIsThatOfTheEntries(size: Int) throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(size, group: 97)
        let hasher = TreeHasher()
        var leaves: [SHA256Hash] = []
        try ledger.store.read { reader in
            #expect(try reader.eventCount() == Int64(size))
            try reader.forEachEvent(from: 0) { event in
                #expect(event.sequence == Int64(leaves.count))
                #expect(event.event == LedgerUnderTest.event(leaves.count))
                leaves.append(hasher.leaf(LogEntry(sequence: event.sequence, event: event.event).bytes))
                return true
            }
        }
        #expect(leaves.count == size)
        try ledger.head { head in
            #expect(head.size == size)
            let root = try head.root()
            #expect(root == hasher.root(of: leaves))
            for old in Set([0, 1, size / 2, size]) where old <= size {
                let root = try head.root(old)
                #expect(root == hasher.root(of: leaves[..<old]))
            }
        }
        let result = try ledger.verify()
        #expect(result.isIntact, "\(result.faults)")
        #expect(result.entries == Int64(size))
        #expect(result.root == hasher.root(of: leaves))
    }

    @Test func threeLevelsOfTiles() throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(66_000, group: 3000)
        let result = try ledger.verify()
        #expect(result.isIntact, "\(result.faults)")
        try ledger.head { head in
            let root = try head.root()
            #expect(result.root == root)
            let entry = LogEntry(sequence: 65_536, event: LedgerUnderTest.event(65_536)).bytes
            let proof = try head.inclusion(65_536, size: head.size)
            #expect(proof.leads(from: TreeHasher().leaf(entry), to: root, TreeHasher()))
            let consistency = try head.consistency(from: 65_535)
            #expect(try consistency.joins(head.root(65_535), root, TreeHasher()))
        }
    }

    @Test func readingStartsAnywhereAndStops() throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(600)
        for start in [0, 1, 255, 256, 300, 511, 512, 599, 600, 9999, -5] {
            var seen: [Int64] = []
            try ledger.store.read { reader in
                try reader.forEachEvent(from: Int64(start)) {
                    seen.append($0.sequence)
                    return seen.count < 3
                }
            }
            #expect(seen == Array((0..<600).dropFirst(max(0, start)).prefix(3)))
        }
    }

    @Test func aFailedTransactionLeavesNothing() throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(250)
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try ledger.store.write { transaction in
                for number in 250..<270 { try transaction.append(LedgerUnderTest.event(number)) }
                throw Stop()
            }
        }
        #expect(try ledger.store.read { try $0.eventCount() } == 250)
        try ledger.append(20)
        let result = try ledger.verify()
        #expect(result.isIntact, "\(result.faults)")
        #expect(result.entries == 270)
    }

    @Test func eventsOfOneTransactionAreReadWithinIt() throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(254)
        try ledger.store.write { transaction in
            for number in 254..<258 {
                try transaction.append(LedgerUnderTest.event(number))
                #expect(try transaction.eventCount() == Int64(number + 1))
                var last: Int64 = -1
                try transaction.forEachEvent(from: 250) {
                    last = $0.sequence
                    return true
                }
                #expect(last == Int64(number))
            }
        }
    }

    @Test func commitmentsBindContentUnderTheirSalt() throws {
        let ledger = try LedgerUnderTest()
        let log = TransparencyLog { SystemRandom.bytes($0) }
        let receipts = try ledger.store.withWriteDatabase { database in
            try (0..<300).map { number in
                try log.append(
                    LedgerUnderTest.event(number),
                    content: number % 2 == 0 ? [UInt8](repeating: 7, count: number) : nil,
                    in: database)
            }
        }
        try ledger.store.withReadDatabase { database in
            for (number, receipt) in receipts.enumerated() {
                #expect(receipt.sequence == Int64(number))
                #expect(receipt.salt.count == (number % 2 == 0 ? 32 : 0))
                let content = [UInt8](repeating: 7, count: number)
                let answers = [
                    try log.commits(receipt.sequence, to: content, salt: receipt.salt, in: database),
                    try log.commits(receipt.sequence, to: content + [0], salt: receipt.salt, in: database),
                    try log.commits(receipt.sequence + 1, to: content, salt: receipt.salt, in: database),
                    try log.commits(
                        receipt.sequence, to: content, salt: [UInt8](repeating: 0, count: 32), in: database),
                ]
                #expect(answers == [number % 2 == 0, false, false, false])
            }
            for sequence in [-1, 300, Int64.max] {
                let answer = try log.commits(sequence, to: [], salt: [], in: database)
                #expect(!answer)
            }
        }
        #expect(Set(receipts.filter { !$0.salt.isEmpty }.map(\.salt)).count == 150)
    }

    @Test func erasureLeavesTheTreeAndNothingOfTheContent() throws {
        let ledger = try LedgerUnderTest()
        let note = SampleNote(id: EntityID(prefix: "note", name: "a"), text: "a person's words, once")
        let event = Event("sample.note.kept", note.id, at: CommandRun.start, by: "analyst-1")
        try ledger.store.write { try $0.put(note, because: event) }
        let root = try ledger.head { try $0.root() }
        try ledger.store.write { transaction in
            try transaction.erase(
                SampleNote.self, note.id, because: Event("sample.note.erased", note.id, at: CommandRun.start, by: "b"))
        }
        #expect(try ledger.store.read { try $0.get(SampleNote.self, note.id) } == nil)
        #expect(try ledger.verify().isIntact)
        #expect(try ledger.head { try $0.root(1) } == root)
    }

    @Test func twoStoresAppendInTurn() throws {
        let ledger = try LedgerUnderTest()
        let other = try LedgerUnderTest(folder: ledger.folder, seed: 2)
        for round in 0..<300 {
            try (round % 2 == 0 ? ledger : other).append(1 + round % 5)
            if round % 50 == 0 {
                struct Stop: Error {}
                try? ledger.store.write { transaction in
                    try transaction.append(LedgerUnderTest.event(0))
                    throw Stop()
                }
            }
        }
        let result = try other.verify()
        #expect(result.isIntact, "\(result.faults)")
        #expect(result.entries == 900)
    }

    @Test func twoStoresAppendAtTheSameTime() async throws {
        let ledger = try LedgerUnderTest()
        let path = ledger.folder.file(Workspace.storeFile)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    do {
                        let store = try SQLiteStore(
                            path: path, recordTypes: [SampleNote.self],
                            eventLog: TransparencyLog { SystemRandom.bytes($0) }, clock: { CommandRun.start })
                        for number in 0..<200 {
                            try store.write { try $0.append(LedgerUnderTest.event(number * 2 + writer)) }
                        }
                    } catch { Issue.record(error) }
                }
            }
        }
        let result = try ledger.verify()
        #expect(result.isIntact, "\(result.faults)")
        #expect(result.entries == 400)
    }
}

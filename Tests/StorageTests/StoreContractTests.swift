import AllianceKit
import Testing

@Suite("Both engines mean the same by every operation")
struct StoreContractTests {
    @Test("A record comes back as it was put, and a second put replaces it", arguments: Engine.allCases)
    func roundTrip(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        var record = SampleRecord(number: 11)
        try under.store.write { try $0.put(record, because: record.event()) }
        #expect(try under.store.read { try $0.get(SampleRecord.self, record.id) } == record)
        record.note = "Grüße aus Köln: \u{1F600} \"quoted\" \\ \u{0007}"
        record.status = "closed"
        try under.store.write { try $0.put(record, because: record.event()) }
        #expect(try under.store.read { try $0.get(SampleRecord.self, record.id) } == record)
        #expect(try under.store.read { try $0.count(Query<SampleRecord>()) } == 1)
        #expect(try under.store.read { try $0.eventCount() } == 2)
        let missing = EntityID(prefix: "sample", name: "missing")
        #expect(try under.store.read { try $0.get(SampleRecord.self, missing) } == nil)
    }

    @Test("Nothing of a transaction that throws happened", arguments: Engine.allCases)
    func rollback(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        let first = SampleRecord(number: 1)
        try under.store.write { try $0.put(first, because: first.event()) }
        let second = SampleRecord(number: 2)
        let code = code {
            try under.store.write { (tx) throws in
                try tx.put(second, because: second.event())
                try tx.erase(SampleRecord.self, first.id, because: first.event("sample.erased"))
                try tx.remember(RememberedAnswer(request: "r", answer: [1], time: first.received), for: "k")
                #expect(try tx.get(SampleRecord.self, second.id) == second)
                throw AllianceError("test.stop", "stop")
            }
        }
        #expect(code == "test.stop")
        try under.store.read { (reader) throws in
            #expect(try reader.all(Query<SampleRecord>()) == [first])
            #expect(try reader.eventCount() == 1)
            #expect(try reader.rememberedAnswer(for: "k") == nil)
        }
    }

    @Test("Erasing removes the record and keeps its events", arguments: Engine.allCases)
    func erase(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        let record = SampleRecord(number: 3)
        try under.store.write { try $0.put(record, because: record.event()) }
        try under.store.write { try $0.erase(SampleRecord.self, record.id, because: record.event("sample.erased")) }
        var kinds: [String] = []
        try under.store.read { (reader) throws in
            #expect(try reader.get(SampleRecord.self, record.id) == nil)
            try reader.forEachEvent(from: 0) {
                kinds.append($0.event.kind)
                return true
            }
        }
        #expect(kinds == ["sample.changed", "sample.erased"])
        let again = code {
            try under.store.write { try $0.erase(SampleRecord.self, record.id, because: record.event()) }
        }
        #expect(again == "store.record.missing")
        #expect(try under.store.read { try $0.eventCount() } == 2)
    }

    @Test("A unique value is taken once; the caller may catch that and go on", arguments: Engine.allCases)
    func unique(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        let first = SampleRecord(number: 1)
        var second = SampleRecord(number: 2)
        second.reference = first.reference
        try under.store.write { (tx) throws in
            try tx.put(first, because: first.event())
            #expect(code { try tx.put(second, because: second.event()) } == "store.unique")
            second.reference = nil
            try tx.put(second, because: second.event())
            var third = SampleRecord(number: 3)
            third.reference = nil
            try tx.put(third, because: third.event())
            try tx.put(first, because: first.event())
        }
        #expect(try under.store.read { try $0.eventCount() } == 4)
    }

    @Test("Events come in order, from any place, and reading can stop", arguments: Engine.allCases)
    func events(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        let records = (0..<5).map { SampleRecord(number: $0) }
        try under.store.write { (tx) throws in
            for record in records { try tx.append(record.event("sample.seen")) }
            var inside = 0
            try tx.forEachEvent(from: 0) { _ in
                inside += 1
                return true
            }
            #expect(inside == 5)
        }
        var seen: [LedgerEvent] = []
        try under.store.read { (reader) throws in
            try reader.forEachEvent(from: 2) {
                seen.append($0)
                return seen.count < 2
            }
        }
        #expect(seen.map(\.sequence) == [2, 3])
        #expect(seen.map(\.event) == [records[2].event("sample.seen"), records[3].event("sample.seen")])
    }

    @Test("Answers are remembered under their key", arguments: Engine.allCases)
    func answers(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        let answer = RememberedAnswer(
            request: "takedown intake a.jsonl", answer: Array("{\"n\":1}".utf8), time: Instant(milliseconds: 5))
        try under.store.write { try $0.remember(answer, for: "key-1") }
        #expect(try under.store.read { try $0.rememberedAnswer(for: "key-1") } == answer)
        #expect(try under.store.read { try $0.rememberedAnswer(for: "key-2") } == nil)
    }
}

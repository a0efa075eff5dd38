import AllianceKit
import TestKit
import Testing

@testable import Storage

@Suite("Packing dictionaries")
struct DictionaryTests {
    private func samples(_ range: Range<Int>) throws -> [(id: String, body: [UInt8])] {
        try range.map { number in
            var record = SampleRecord(number: number)
            record.note =
                "The page at the reported address showed the material; number \(number). "
                + ["Host answered.", "Host in another country; partner hotline informed.", "Gone."][number % 3]
            return (record.id.text, try JSONBytes.encode(record))
        }
    }

    @Test("The built-in dictionary is made of the examples, the same each time, and helps from the first record on")
    func builtIn() throws {
        let bytes = try BuiltInDictionary.bytes(of: SampleRecord.self)
        #expect(try bytes == BuiltInDictionary.bytes(of: SampleRecord.self))
        #expect(bytes.count <= PackingDictionary.limit)
        let body = try JSONBytes.encode(SampleRecord(number: 777))
        let packer = Packer(maximum: 1 << 20)
        let with = try packer.pack(body, id: "x", dictionary: PackingDictionary(id: 1, bytes: bytes))
        let without = try packer.pack(body, id: "x", dictionary: .none)
        #expect(with.count * 3 < without.count * 2)
    }

    @Test("Training is deterministic and packs unseen records better than the examples do")
    func training() throws {
        let before = try BuiltInDictionary.bytes(of: SampleRecord.self)
        let first = try #require(DictionaryTrainer().train(try samples(0..<400), before: before))
        let again = try #require(DictionaryTrainer().train(try samples(0..<400), before: before))
        #expect(first.bytes == again.bytes)
        #expect(first.packed < first.packedBefore)
        #expect(first.bytes.count <= PackingDictionary.limit)
        #expect(DictionaryTrainer().train(try samples(0..<9), before: before) == nil)
    }

    @Test("What one record alone holds does not get into a trained dictionary")
    func privacy() throws {
        var all = try samples(0..<300)
        let secret = "Margarethe Beispiel, Musterweg 17, reachable under 0151-555-0199"
        var record = SampleRecord(number: 150)
        record.note = secret + " " + record.note
        all[150] = (record.id.text, try JSONBytes.encode(record))
        let outcome = try #require(DictionaryTrainer().train(all, before: []))
        let text = String(decoding: outcome.bytes, as: UTF8.self)
        #expect(!text.contains("Margarethe"))
        #expect(!text.contains("Beispiel"))
        #expect(!text.contains("Musterweg"))
        #expect(!text.contains("0151-555"))
    }

    @Test("Old rows keep their dictionary, new rows take the new one, and both are read")
    func change() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(folder.file("alliance.db"))
        try store.write { (tx) throws in
            for number in 0..<200 {
                let record = SampleRecord(number: number)
                try tx.put(record, because: record.event())
            }
        }
        let before = try store.statistics()[0]
        #expect(before.records == 200)
        #expect(!before.isTrained)
        let trained = try store.train("sample_record", limit: 200)
        #expect(trained.isBetter)
        try store.write { (tx) throws in
            let session = try #require(tx as? StoreSession)
            _ = try session.addTrained(trained.bytes, for: "sample_record", made: Instant(milliseconds: 1))
        }
        let after = try store.statistics()[0]
        #expect(after.isTrained)
        #expect(after.dictionary != before.dictionary)
        let late = SampleRecord(number: 5000)
        try store.write { try $0.put(late, because: late.event()) }
        let reopened = try SQLiteStore.sample(folder.file("alliance.db"), access: .write)
        try reopened.read { (reader) throws in
            #expect(try reader.get(SampleRecord.self, late.id) == late)
            for number in 0..<200 {
                let record = SampleRecord(number: number)
                #expect(try reader.get(SampleRecord.self, record.id) == record)
            }
        }
        #expect(try reopened.verify().damages.isEmpty)
    }

    @Test("A dictionary of an undone transaction is forgotten, not remembered under a number that others reuse")
    func rollback() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(folder.file("alliance.db"))
        let record = SampleRecord(number: 1)
        let stopped = code {
            try store.write { (tx) throws in
                try tx.put(record, because: record.event())
                throw AllianceError("test.stop", "stop")
            }
        }
        #expect(stopped == "test.stop")
        let other = try SQLiteStore.sample(folder.file("alliance.db"), access: .write)
        try other.withWriteDatabase { database in
            try database.run(
                "INSERT INTO dictionary(record_table,trained,made,checksum,bytes) VALUES('sample_record',1,0,?1,?2)",
                [
                    .integer(Int64(Checksum.crc32(Array("quite other bytes".utf8)))),
                    .blob(Array("quite other bytes".utf8)),
                ])
        }
        try store.write { try $0.put(record, because: record.event()) }
        #expect(try other.read { try $0.get(SampleRecord.self, record.id) } == record)
    }
}

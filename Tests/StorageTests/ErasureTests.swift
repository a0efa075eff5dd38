import AllianceKit
import TestKit
import Testing

@testable import Storage

@Suite("Erasure")
struct ErasureTests {
    @Test("After an erasure and a checkpoint no file of the store holds the record's salt or stored text")
    func nothingLeft() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        let store = try SQLiteStore.sample(path)
        var record = SampleRecord(number: 1)
        // Noise is stored as it is, so that it would be found.
        let marker = Hex.encode(TestRandomness(seed: 99).bytes(200))
        record.note = marker
        record.status = "MARKER-IN-A-COLUMN"
        try store.write { (tx) throws in
            for number in 2..<50 {
                let other = SampleRecord(number: number)
                try tx.put(other, because: other.event())
            }
            try tx.put(record, because: record.event("sample.added").withoutFacts)
        }
        let row = try store.withReadDatabase { database in
            try database.row("SELECT salt,body FROM sample_record WHERE id=?1", [.text(record.id)]) {
                (salt: $0.bytes(0), body: $0.bytes(1))
            }
        }
        let (salt, body) = try #require(row)
        #expect(try found([salt, Array(body.suffix(40)), Array("MARKER-IN".utf8)], in: folder).count == 3)
        try store.write {
            try $0.erase(SampleRecord.self, record.id, because: record.event("sample.erased").withoutFacts)
        }
        try store.checkpoint()
        #expect(try found([salt, Array(body.suffix(40)), Array("MARKER-IN".utf8)], in: folder).isEmpty)
        #expect(try store.verify().damages.isEmpty)
    }

    private func found(_ needles: [[UInt8]], in folder: TemporaryFolder) throws -> [[UInt8]] {
        let files = try Files.names(in: folder.path).map { try Files.read(folder.file($0)) }
        return needles.filter { needle in files.contains { Self.contains($0, needle) } }
    }

    private static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
        guard bytes.count >= needle.count, let first = needle.first else { return false }
        for place in 0...(bytes.count - needle.count)
        where bytes[place] == first && bytes[place..<(place + needle.count)].elementsEqual(needle) {
            return true
        }
        return false
    }
}

extension Event {
    fileprivate var withoutFacts: Event { Event(kind, subject, at: time, by: actor) }
}

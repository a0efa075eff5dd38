import AllianceKit
import TestKit
import Testing

@testable import Storage

@Suite("Verification finds damage")
struct VerifyTests {
    /// A store of one file, without a log beside it, so that its bytes are all there is.
    private func filled(_ folder: TemporaryFolder, _ count: Int) throws -> String {
        let path = folder.file("alliance.db")
        let store = try SQLiteStore.sample(path)
        for start in stride(from: 0, to: count, by: 100) {
            try store.write { (tx) throws in
                for number in start..<(start + 100) {
                    let record = SampleRecord(number: number)
                    try tx.put(record, because: record.event())
                }
                let answer = RememberedAnswer(
                    request: "add \(start)", answer: [1, 2, 3], time: Instant(milliseconds: 9))
                try tx.remember(answer, for: "key-\(start)")
            }
        }
        let single = folder.file("single.db")
        try store.withReadDatabase { try $0.copy(to: single) }
        return single
    }

    private func damages(_ path: String) throws -> [Damage] {
        do {
            return try SQLiteStore.sample(path, access: .read).verify().damages
        } catch let error as AllianceError {
            return [Damage(file: path, problem: error.message)]
        }
    }

    @Test("A good store is read whole")
    func good() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore.sample(try filled(folder, 300), access: .read)
        let report = try store.verify()
        #expect(report.records == 300)
        #expect(report.damages.isEmpty)
        var raw: Int64 = 0
        for number in 0..<300 { raw += Int64(try JSONBytes.encode(SampleRecord(number: number)).count) }
        #expect(report.rawBytes == raw)
    }

    @Test(
        "Each kind of change behind the store's back is named with table and identity",
        arguments: [
            ("UPDATE sample_record SET status='closed' WHERE id='sample_00000042'", "sample_record", "sample_00000042"),
            ("UPDATE sample_record SET leaf=leaf+1 WHERE id='sample_00000007'", "sample_record", "sample_00000007"),
            (
                "UPDATE sample_record SET salt=zeroblob(32) WHERE id='sample_00000008'", "sample_record",
                "sample_00000008"
            ),
            ("UPDATE sample_record SET id='sample_99' WHERE id='sample_00000009'", "sample_record", "sample_99"),
            ("UPDATE sample_record SET body=x'00' WHERE id='sample_00000010'", "sample_record", "sample_00000010"),
            (
                "UPDATE sample_record SET body=(SELECT body FROM sample_record WHERE id='sample_00000012') "
                    + "WHERE id='sample_00000011'", "sample_record", "sample_00000011"
            ),
            ("UPDATE sample_record SET score=score+1 WHERE id='sample_00000013'", "sample_record", "sample_00000013"),
            ("UPDATE remembered_answer SET answer=x'010204' WHERE key='key-0'", "remembered_answer", "key-0"),
            ("UPDATE dictionary SET bytes=x'41'", "dictionary", "1"),
            ("UPDATE test_event SET sum=sum+1 WHERE sequence=20", "sample_record", "sample_00000020"),
        ])
    func named(_ sql: String, _ table: String, _ id: String) throws {
        let folder = try TemporaryFolder()
        let path = try filled(folder, 100)
        try Database(path: path, profile: .records(.write)).execute(sql)
        let found = try damages(path)
        #expect(found.contains { $0.table == table && $0.id == id }, "\(found)")
        #expect(table == "dictionary" || found.count == 1)
    }

    /// Bits flipped in the pages that hold records; SQLite's own check notices 3 % of such flips. What may stay unnoticed are flips in
    /// bytes that hold nothing: gaps between cells and unused bits of heads. (The pages of the ledger are verified by the ledger.)
    @Test("Single flipped bits in records are noticed, and those that are not change no answer")
    func flips() throws {
        let folder = try TemporaryFolder()
        let path = try filled(folder, 200)
        let good = try Files.read(path)
        var pages: [Int] = []
        try Database(path: path, profile: .records(.read)).forEachRow(
            "SELECT pageno FROM dbstat WHERE name='sample_record' AND pagetype='leaf'"
        ) {
            pages.append(Int($0.integer(0)) - 1)
            return true
        }
        #expect(pages.count >= 5)
        let expected = (0..<200).map { SampleRecord(number: $0) }
        let randomness = TestRandomness(seed: 20_261_123)
        let rounds = 200
        var noticed = 0
        for _ in 0..<rounds {
            let draw = randomness.bytes(4)
            let page = pages[Int(draw[0]) % pages.count] * 8192
            // Between the pointers after the page's head and the first cell nothing is stored.
            func two(_ offset: Int) -> Int { Int(good[page + offset]) << 8 | Int(good[page + offset + 1]) }
            let free = (8 + 2 * two(3))..<two(5)
            let offset = (Int(draw[1]) << 8 | Int(draw[2])) % (8192 - free.count)
            let place = page + (offset < free.lowerBound ? offset : offset + free.count)
            var bytes = good
            bytes[place] ^= 1 << (draw[3] & 7)
            let damaged = folder.file("damaged.db")
            try Files.write(bytes, to: damaged)
            if try !damages(damaged).isEmpty {
                noticed += 1
                continue
            }
            let store = try SQLiteStore.sample(damaged, access: .read)
            #expect(try store.read { try $0.all(Query<SampleRecord>()) } == expected, "byte \(place)")
        }
        #expect(noticed * 1000 >= rounds * 935, "\(noticed) of \(rounds)")
    }

    @Test("In hash lists, a changed hash, a lost row and a wrong count are named")
    func lists() throws {
        let folder = try TemporaryFolder()
        let start = Instant(milliseconds: 1_790_000_000_000)
        func key(_ name: String) -> String { "x'00\(Hex.encode(name.utf8))'" }
        let changes: [(String, String)] = [
            ("UPDATE entry SET body=x'00' WHERE key=\(key("entry-2"))", "entry-2"),
            ("DELETE FROM near WHERE key=\(key("entry-3"))", "entry-3"),
            ("UPDATE near SET silent=1 WHERE key=\(key("entry-3"))", "entry-3"),
            ("DELETE FROM exact WHERE key=\(key("entry-4"))", "entry-4"),
            ("UPDATE entry SET body=substr(body,1,9) WHERE key=\(key("entry-4"))", "entry-4"),
            ("DELETE FROM entry WHERE key=\(key("entry-5"))", "sample"),
            ("UPDATE list SET active=active+1", "sample"),
            ("UPDATE log SET hash=x'00' WHERE sequence=3", "3"),
        ]
        for (number, change) in changes.enumerated() {
            let path = folder.file("lists-\(number).db")
            let store = try SQLiteHashListStore(path: path, access: .create, clock: { start }, pause: {})
            var rest = (1...30).map(HashListStoreTests.entry).makeIterator()
            _ = try store.add(to: "sample", at: start) { rest.next() }
            var report = try store.verify()
            #expect(report.damages.isEmpty)
            #expect(report.entries == 30)
            try Database(path: path, profile: .lists(.write)).execute(change.0)
            report = try store.verify()
            #expect(report.damages.contains { $0.id == change.1 }, "\(change.0): \(report.damages)")
        }
    }
}

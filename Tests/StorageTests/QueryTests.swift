import AllianceKit
import TestKit
import Testing

@Suite("Queries answer alike in both engines")
struct QueryTests {
    private static func filled(_ engine: Engine) throws -> StoreUnderTest {
        let under = try StoreUnderTest(engine)
        try under.store.write { (tx) throws in
            for number in 0..<60 {
                let record = SampleRecord(number: number)
                try tx.put(record, because: record.event())
            }
        }
        return under
    }

    @Test("Every comparison of every column agrees, nulls included")
    func comparisons() throws {
        let sqlite = try Self.filled(.sqlite)
        let memory = try Self.filled(.memory)
        let values: [(String, [ColumnValue])] = [
            ("status", [.text("received"), .text("a"), .text("zz"), .null]),
            ("country", [.text("DE"), .null]),
            ("received", [.integer(1_790_000_600_000), .integer(0), .null]),
            ("score", [.real(2.5), .integer(3), .null]),
            ("hash", [.blob((0..<32).map { UInt8(7 + $0) }), .blob([]), .null]),
            ("id", [.text("sample_00000030"), .null]),
        ]
        for (column, candidates) in values {
            for value in candidates {
                for comparison in Comparison.allCases {
                    let query = Query<SampleRecord>().where(column, comparison, value)
                    let one = try sqlite.store.read { try $0.all(query).map(\.id) }
                    let other = try memory.store.read { try $0.all(query).map(\.id) }
                    #expect(one == other, "\(column) \(comparison) \(value)")
                    #expect(try sqlite.store.read { try $0.count(query) } == one.count)
                }
            }
            let query = Query<SampleRecord>().where(column, in: candidates)
            let one = try sqlite.store.read { try $0.all(query).map(\.id) }
            let other = try memory.store.read { try $0.all(query).map(\.id) }
            #expect(one == other)
        }
        let none = Query<SampleRecord>().where("status", in: [])
        #expect(try sqlite.store.read { try $0.count(none) } == 0)
        #expect(try memory.store.read { try $0.count(none) } == 0)
    }

    @Test("Orders agree, nulls first, identity last, with limits")
    func orders() throws {
        let sqlite = try Self.filled(.sqlite)
        let memory = try Self.filled(.memory)
        for column in ["status", "country", "received", "score", "hash", "reference", "id"] {
            for descending in [false, true] {
                let query = Query<SampleRecord>().where("received", .less, .integer(1_790_002_000_000))
                    .ordered(by: column, descending: descending).limited(to: 25)
                let one = try sqlite.store.read { try $0.all(query).map(\.id.text) }
                let other = try memory.store.read { try $0.all(query).map(\.id.text) }
                #expect(one == other, "\(column) \(descending)")
                #expect(one.count == 25)
                #expect(try sqlite.store.read { try $0.count(query) } == 25)
            }
        }
    }

    @Test("Random queries agree", arguments: 0..<20)
    func random(_ seed: Int) throws {
        let sqlite = try Self.filled(.sqlite)
        let memory = try Self.filled(.memory)
        let randomness = TestRandomness(seed: UInt64(seed))
        for _ in 0..<20 {
            var query = Query<SampleRecord>()
            for byte in randomness.bytes(2) {
                let comparison = Comparison.allCases[Int(byte) % Comparison.allCases.count]
                let sample = SampleRecord(number: Int(byte) % 60)
                let column = SampleRecord.columns[Int(byte) / 8 % SampleRecord.columns.count]
                query = query.where(column.name, comparison, column.value(sample))
            }
            query = query.ordered(by: "country", descending: randomness.bytes(1)[0] > 127)
            let one = try sqlite.store.read { try $0.all(query) }
            let other = try memory.store.read { try $0.all(query) }
            #expect(one == other, "\(query)")
        }
    }

    @Test("A column that is not declared and a value of another kind are named", arguments: Engine.allCases)
    func mistakes(_ engine: Engine) throws {
        let under = try StoreUnderTest(engine)
        let unknown = code {
            _ = try under.store.read { try $0.all(Query<SampleRecord>().where("body", .equal, .null)) }
        }
        #expect(unknown == "store.query.column")
        let kind = code {
            _ = try under.store.read { try $0.count(Query<SampleRecord>().where("received", .equal, .text("1"))) }
        }
        #expect(kind == "store.query.type")
        let order = code { _ = try under.store.read { try $0.all(Query<SampleRecord>().ordered(by: "salt")) } }
        #expect(order == "store.query.column")
    }

    @Test("Reading inside a loop over the same query works", arguments: Engine.allCases)
    func nested(_ engine: Engine) throws {
        let under = try Self.filled(engine)
        var pairs = 0
        try under.store.read { (reader) throws in
            let query = Query<SampleRecord>().where("status", .equal, .text("received"))
            try reader.forEach(query) { (outer) throws in
                #expect(try reader.get(SampleRecord.self, outer.id) == outer)
                try reader.forEach(query) { _ in
                    pairs += 1
                    return true
                }
                return true
            }
        }
        #expect(pairs == 400)
    }
}

import AllianceKit

/// What one acknowledged operation left behind.
struct TortureRecord: StoredRecord, Equatable {
    var id: EntityID
    var writer: String
    var number: Int
    var payload: String

    static let table = "torture_record"
    static let columns: [RecordColumn<TortureRecord>] = [
        RecordColumn("writer", .text, indexed: true) { .text($0.writer) },
        RecordColumn("number", .integer) { .integer(Int64($0.number)) },
    ]
    static let examples = [TortureRecord(writer: "a", number: 0)]

    init(writer: String, number: Int) {
        id = Self.id(writer, number)
        self.writer = writer
        self.number = number
        payload = "operation \(number) " + String(repeating: "payload \(number &* 2_654_435_761) ", count: number % 37)
    }

    static func id(_ writer: String, _ number: Int) -> EntityID {
        EntityID(prefix: "torture", name: "\(writer)-\(number)")
    }
}

/// How many operations a writer did: one more than that would show a doubled operation.
struct TortureCounter: StoredRecord, Equatable {
    var id: EntityID
    var count: Int

    static let table = "torture_counter"
    static let columns: [RecordColumn<TortureCounter>] = [RecordColumn("count", .integer) { .integer(Int64($0.count)) }]
    static let examples = [TortureCounter(writer: "a", count: 1)]

    init(writer: String, count: Int) {
        id = Self.id(writer)
        self.count = count
    }

    static func id(_ writer: String) -> EntityID { EntityID(prefix: "counter", name: writer) }
}

import AllianceKit

/// A record with every kind of column, for tests of the store.
struct SampleRecord: StoredRecord, Hashable {
    var id: EntityID
    var status: String
    var country: String?
    var received: Instant
    var score: Double?
    var hash: [UInt8]?
    var reference: String?
    var note: String
    var tags: [String] = []

    static let table = "sample_record"
    static let columns: [RecordColumn<SampleRecord>] = [
        RecordColumn("status", .text, indexed: true) { .text($0.status) },
        RecordColumn("country", .text) { $0.country.map { .text($0) } ?? .null },
        RecordColumn("received", .integer, indexed: true) { .time($0.received) },
        RecordColumn("score", .real) { $0.score.map { .real($0) } ?? .null },
        RecordColumn("hash", .blob) { $0.hash.map { .blob($0) } ?? .null },
        RecordColumn("reference", .text, unique: true) { $0.reference.map { .text($0) } ?? .null },
    ]
    static let examples = (0..<4).map { SampleRecord(number: $0) }

    /// A record that depends on its number only.
    init(number: Int, prefix: String = "sample") {
        let digits = String(number)
        id = EntityID(prefix: prefix, name: String(repeating: "0", count: max(0, 8 - digits.count)) + digits)
        status = ["received", "assessed", "removed"][number % 3]
        country = number % 4 == 0 ? nil : ["NL", "DE", "SE"][number % 3]
        received = Instant(milliseconds: 1_790_000_000_000 + Int64(number) * 60_000)
        score = number % 5 == 0 ? nil : Double(number) / 8
        hash = number % 6 == 0 ? nil : (0..<32).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) }
        reference = number % 7 == 0 ? nil : "reference-\(number)"
        note = "The page at the reported address showed the material; number \(number)."
        tags = ["web", "tag-\(number % 10)"]
    }

    func event(_ kind: String = "sample.changed") -> Event {
        Event(kind, id, at: received, by: "tester", facts: ["status": .string(status)])
    }
}

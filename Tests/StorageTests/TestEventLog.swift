import AllianceKit
import Storage
import Synchronization

/// A log that keeps events as plain rows and commits to content by a keyed 64-bit sum (FNV-1a): enough to test the store's side of
/// the contract without the ledger.
final class TestEventLog: EventLog {
    private let randomness = Mutex<UInt64>(7)
    let flushes = Mutex<Int>(0)
    let forgets = Mutex<Int>(0)

    let migrations = [
        Migration(
            "test.1.event",
            """
            CREATE TABLE test_event(
              sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, time INTEGER NOT NULL,
              actor TEXT NOT NULL, facts TEXT NOT NULL, sum INTEGER NOT NULL) STRICT;
            """)
    ]

    func append(_ event: Event, content: [UInt8]?, in database: Database) throws -> EventReceipt {
        let sequence = try count(in: database)
        let salt = content == nil ? [] : (0..<32).map { _ in nextByte() }
        try database.run(
            "INSERT INTO test_event VALUES(?,?,?,?,?,?,?)",
            [
                .integer(sequence), .text(event.kind), .text(event.subject), .integer(event.time.milliseconds),
                .text(event.actor), .text(JSONText.encode(.object(event.facts))),
                .integer(Self.sum(content ?? [], salt)),
            ])
        return EventReceipt(sequence: sequence, salt: salt)
    }

    func flush(in database: Database) throws { flushes.withLock { $0 += 1 } }
    func forget() { forgets.withLock { $0 += 1 } }
    func count(in database: Database) throws -> Int64 { try database.integer("SELECT count(*) FROM test_event") }

    func forEachEvent(from sequence: Int64, in database: Database, _ body: (LedgerEvent) throws -> Bool) throws {
        try database.forEachRow(
            "SELECT sequence,kind,subject,time,actor,facts FROM test_event WHERE sequence>=? ORDER BY sequence",
            [.integer(sequence)]
        ) { row in
            let facts = try JSONText.decode(Array(row.text(5).utf8)).objectValue ?? [:]
            let subject = EntityID(row.text(2)) ?? EntityID(prefix: "unknown", name: "x")
            return try body(
                LedgerEvent(
                    sequence: row.integer(0),
                    event: Event(
                        row.text(1), subject, at: Instant(milliseconds: row.integer(3)), by: row.text(4), facts: facts))
            )
        }
    }

    func commits(_ sequence: Int64, to content: [UInt8], salt: [UInt8], in database: Database) throws -> Bool {
        try database.row("SELECT sum FROM test_event WHERE sequence=?", [.integer(sequence)]) {
            $0.integer(0) == Self.sum(content, salt)
        } ?? false
    }

    private func nextByte() -> UInt8 {
        randomness.withLock { state in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    private static func sum(_ content: [UInt8], _ salt: [UInt8]) -> Int64 {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in salt + content { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: sum)
    }
}

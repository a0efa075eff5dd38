import AllianceKit
import Cryptography
import Ledger
import Storage
import TestKit
import Testing

@Suite struct VerifierTests {
    /// 600 entries: two bundles and 88 rows of the tail, with a checkpoint over 300 and one over 600.
    static func ledger() async throws -> LedgerUnderTest {
        let ledger = try LedgerUnderTest()
        for _ in 0..<2 {
            try ledger.append(300)
            try ledger.keepCheckpoint()
        }
        return ledger
    }

    @Test(arguments: [
        (
            "UPDATE ledger_entry SET body=CAST(replace(body,'confirmed','tampered!') AS BLOB) WHERE sequence=550",
            "ledger entry 550"
        ),
        (
            "UPDATE ledger_entry SET body=CAST(replace(CAST(body AS TEXT),'analyst','nobodys') AS BLOB) WHERE sequence=512",
            "ledger entry 512"
        ),
        ("UPDATE ledger_entry SET leaf=zeroblob(32) WHERE sequence=599", "ledger entry 599"),
        ("UPDATE ledger_entry SET leaf=zeroblob(3) WHERE sequence=520", "ledger entry 520"),
        ("DELETE FROM ledger_entry WHERE sequence=530", "ledger entry 530"),
        ("DELETE FROM ledger_entry WHERE sequence>=590", "600"),
        ("DELETE FROM ledger_entry", "600"),
        ("UPDATE ledger_bundle SET leaves=zeroblob(8192) WHERE number=1", "leaf hash of ledger entry 256"),
        ("UPDATE ledger_bundle SET leaves=zeroblob(10) WHERE number=1", "tile 0/1"),
        ("UPDATE ledger_bundle SET body=zeroblob(100) WHERE number=0", "ledger entries 0…255"),
        ("UPDATE ledger_bundle SET body=x'' WHERE number=1", "ledger entries 256…511"),
        ("UPDATE ledger_bundle SET body=substr(body,1,length(body)-1) WHERE number=1", "ledger entries 256…511"),
        ("DELETE FROM ledger_bundle WHERE number=0", "ledger entries 0…255"),
        (
            """
            UPDATE ledger_bundle SET number=-1 WHERE number=0; UPDATE ledger_bundle SET number=0 WHERE number=1;
            UPDATE ledger_bundle SET number=1 WHERE number=-1
            """, "ledger entry 0 says it is entry 256"
        ),
        ("UPDATE ledger_tile SET hashes=zeroblob(64)", "hash 0 of tile 1/0"),
        ("UPDATE ledger_tile SET hashes=CAST(hashes || zeroblob(32) AS BLOB)", "hash 2 of tile 1/0"),
        ("DELETE FROM ledger_tile", "hash 0 of tile 1/0"),
        ("INSERT INTO ledger_tile VALUES(2,0,zeroblob(32))", "tiles above the leaves"),
        ("UPDATE ledger_checkpoint SET note=x'00' WHERE size=300", "the checkpoint over 300 entries"),
        (
            "UPDATE ledger_checkpoint SET note=CAST(replace(CAST(note AS TEXT),'300','299') AS BLOB) WHERE size=300",
            "the checkpoint over 300 entries"
        ),
    ])
    func everyChangeIsNamed(sql: String, message: String) async throws {
        let ledger = try await Self.ledger()
        #expect(try ledger.verify().isIntact)
        try ledger.tamper(sql)
        let result = try ledger.verify()
        #expect(!result.isIntact)
        #expect(result.faults.contains { $0.message.contains(message) }, "\(result.faults.map(\.message))")
        #expect(result.faults.count == min(100, result.faultCount))
    }

    @Test func anEntryChangedInsideABundleIsNamed() async throws {
        let ledger = try await Self.ledger()
        let body = try ledger.store.withReadDatabase {
            try $0.row("SELECT body FROM ledger_bundle WHERE number=1") { $0.bytes(0) } ?? []
        }
        // The stored form: format 0, the length, the entries as they are.
        let stream = Array(body.dropFirst(5))
        let inflated = unsafe BlockDeflate().inflate(stream.span.bytes, count: Self.length(body))
        var bundle = try #require(inflated)
        let place = try #require(bundle.indices.first { bundle[$0...].starts(with: "\"number\":300".utf8) })
        bundle[place + 9] = UInt8(ascii: "4")
        let head: [UInt8] = [0] + body[1..<5]
        try ledger.tamper("UPDATE ledger_bundle SET body=x'\(Hex.encode(head + bundle))' WHERE number=1")
        let result = try ledger.verify()
        #expect(
            result.faults.map(\.message) == ["ledger entry 300 was changed: it is not what was hashed"])
    }

    /// Everything consistent inside: only the checkpoint knows.
    @Test func aTailRewrittenWithItsLeavesContradictsTheCheckpoint() async throws {
        let ledger = try await Self.ledger()
        let entry = LogEntry(sequence: 599, event: LedgerUnderTest.event(600)).bytes
        let leaf = TreeHasher().leaf(entry)
        try ledger.tamper(
            "UPDATE ledger_entry SET body=x'\(Hex.encode(entry))', leaf=x'\(leaf)' WHERE sequence=599")
        let result = try ledger.verify()
        #expect(result.faults.map(\.code) == ["ledger.rewritten"])
        #expect(result.checkpoints == 1)
    }

    @Test func allBundlesOfBitsThatFlip() async throws {
        let ledger = try await Self.ledger()
        var randomness = SystemRandomNumberGenerator()
        for column in ["body", "leaves"] {
            let bytes = try ledger.store.withReadDatabase {
                try $0.row("SELECT \(column) FROM ledger_bundle WHERE number=0") { $0.bytes(0) } ?? []
            }
            for _ in 0..<60 {
                var changed = bytes
                changed[Int.random(in: changed.indices, using: &randomness)] ^= 1 << UInt8.random(in: 0..<8)
                try ledger.tamper("UPDATE ledger_bundle SET \(column)=x'\(Hex.encode(changed))' WHERE number=0")
                #expect(try !ledger.verify().isIntact)
            }
            try ledger.tamper("UPDATE ledger_bundle SET \(column)=x'\(Hex.encode(bytes))' WHERE number=0")
        }
        #expect(try ledger.verify().isIntact)
    }

    @Test func appendingToADamagedTailIsRefusedAtTheBundle() async throws {
        let ledger = try await Self.ledger()
        try ledger.tamper("DELETE FROM ledger_entry WHERE sequence=530")
        let error = #expect(throws: AllianceError.self) { try ledger.append(300) }
        #expect(error?.code == "ledger.tail.damaged")
    }

    private static func length(_ body: [UInt8]) -> Int { body[1..<5].reduce(0) { $0 << 8 | Int($1) } }
}

extension LedgerUnderTest {
    /// Signs and keeps a checkpoint as the command does.
    func keepCheckpoint() throws {
        let signer = try LedgerKeys.load(from: folder.file("keys"))
        let (note, size) = try head {
            (try $0.checkpoint(origin: verifier.name).signed(by: signer).description, $0.size)
        }
        try tamper("INSERT INTO ledger_checkpoint(size,time,note) VALUES(\(size),0,x'\(Hex.encode(note.utf8))')")
    }
}

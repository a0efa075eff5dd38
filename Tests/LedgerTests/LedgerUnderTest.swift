import AllianceKit
import Cryptography
import Ledger
import Storage
import TestKit

/// A workspace of its own with a store, a ledger and keys.
final class LedgerUnderTest {
    let folder: TemporaryFolder
    let store: SQLiteStore
    let verifier: VerifierKey
    let clock = TestClock(CommandRun.start)

    init(folder: TemporaryFolder? = nil, seed: UInt64 = 1) throws {
        let folder = try folder ?? TemporaryFolder()
        self.folder = folder
        let randomness = TestRandomness(seed: seed)
        let keys = folder.file("keys")
        verifier =
            Files.exists(keys)
            ? try LedgerKeys.loadVerifier(from: keys)
            : try LedgerKeys.create(in: keys, origin: "example.org/alliance-ledger") { randomness.bytes($0) }
        store = try Self.open(folder, randomness)
    }

    static func open(_ folder: TemporaryFolder, _ randomness: TestRandomness) throws -> SQLiteStore {
        try SQLiteStore(
            path: folder.file(Workspace.storeFile), recordTypes: [SampleNote.self],
            eventLog: TransparencyLog { randomness.bytes($0) }, clock: { CommandRun.start }, access: .create)
    }

    var workspace: Workspace {
        Workspace(
            folder: folder.path, configuration: .initial, store: store, lists: MemoryHashListStore())
    }

    /// An event that says which it is.
    static func event(_ number: Int, kind: String = "sample.case.noted") -> Event {
        Event(
            kind, EntityID(prefix: "case", name: "sample\(number % 7)"),
            at: CommandRun.start.adding(seconds: Double(number)), by: "analyst-\(number % 3)",
            facts: ["number": .int(number), "outcome": "confirmed"])
    }

    /// Appends so many events in transactions of `group`.
    func append(_ count: Int, group: Int = 500) throws {
        var next = Int(try store.read { try $0.eventCount() })
        let end = next + count
        while next < end {
            try store.write { transaction in
                for _ in 0..<min(group, end - next) {
                    try transaction.append(Self.event(next))
                    next += 1
                }
            }
        }
    }

    /// Changes rows behind the ledger's back.
    func tamper(_ sql: String) throws {
        let database = try Database(path: folder.file(Workspace.storeFile), profile: .records(.write))
        try database.transaction { try database.execute(sql) }
    }

    func verify() throws -> LogVerification {
        try store.withReadDatabase { try LogVerifier.run(in: $0, key: verifier) }
    }

    func head<Result>(_ body: (LogHead) throws -> Result) throws -> Result {
        try store.withReadDatabase { try body(try LogHead($0)) }
    }
}

/// A record with a body, for commitments.
struct SampleNote: StoredRecord, Equatable {
    var id: EntityID
    var text: String

    static let table = "sample_note"
    static let columns: [RecordColumn<SampleNote>] = []
    static let examples = [SampleNote(id: EntityID(prefix: "note", name: "1"), text: "a note of an analyst")]
}

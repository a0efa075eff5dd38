import AllianceKit
import Commitments
import Ledger
import Storage
import TestKit
import Testing

/// The README's code for the store and the ledger, run.
@Suite struct StoreSnippets {
    let folder: TemporaryFolder
    let clock = TestClock(Instant(year: 2026, month: 11, day: 23)!)

    init() throws { folder = try TemporaryFolder() }

    @Test func storageAndLedger() throws {
        let path = folder.file("alliance.db")
        let randomness = TestRandomness(seed: 1)
        let log = TransparencyLog(randomBytes: { randomness.bytes($0) })
        let now = clock.now
        // README: Storage and Ledger
        let store = try SQLiteStore(
            path: path, recordTypes: [Commitment.self], eventLog: log, clock: { now }, access: .create)
        let promise = Commitment.examples[0]
        try store.write { transaction in  // the record, its event and its ledger entry: all or nothing
            try transaction.put(promise, because: Event("commitments.added", promise.id, at: now, by: "me"))
        }
        let overdue = Query<Commitment>().where("target", .equal, .text("AVAIL")).ordered(by: "deadline")
        print(try store.read { try $0.all(overdue) }.map(\.reference))
        // end
        #expect(try store.read { try $0.eventCount() } == 1)
    }
}

import AllianceKit
import Synchronization
import TestKit
import Testing

@testable import Referrals

/// The process dies before or after any write of the store while a referral is sent; the same command ends in one sending.
@Suite struct CrashTests {
    enum Moment: CaseIterable {
        /// The write does not happen.
        case before
        /// The write is durable, but the process never hears of it.
        case after
    }

    @Test(arguments: Moment.allCases, [nil, "key-1"] as [String?])
    func everyCrashEndsInOneSending(moment: Moment, key: String?) async throws {
        for number in 1...3 {
            let test = try TestWorkspace()
            let id = try await test.draft()
            #expect(await test.run(ApproveCommand.self, [id], actor: "lead-1").exitCode == .done)
            let words = [id] + (key.map { ["--key", $0] } ?? [])
            let crashing = CrashingStore(test.store, at: number, moment)
            let workspace = Workspace(
                folder: test.workspace.folder, configuration: .initial, store: crashing, lists: test.workspace.lists)
            let crashed = await CommandRun.run(
                SendCommand.self, words, in: workspace, clock: test.clock, surroundings: test.surroundings,
                plugins: [TestPlugin.self, ReferralsPlugin.self])
            #expect((crashed.exitCode == .done) == (number > 2), "a sending takes two writes")
            test.clock.advance(hours: 1)
            let again = await test.run(SendCommand.self, words)
            // Without a key, a sending that was finished by then is not done again.
            #expect(again.exitCode == .done || key == nil && again.errors.contains("already-sent"), "\(again.errors)")
            #expect(try test.record(id).state == .written)
            let rows = try test.store.read { try $0.all(Query<OutboxMessage>()) }
            #expect(rows.count == 1)
            #expect(rows[0].delivery.state == .written)
            #expect(try Files.names(in: test.workspace.outboxFolder) == [rows[0].fileName])
            #expect(try Files.read("\(test.workspace.outboxFolder)/\(rows[0].fileName)") == rows[0].body)
            for kind in ["approval.used", "referrals.queued", "referrals.written"] {
                #expect(test.store.eventKinds.count { $0 == kind } == 1, "\(kind)")
            }
        }
    }
}

/// A store whose process dies at one of its writes.
private final class CrashingStore: Store {
    private let inner: MemoryStore
    private let number: Int
    private let moment: CrashTests.Moment
    private let writes = Mutex(0)

    init(_ inner: MemoryStore, at number: Int, _ moment: CrashTests.Moment) {
        self.inner = inner
        self.number = number
        self.moment = moment
    }

    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result { try inner.read(body) }

    func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        let count = writes.withLock { count in
            count += 1
            return count
        }
        let death = AllianceError("test.crash", "the process died", exit: .inputOutput)
        if count == number, moment == .before { throw death }
        let result = try inner.write(body)
        if count == number { throw death }
        return result
    }
}

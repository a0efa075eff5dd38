import AllianceKit
import TestKit

@testable import Referrals

/// A workspace in memory with a folder on disk, and the steps of a referral as one-liners.
struct TestWorkspace {
    let folder: TemporaryFolder
    let store = MemoryStore()
    let clock = TestClock(CommandRun.start)
    let surroundings: Surroundings
    let workspace: Workspace

    init(configuration: Configuration = .initial, path: String = "/usr/local/bin:/usr/bin:/bin") throws {
        folder = try TemporaryFolder()
        surroundings = .test(clock: clock, environment: ["PATH": path])
        workspace = Workspace(
            folder: folder.path, configuration: configuration, store: store, lists: MemoryHashListStore())
    }

    /// Records the example matches and returns their identities.
    func addMatches() throws -> [String] {
        try store.write { transaction in
            for match in KnownFileMatch.examples {
                try transaction.put(
                    match, because: Event("hashing.match.recorded", match.id, at: clock.now, by: "analyst-1"))
            }
        }
        return KnownFileMatch.examples.map(\.id.text)
    }

    func run<Declaration: Command>(
        _ type: Declaration.Type, _ words: [String], actor: String = "analyst-1"
    ) async -> CommandRun {
        await CommandRun.run(
            type, words, in: workspace, clock: clock, surroundings: surroundings, actor: actor,
            plugins: [TestPlugin.self, ReferralsPlugin.self])
    }

    /// Drafts a valid referral of one match and returns its identity.
    func draft(_ more: [String] = []) async throws -> String {
        let match = try addMatches()[0]
        let run = await run(
            DraftCommand.self,
            [
                "--match", match, "--incident-type", "csam", "--occurred", "2026-11-20T14:05:00+01:00",
                "--occurred-meaning", "time of upload", "--url", "https://board.example.org/t/1",
            ] + more)
        guard let id = try run.record()["id"]?.stringValue else {
            throw AllianceError("test.draft", run.errors)
        }
        return id
    }

    /// Has a second person approve it, then queues and writes it.
    func send(_ id: String, _ more: [String] = []) async throws -> CommandRun {
        let approved = await run(ApproveCommand.self, [id], actor: "lead-1")
        guard approved.exitCode == .done else { throw AllianceError("test.approve", approved.errors) }
        return await run(SendCommand.self, [id, "--channel", "file"] + more)
    }

    func record(_ id: String) throws -> ReferralRecord {
        try store.read { try $0.require(ReferralRecord.self, EntityID(id)!) }
    }
}

/// What the driver's core brings: approvals and outbox rows.
enum TestPlugin: Plugin {
    static let name = ""
    static let summary = "What tests need of the driver."
    static let recordTypes: [any StoredRecord.Type] = [Approval.self, OutboxMessage.self, KnownFileMatch.self]
    static let eventKinds = Approvals.eventKinds + [EventKind("hashing.match.recorded", "A match was recorded.")]
}

import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// A hotline with an empty workspace in memory, a clock and a folder, for tests of whole commands.
final class Hotline {
    let store = MemoryStore()
    let folder: TemporaryFolder
    let clock: TestClock
    let world: Surroundings
    let workspace: Workspace
    let registry: Registry

    init(
        start: Instant = Instant("2026-11-20T00:00:00Z")!, relaxed: [String: String] = [:], oneAnalyst: Bool = true,
        settings: JSONObject = [:]
    ) throws {
        folder = try TemporaryFolder()
        registry = try Registry([TestPlugin.self])
        clock = TestClock(start)
        world = .test(clock: clock)
        var configuration = Configuration.initial
        configuration.onePersonVerbs = relaxed
        configuration.modules = settings
        if oneAnalyst { configuration.onePersonVerbs["takedown.assess"] = "one analyst in this test" }
        workspace = Workspace(
            folder: folder.path, configuration: configuration, store: store, lists: MemoryHashListStore())
    }

    @discardableResult func run<Declaration: Command>(
        _ type: Declaration.Type, _ words: [String], as actor: String = "analyst-1"
    ) async -> CommandRun {
        await CommandRun.run(
            type, words, in: workspace, clock: clock, surroundings: world, actor: actor, plugins: [TestPlugin.self])
    }

    /// Takes in, assesses and traces one report; returns nothing because everything is called by its reference.
    func open(_ reference: String = "HL-1", url: String = "https://www.example.org/a") async throws {
        let line =
            #"{"reference":"\#(reference)","receivedAt":"2026-11-19T20:00:00Z","channel":"web-form","url":"\#(url)"}"#
        let file = try folder.write("\(reference).jsonl", line + "\n")
        try #require(await run(IntakeCommand.self, [file]).exitCode == .done)
    }

    func trace(_ reference: String = "HL-1") async throws {
        try #require(
            await run(
                AssessCommand.self, [reference, "--outcome", "confirmed", "--classification", "baseline"]
            ).exitCode == .done)
        let data = Fixtures.package + "/Examples/trace"
        try #require(await run(TraceCommand.self, [reference, "--data", data]).exitCode == .done)
    }

    /// Approves everything that waits, as a second person.
    func approveAll(as person: String = "second") throws {
        let context = context(as: person)
        try store.write { transaction in
            for approval in try transaction.all(Query<Approval>()) where approval.used == nil {
                if approval.approver == nil { _ = try Approvals.approve(approval.id, in: transaction, context) }
            }
        }
    }

    /// A context of this hotline.
    func context(as actor: String = "analyst-1") -> CommandContext {
        CommandContext(
            surroundings: world, actor: actor, registry: registry,
            output: OutputWriter(format: .ndjson, width: 80) { _ in },
            talk: Talk(quiet: true, isTerminal: false, now: world.now) { _ in }, request: "test"
        ) { [workspace] _ in workspace }
    }

    func record(_ reference: String = "HL-1") throws -> CaseRecord {
        try store.read { try CaseDesk.find(reference, in: $0) }
    }

    /// Changes a case past the commands, for a test that starts in the middle.
    func change(_ reference: String = "HL-1", _ body: (inout CaseRecord) throws -> Void) throws {
        try store.write { transaction in
            var record = try CaseDesk.find(reference, in: transaction)
            try body(&record)
            try CaseDesk.put(record, "takedown.case.updated", in: transaction, at: clock.now, by: "test")
        }
    }

    func notices() throws -> [Notice] { try store.read { try $0.all(Query<Notice>()) } }

    func outbox() throws -> [OutboxMessage] { try store.read { try $0.all(Query<OutboxMessage>()) } }
}

/// Takedown alone, with the records and events that the driver's own plugin brings.
enum TestPlugin: Plugin {
    static let name = "takedown"
    static let summary = "Takedown with the core's records."
    static let eventKinds = TakedownPlugin.eventKinds + Approvals.eventKinds
    static let recordTypes: [any StoredRecord.Type] =
        TakedownPlugin.recordTypes + [
            Approval.self, OutboxMessage.self,
        ]
    static let channels: [any Channel] = TakedownPlugin.channels
    static let exporters = TakedownPlugin.exporters
}

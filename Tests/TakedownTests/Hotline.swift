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
    let mail: MailTwin
    let workspace: Workspace
    let registry: Registry

    init(
        start: Instant = Instant("2026-11-20T00:00:00Z")!, relaxed: [String: String] = [:], oneAnalyst: Bool = true,
        settings: JSONObject = [:], http: (any HTTPClient)? = nil
    ) throws {
        folder = try TemporaryFolder()
        registry = try Registry([TestPlugin.self])
        clock = TestClock(start)
        let mail = MailTwin { [clock] in clock.now }
        self.mail = mail
        var world = Surroundings.test(clock: clock)
        world.mail = { _ in mail }
        if let http { world.http = { _ in http } }
        self.world = world
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

    /// Assesses and traces it; an analyst approves whom the trace found.
    func trace(_ reference: String = "HL-1", approving: Bool = true) async throws {
        try #require(
            await run(
                AssessCommand.self, [reference, "--outcome", "confirmed", "--classification", "baseline"]
            ).exitCode == .done)
        let data = Fixtures.package + "/Examples/trace"
        try #require(await run(TraceCommand.self, [reference, "--data", data]).exitCode == .done)
        guard approving else { return }
        for contact in try store.read({ try $0.all(Query<Contact>()) }) where contact.standing == .found {
            try approve(contact.target)
        }
    }

    /// Has a mailbox in the book of contacts, approved.
    func approve(_ target: String, way: ContactWay = .mail, kind: ContactKind = .hoster) throws {
        try store.write { transaction in
            var contact =
                try transaction.get(Contact.self, Contact.id(of: way, target))
                ?? Contact(way, target, kind: kind, origin: .hand, found: clock.now, by: "analyst-1")
            contact.approve(by: "analyst-1", at: clock.now, reason: "known")
            try ContactDesk.put(
                contact, "takedown.contact.approved", in: transaction, at: clock.now, by: "analyst-1")
        }
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

    func looks(_ reference: String = "HL-1") throws -> [Look] {
        let id = try record(reference).id
        return try store.read { try $0.all(Look.query(id)) }
    }

    func letters() throws -> [Letter] { try store.read { try $0.all(Query<Letter>()) } }

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

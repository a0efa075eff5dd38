import AllianceKit
import Cryptography
import TestKit
import Testing

@testable import Referrals

/// Two people, one transaction, and only what is known is said.
@Suite struct SendTests {
    @Test func nothingLeavesWithoutASecondPerson() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let early = await test.run(SendCommand.self, [id, "--channel", "file"])
        #expect(early.exitCode == .notAllowed)
        #expect(early.errors.contains("referrals approve \(id)"))
        let same = await test.run(ApproveCommand.self, [id])
        #expect(same.exitCode == .notAllowed)
        #expect(same.errors.contains("approval.same-person"))
        #expect(test.store.recordCount(in: OutboxMessage.table) == 0)
        #expect(!Files.exists(test.workspace.outboxFolder))
        let approved = await test.run(ApproveCommand.self, [id], actor: "lead-1")
        #expect(approved.exitCode == .done, "\(approved.errors)")
        let sent = await test.run(SendCommand.self, [id, "--channel", "file"])
        #expect(sent.exitCode == .done, "\(sent.errors)")
        #expect(try sent.record()["state"] == "written")
        #expect(try test.record(id).state == .written)
        #expect(
            test.store.eventKinds.suffix(8) == [
                "approval.proposed", "approval.approved", "referrals.approved", "approval.used", "referrals.queued",
                "referrals.outbox.changed", "referrals.written", "referrals.outbox.changed",
            ])
        for kind in ["referrals.queued", "referrals.written"] {
            #expect(test.store.events.filter { $0.event.kind == kind }.map(\.event.subject.text) == [id])
        }
    }

    @Test func theFileIsTheApprovedPackage() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let answer = try await test.send(id).record()
        let file = try #require(answer["file"]?.stringValue)
        let bytes = try Files.read("\(test.workspace.outboxFolder)/\(file)")
        #expect(Digester.digest(.sha256, of: bytes).description == answer["fileDigest"]?.stringValue)
        #expect(Files.permissions("\(test.workspace.outboxFolder)/\(file)") == 0o600)
        let approval = try test.store.read { try $0.first(Query<Approval>().where("open", .equal, .flag(false))) }
        #expect(approval?.digest.description == answer["contentDigest"]?.stringValue)
        let unpacked = try ExternalTool.run(
            "/bin/tar", ["-xf", "\(test.workspace.outboxFolder)/\(file)", "-C", test.folder.path])
        #expect(unpacked.exitCode == 0)
        let manifest = try Files.read(test.folder.file("\(id)/tagmanifest-sha256.txt"))
        #expect(Digester.digest(.sha256, of: manifest).description == answer["digest"]?.stringValue)
    }

    @Test func theGenericApprovalServesAsWell() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let approval = try test.store.read { try #require(try $0.first(Query<Approval>())) }
        #expect(approval.verb == "referrals.send")
        var consented = approval
        consented.approver = "lead-1"
        try test.store.write {
            try $0.put(
                consented, because: Event("approval.approved", approval.subject, at: test.clock.now, by: "lead-1"))
        }
        #expect(await test.run(SendCommand.self, [id]).exitCode == .done)
    }

    @Test func anExpiredApprovalIsWorthNothing() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        #expect(await test.run(ApproveCommand.self, [id], actor: "lead-1").exitCode == .done)
        test.clock.advance(hours: 73)
        #expect(await test.run(SendCommand.self, [id]).exitCode == .notAllowed)
        #expect(await test.run(ApproveCommand.self, [id], actor: "lead-1").exitCode == .done)
        #expect(await test.run(SendCommand.self, [id]).exitCode == .done)
    }

    @Test func aConfiguredExceptionIsSaidInTheLedger() async throws {
        var configuration = Configuration.initial
        configuration.onePersonVerbs = ["referrals.send": "one-person hotline"]
        let test = try TestWorkspace(configuration: configuration)
        let id = try await test.draft()
        #expect(await test.run(SendCommand.self, [id]).exitCode == .done)
        let used = test.store.events.first { $0.event.kind == "approval.used" }
        #expect(used?.event.facts["relaxed"] == "one-person hotline")
    }

    @Test func nothingIsSentTwice() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        #expect(try await test.send(id, ["--key", "k"]).exitCode == .done)
        let again = await test.run(SendCommand.self, [id, "--channel", "file"])
        #expect(again.exitCode == .notAllowed)
        #expect(again.errors.contains("referrals.already-sent"))
        let repeated = await test.run(SendCommand.self, [id, "--channel", "file", "--key", "k"])
        #expect(repeated.exitCode == .done)
        #expect(test.store.recordCount(in: OutboxMessage.table) == 1)
        #expect(test.store.eventKinds.count { $0 == "referrals.queued" } == 1)
    }

    @Test func aCrashBetweenRowAndFileIsMended() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        #expect(await test.run(ApproveCommand.self, [id], actor: "lead-1").exitCode == .done)
        // The outbox cannot be written: the row and the event are durable, the file is not there.
        try Files.write([], to: test.workspace.outboxFolder)
        let broken = await test.run(SendCommand.self, [id, "--key", "k"])
        #expect(broken.exitCode != .done)
        #expect(try test.record(id).state == .queued)
        let pending = try test.store.read { try #require(try $0.first(Query<OutboxMessage>())) }
        #expect(pending.delivery.state == .pending)
        #expect(try UnansweredReferralsCheck.states(test) == [.failed])
        try Files.remove(test.workspace.outboxFolder)
        let mended = await test.run(SendCommand.self, [id, "--key", "k"])
        #expect(mended.exitCode == .done, "\(mended.errors)")
        #expect(try test.record(id).state == .written)
        #expect(try Files.read("\(test.workspace.outboxFolder)/\(pending.fileName)") == pending.body)
        #expect(test.store.recordCount(in: OutboxMessage.table) == 1)
        #expect(test.store.eventKinds.count { $0 == "approval.used" } == 1)
    }

    @Test func sentIsSaidOnlyWhenTheReceiverAnswered() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let early = await test.run(StatusCommand.self, [id, "--accepted", "1"])
        #expect(early.exitCode == .notAllowed)
        _ = try await test.send(id)
        #expect(!test.store.eventKinds.contains("referrals.sent"))
        test.clock.advance(hours: 5)
        let waiting = try await test.run(StatusCommand.self, [id]).record()
        #expect(waiting["state"] == "written")
        #expect(waiting["waiting"]?.doubleValue == 18_000)
        let future = await test.run(StatusCommand.self, [id, "--accepted", "1", "--at", "2026-11-24T00:00:00Z"])
        #expect(future.exitCode == .usage)
        let accepted = await test.run(
            StatusCommand.self, [id, "--accepted", "4564654", "--at", "2026-11-23T10:00:00Z"])
        #expect(accepted.exitCode == .done, "\(accepted.errors)")
        #expect(try accepted.record()["state"] == "accepted")
        #expect(try accepted.record()["delivery"] == "accepted")
        #expect(test.store.eventKinds.count { $0 == "referrals.sent" } == 1)
        let event = try #require(test.store.events.first { $0.event.kind == "referrals.sent" }).event
        #expect(event.time == Instant("2026-11-23T10:00:00Z"))
        #expect(event.facts["recordedAt"] == "2026-11-23T14:00:00Z")
        #expect(await test.run(StatusCommand.self, [id, "--accepted", "2"]).exitCode == .notAllowed)
    }

    @Test func aRefusalIsAState() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        _ = try await test.send(id)
        let refused = await test.run(StatusCommand.self, [id, "--refused", "wrong address"])
        #expect(try refused.record()["state"] == "refused")
        #expect(test.store.eventKinds.suffix(2) == ["referrals.refused", "referrals.outbox.changed"])
        #expect(!test.store.eventKinds.contains("referrals.sent"))
    }
}

extension UnansweredReferralsCheck {
    /// What the check finds in a test's workspace.
    static func states(_ test: TestWorkspace) throws -> [HealthFinding.State] {
        try examine(test.context()).map(\.state)
    }
}

extension EndingHoldsCheck {
    /// What the check finds in a test's workspace.
    static func states(_ test: TestWorkspace) throws -> [HealthFinding.State] {
        try examine(test.context()).map(\.state)
    }
}

extension TestWorkspace {
    /// A context outside of any command.
    func context() throws -> CommandContext {
        let workspace = workspace
        return CommandContext(
            surroundings: surroundings, actor: "analyst-1", registry: try Registry([]),
            output: OutputWriter(format: .json, width: 80) { _ in },
            talk: Talk(quiet: true, isTerminal: false, now: { CommandRun.start }) { _ in }, request: ""
        ) { _ in workspace }
    }
}

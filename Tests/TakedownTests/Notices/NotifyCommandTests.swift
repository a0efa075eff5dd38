import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// `takedown notify`: two persons, one notice, no hold, no loss.
struct NotifyCommandTests {
    @Test func theFirstCallProposesTheSecondSends() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        let first = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(first.exitCode == .notAllowed)
        #expect(first.errors.contains("approval_"))
        #expect(try hotline.record().state == .noticeReady)
        #expect(try hotline.outbox().isEmpty)
        let proposed = try #require(try hotline.notices().first)

        hotline.clock.advance(hours: 2)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .notAllowed)
        #expect(try hotline.notices().map(\.id) == [proposed.id], "the same proposal, the same bytes")

        try hotline.approveAll()
        let second = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(second.exitCode == .done)
        #expect(try second.record()["state"] == "queued")
        #expect(try hotline.record().state == .queued)
        let message = try #require(try hotline.outbox().first)
        #expect(message.delivery.state == .written, "written, and never more than that")
        #expect(
            try Files.read(hotline.folder.file("outbox/\(message.fileName)"))
                == Array(try #require(try hotline.letters().first).message.utf8))
        #expect(!hotline.store.eventKinds.contains("takedown.notice.sent"))
    }

    @Test func theProposerCannotApprove() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(NotifyCommand.self, ["HL-1"])
        let waiting = try #require(try hotline.store.read { try $0.first(Query<Approval>()) })
        #expect(throws: AllianceError.self) {
            try hotline.store.write { try Approvals.approve(waiting.id, in: $0, hotline.context()) }
        }
    }

    @Test func oneNoticeForCaseContactAndRound() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "one analyst on duty"])
        try await hotline.open()
        try await hotline.trace()
        let first = await hotline.run(NotifyCommand.self, ["HL-1", "--key", "k"])
        let again = await hotline.run(NotifyCommand.self, ["HL-1", "--key", "k"])
        let without = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(first.output == again.output)
        #expect(without.exitCode == .done)
        #expect(try hotline.notices().count == 1)
        #expect(try hotline.outbox().count == 1)
    }

    @Test func aHoldKeepsItBackUntilItEnds() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        let hold = ["HL-1", "--hours", "10", "--authority", "Example Police", "--reason", "evidence"]
        #expect(await hotline.run(HoldCommand.self, hold).exitCode == .done)
        let held = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(held.exitCode == .notAllowed)
        #expect(held.errors.contains("takedown.hold.lives"))
        #expect(try hotline.notices().isEmpty)

        hotline.clock.advance(hours: 11)
        #expect(try hotline.record().timer(at: hotline.clock.now)?.step == .holdEnded)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .done)
        let record = try hotline.record()
        #expect(record.clocks.holdReleased == record.holds.first?.until)
        #expect(record.holds.first?.endedBy == "system")
    }

    @Test func aReleaseNeedsTwoPersons() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(HoldCommand.self, ["HL-1", "--hours", "10", "--authority", "Police", "--reason", "x"])
        let words = ["HL-1", "--reason", "evidence is secured"]
        #expect(await hotline.run(ReleaseCommand.self, words).exitCode == .notAllowed)
        #expect(try hotline.record().state == .leHold)
        try hotline.approveAll()
        #expect(await hotline.run(ReleaseCommand.self, ["HL-1", "--reason", "other"]).exitCode == .notAllowed)
        #expect(await hotline.run(ReleaseCommand.self, words).exitCode == .done)
        #expect(try hotline.record().state == .noticeReady)
        #expect(try hotline.record().clocks.holdReleased == hotline.clock.now)
    }

    @Test func whatACrashLeftBehindIsDeliveredOnce() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        // As if the process had died between the transaction and the file.
        let desk = try NoticeDesk(hotline.context())
        let notice = try hotline.store.write { try desk.prepare("HL-1", in: $0) }
        _ = try hotline.store.write { try desk.queue(notice.letter, in: $0) }
        #expect(try hotline.outbox().map(\.delivery.state) == [.pending])
        #expect(try NoticeCheck.examine(hotline.context()).map(\.state) == [.warning])

        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .done)
        #expect(try hotline.outbox().map(\.delivery.state) == [.written])
        #expect(try Files.names(in: hotline.folder.file("outbox")) == ["\(notice.letter).eml"])
        #expect(hotline.store.eventKinds.count { $0 == "takedown.message.written" } == 1)
        #expect(try NoticeCheck.examine(hotline.context()).map(\.state) == [.ok])
    }

    @Test func aWithdrawnCaseSendsNothing() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        let desk = try NoticeDesk(hotline.context())
        let notice = try hotline.store.write { try desk.prepare("HL-1", in: $0) }
        _ = try hotline.store.write { try desk.queue(notice.letter, in: $0) }
        await hotline.run(WithdrawCommand.self, ["HL-1", "--reason", "entered twice"])
        await hotline.run(NotifyCommand.self, ["--all"])
        #expect(try hotline.outbox().map(\.delivery.state) == [.refused])
        #expect(!Files.exists(hotline.folder.file("outbox/\(notice.letter).eml")))
    }

    @Test func anOldProposalIsWrittenAnewAfterANewTrace() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(NotifyCommand.self, ["HL-1"])
        hotline.clock.advance(hours: 1)
        await hotline.run(TraceCommand.self, ["HL-1", "--data", Fixtures.package + "/Examples/trace"])
        hotline.clock.advance(hours: 1)
        await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try hotline.notices().map(\.state) == [.cancelled, .proposed])
    }

    @Test func aRefusalMakesRoomForAnotherNotice() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(NotifyCommand.self, ["HL-1"])
        hotline.clock.advance(minutes: 5)
        #expect(await hotline.run(SentCommand.self, ["HL-1", "--reply", "550 5.1.1 no such user"]).exitCode == .done)
        #expect(try hotline.record().state == .bounced)
        #expect(try hotline.record().clocks.noticeAccepted == nil)
        try hotline.approve("noc@example.net")
        #expect(
            await hotline.run(NotifyCommand.self, ["HL-1", "--contact", "noc@example.net"]).exitCode == .done)
        #expect(try hotline.notices().map(\.state) == [.refused, .queued])
    }

    @Test func nobodyIsWrittenToBeforeAnAnalystSaidSo() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace(approving: false)
        let found = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(found.exitCode == .notAllowed)
        #expect(found.errors.contains("takedown.contact.unapproved"))
        let named = await hotline.run(NotifyCommand.self, ["HL-1", "--contact", "abuse@example.net"])
        #expect(named.errors.contains("takedown.contact.none"))
        #expect(try hotline.notices().isEmpty)
    }

    @Test(arguments: ["x", "a@b", "a@example.org\r\nBcc: b@example.org", "a b@example.org", "@example.org"])
    func hostileContactsAreRefused(contact: String) async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        let run = await hotline.run(NotifyCommand.self, ["HL-1", "--contact", contact])
        #expect(run.exitCode == .unusableInput)
        #expect(try hotline.notices().isEmpty)
    }
}

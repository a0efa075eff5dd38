import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Triage, law enforcement, partners abroad, appeals and blocks: what the commands do to a case.
struct CaseHandlingTests {
    private let data = Fixtures.package + "/Examples/trace"

    @Test func urgentCasesAreDueSooner() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        #expect(try hotline.record().timer?.due == Instant("2026-11-20T20:00:00Z"))
        await hotline.run(TriageCommand.self, ["HL-1", "--priority", "urgent"])
        let record = try hotline.record()
        #expect(record.state == .triage && record.priority == .urgent)
        #expect(record.timer == CaseTimer(.assess, Instant("2026-11-19T22:00:00Z")!))
    }

    @Test func noticesWaitForTheAuthoritysAnswer() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(InformCommand.self, ["HL-1", "--authority", "Example Police"])
        #expect(try hotline.record().state == .leNotified)
        #expect(try hotline.record().timer?.step == .authorityEnded)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode != .done)
        await hotline.run(InformCommand.self, ["HL-1", "--no-objection"])
        #expect(try hotline.record().state == .noticeReady)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .done)
    }

    @Test func aHouseThatInformsFirstSendsNothingBefore() async throws {
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test"], settings: ["takedown": ["schedule": ["informFirst": true]]])
        try await hotline.open()
        try await hotline.trace()
        let refused = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(refused.exitCode == .notAllowed && refused.errors.contains("takedown.authority.first"))
        await hotline.run(InformCommand.self, ["HL-1", "--authority", "Example Police", "--hours", "1"])
        await hotline.run(InformCommand.self, ["HL-1", "--no-objection"])
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .done)
    }

    @Test func whatThePartnerAbroadSays() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        try hotline.change { $0.state = .referredAbroad }
        hotline.clock.advance(minutes: 60)
        await hotline.run(AbroadCommand.self, ["HL-1", "--answer", "asked"])
        #expect(try hotline.record().timer == CaseTimer(.followUpAbroad, hotline.clock.now.adding(hours: 72)))
        await hotline.run(AbroadCommand.self, ["HL-1", "--answer", "returned"])
        #expect(try hotline.record().state == .confirmed && hotline.record().trace == nil)
        try hotline.change { $0.state = .referredAbroad }
        await hotline.run(AbroadCommand.self, ["HL-1", "--answer", "done"])
        #expect(try hotline.record().state == .closedAbroad)
    }

    @Test func anAppealStopsEscalationAndNotLooks() async throws {
        let hotline = try Hotline()
        try await watched(hotline)
        await hotline.run(AppealCommand.self, ["HL-1", "--by", "site-owner", "--reason", "a news page"])
        var record = try hotline.record()
        #expect(record.state == .onAppeal && record.resumes == .watching)
        for verb in [CaseVerb.remind, .escalate, .prepareNotice, .queueNotice] {
            #expect(throws: AllianceError.self) {
                try record.apply(verb, at: hotline.clock.now, by: "a", now: hotline.clock.now)
            }
        }
        await hotline.run(CheckCommand.self, ["HL-1", "--outcome", "online"])
        #expect(try hotline.record().state == .onAppeal)
        #expect(await hotline.run(AppealCommand.self, decision("rejected")).exitCode == .notAllowed)
        try hotline.approveAll()
        #expect(await hotline.run(AppealCommand.self, decision("rejected")).exitCode == .done)
        #expect(try hotline.record().state == .watching && hotline.record().openAppeal == nil)
    }

    @Test func anUpheldAppealWithdrawsTheCase() async throws {
        let hotline = try Hotline(relaxed: ["takedown.appeal": "test"])
        try await watched(hotline)
        await hotline.run(AppealCommand.self, ["HL-1", "--by", "provider", "--reason", "no such thing"])
        await hotline.run(AppealCommand.self, decision("upheld"))
        #expect(try hotline.record().state == .withdrawn)
        #expect(try hotline.record().appeals.map(\.decision) == [.upheld])
    }

    @Test func aBlockEndsWhereTheCaseRests() throws {
        var record = CaseRecord.examples[0]
        let now = record.since.adding(hours: 100)
        func apply(_ verbs: CaseVerb...) throws {
            for verb in verbs { try record.apply(verb, at: now, by: "a", now: now) }
        }
        try apply(.confirm, .traceHosted, .prepareNotice, .queueNotice, .acceptNotice, .activateBlock)
        #expect(record.state == .blocked)
        try apply(.escalate)
        #expect(record.state == .blocked && record.level == 1)
        try apply(.seeGone, .seeOnline)
        #expect(record.state == .blocked, "seen again, and still on the list")
        try apply(.startAppeal, .liftBlock, .endAppeal)
        #expect(record.state == .escalated && !record.isBlocked)
    }

    @Test func anotherHostMeansAnotherNoticeAndTheSameClock() throws {
        var record = CaseRecord.examples[0]
        let received = record.clocks.received
        let now = record.since.adding(hours: 100)
        for verb in [
            CaseVerb.confirm, .traceHosted, .prepareNotice, .queueNotice, .acceptNotice, .escalate, .seeRehosted,
        ] { try record.apply(verb, at: now, by: "a", now: now) }
        #expect(record.state == .rehosted && record.round == 2 && record.level == 0)
        #expect(record.clocks.received == received && record.clocks.noticeAccepted == nil)
        #expect(record.timer?.step == .trace)
    }

    private func decision(_ word: String) -> [String] { ["HL-1", "--decide", word, "--reason", "we looked"] }

    private func watched(_ hotline: Hotline) async throws {
        try await hotline.open()
        try await hotline.trace()
        try hotline.change { record in
            let now = hotline.clock.now
            for verb in [CaseVerb.prepareNotice, .queueNotice, .acceptNotice, .seeOnline] {
                try record.apply(verb, at: now, by: "a", now: now)
            }
        }
        #expect(try hotline.record().state == .watching)
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Reminders and the chain of escalation.
struct EscalationTests {
    private func sent(_ count: Int = 1) async throws -> Hotline {
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test", "takedown.remind": "test", "takedown.escalate": "test"],
            settings: LetterDeliveryTests.mailSettings)
        for number in 1...count {
            try await hotline.open("HL-\(number)", url: "https://www.example.org/\(number)")
            try await hotline.trace("HL-\(number)")
        }
        try #require(await hotline.run(NotifyCommand.self, ["--all"]).exitCode == .done)
        return hotline
    }

    @Test func aReminderStandsInTheThread() async throws {
        let hotline = try await sent(2)
        hotline.clock.advance(hours: 25)
        let run = await hotline.run(RemindCommand.self, ["HL-1", "HL-2"])
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(hotline.mail.sent.count == 2, "one letter and one reminder")
        let first = try #require(try hotline.letters().first)
        let reminder = hotline.mail.sent[1].message
        #expect(reminder.contains("In-Reply-To: <\(first.id)@example.org>"))
        #expect(reminder.contains("Reminder 1"))
        #expect(try hotline.record().reminders == 1)
        #expect(try hotline.record().state == .sent)
        #expect(try hotline.record().clocks.noticeAccepted == Instant("2026-11-20T00:00:00Z"))

        hotline.clock.advance(hours: 25)
        await hotline.run(RemindCommand.self, ["HL-1"])
        #expect(try hotline.record().reminders == 2)
        #expect(try hotline.record("HL-2").reminders == 1)
        let references = hotline.mail.sent[2].message.split(separator: "\r\n").first { $0.hasPrefix("References:") }
        #expect(references?.contains(first.id.text) == true)
    }

    @Test func theChainGoesUpByLevel() async throws {
        let hotline = try await sent()
        try hotline.approve("abuse@upstream.example.net", kind: .upstream)
        try hotline.approve("abuse@registrar.example.net", kind: .registrar)
        try hotline.approve("police@example.org", kind: .police)
        for (level, contact) in [
            "abuse@upstream.example.net", "abuse@registrar.example.net", "police@example.org",
        ].enumerated() {
            hotline.clock.advance(hours: 48)
            let run = await hotline.run(EscalateCommand.self, ["HL-1", "--to", contact])
            #expect(run.exitCode == .done, "\(run.errors)")
            #expect(try hotline.record().level == level + 1)
            #expect(try hotline.record().state == .escalated)
        }
        #expect(try hotline.letters().map(\.kind) == [.first, .escalation, .escalation, .police])
        let end = await hotline.run(EscalateCommand.self, ["HL-1", "--to", "police@example.org"])
        #expect(end.errors.contains("takedown.escalation.end"))
        #expect(hotline.mail.sent.count == 4)
    }

    @Test func withoutAnApprovedContactTheCaseWaits() async throws {
        let hotline = try await sent()
        try hotline.store.write { transaction in
            for var contact in try transaction.all(Query<Contact>()) where contact.kind == .upstream {
                contact.standing = .found
                try ContactDesk.put(
                    contact, "takedown.contact.found", in: transaction, at: hotline.clock.now, by: "test")
            }
        }
        hotline.clock.advance(hours: 49)
        let run = await hotline.run(EscalateCommand.self, ["HL-1"])
        #expect(run.exitCode != .done)
        #expect(run.errors.contains("takedown.contact."))
        #expect(try hotline.record().level == 0)
    }

    @Test func aHoldKeepsRemindersBack() async throws {
        let hotline = try await sent()
        try hotline.change { record in
            record.holds.append(
                CaseHold(
                    authority: "Police", reason: "x", placedBy: "l", placed: hotline.clock.now,
                    until: hotline.clock.now.adding(hours: 100)))
        }
        hotline.clock.advance(hours: 49)
        for run in [
            await hotline.run(RemindCommand.self, ["HL-1"]), await hotline.run(EscalateCommand.self, ["HL-1"]),
        ] {
            #expect(run.exitCode == .notAllowed)
            #expect(run.errors.contains("takedown.hold.lives"))
        }
        #expect(hotline.mail.sent.count == 1)
    }

    @Test func theBatchForARun() async throws {
        let hotline = try await sent(3)
        hotline.clock.advance(hours: 25)
        let desk = try NoticeDesk(hotline.context())
        let ids = try (1...3).map { try hotline.record("HL-\($0)").id }
        let outcome = try hotline.store.write { try desk.send(ids, NoticeDesk.Wish(kind: .reminder), in: $0) }
        #expect(outcome.settled.queued.count == 3)
        #expect(outcome.settled.waiting.isEmpty)
        try await desk.deliverPending()
        #expect(hotline.mail.sent.count == 2)
        let again = try hotline.store.write { try desk.send(ids, NoticeDesk.Wish(kind: .first), in: $0) }
        #expect(again.settled.queued.isEmpty, "one notice for a case, a contact, a level and a round")
    }

    @Test func withoutApprovalTheBatchProposes() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        let desk = try NoticeDesk(hotline.context())
        let id = try hotline.record().id
        for _ in 0..<2 {
            let outcome = try hotline.store.write { try desk.send([id], in: $0) }
            #expect(outcome.settled.waiting.count == 1)
        }
        #expect(try hotline.store.read { try $0.count(Query<Approval>()) } == 1)
        #expect(try hotline.outbox().isEmpty)
    }
}

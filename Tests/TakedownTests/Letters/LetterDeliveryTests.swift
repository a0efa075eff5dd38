import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// What is known of a delivery, and what follows from it.
struct LetterDeliveryTests {
    static let mailSettings: JSONObject = [
        "takedown": .object([
            "mail": .object(["host": "127.0.0.1", "port": 25, "security": "none"]),
            "letters": .object(["channel": "smtp"]),
        ])
    ]
    static let contact = "abuse@hosting-one.example.net"

    private func ready(_ references: [String] = ["HL-1"], settings: JSONObject = mailSettings) async throws -> Hotline {
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test", "takedown.remind": "test", "takedown.escalate": "test"],
            settings: settings)
        for reference in references {
            try await hotline.open(reference, url: "https://www.example.org/\(reference)")
            try await hotline.trace(reference)
        }
        return hotline
    }

    @Test func acceptedOverSMTPIsSentWithTheServersReply() async throws {
        let hotline = try await ready()
        hotline.clock.advance(minutes: 7)
        let run = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(run.exitCode == .done, "\(run.errors)")
        let record = try hotline.record()
        #expect(record.state == .sent)
        #expect(record.clocks.noticeAccepted == hotline.clock.now)
        let notice = try #require(try hotline.notices().first)
        #expect(notice.state == .accepted)
        #expect(notice.reply == "250 2.0.0 queued")
        #expect(hotline.mail.sent.count == 1)
        let sent = try #require(hotline.mail.sent.first)
        #expect(sent.from.hasPrefix("bounce+") && sent.from.hasSuffix("@example.org"))
        #expect(sent.message == (try hotline.letters().first?.message))
        #expect(Files.permissions("\(hotline.workspace.keysFolder)/bounce.key") == 0o600)

        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(hotline.mail.sent.count == 1)
    }

    @Test func refusedForGoodHasTheContactReviewed() async throws {
        let hotline = try await ready()
        hotline.mail.answer(try #require(try hotline.record().trace?.contact), .refused)
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try hotline.record().state == .bounced)
        #expect(try hotline.notices().map(\.state) == [.refused])
        let contact = try #require(try hotline.record().trace?.contact)
        let standing = try hotline.store.read { try ContactDesk.find(contact, in: $0).standing }
        #expect(standing == .bounced)
        // Another approved contact of the trace, or none: never the same one again.
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try hotline.notices().filter { $0.contact == contact }.count == 1)
    }

    @Test func refusedForNowIsTriedAgainLater() async throws {
        let hotline = try await ready()
        let contact = try #require(try hotline.record().trace?.contact)
        hotline.mail.answer(contact, .later)
        let first = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(first.exitCode == .partial)
        #expect(try hotline.record().state == .queued)
        var row = try #require(try hotline.outbox().first)
        #expect(row.delivery.state == .pending)
        #expect(row.attempts == 1)
        #expect(row.notBefore == hotline.clock.now.adding(seconds: 300))
        #expect(row.handedOver == nil)

        hotline.mail.answer(contact, .accepted)
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(hotline.mail.sent.isEmpty, "not before its time")
        hotline.clock.advance(minutes: 5)
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(hotline.mail.sent.count == 1)
        #expect(try hotline.record().state == .sent)
        row = try #require(try hotline.outbox().first)
        #expect(row.delivery.state == .accepted)
    }

    @Test func refusedForNowTooLongIsGivenUp() async throws {
        let hotline = try await ready()
        let contact = try #require(try hotline.record().trace?.contact)
        hotline.mail.answer(contact, .later)
        for _ in 0..<12 {
            _ = await hotline.run(NotifyCommand.self, ["HL-1"])
            hotline.clock.advance(hours: 4)
        }
        #expect(try hotline.notices().first?.state == .refused)
        #expect(try hotline.notices().first?.reply?.hasPrefix("given up after") == true)
        #expect(try hotline.outbox().first?.delivery.state == .refused)
    }

    @Test func pausesGrow() {
        #expect((1...8).map { NoticeDesk.pause($0) } == [300, 600, 1200, 2400, 4800, 9600, 14400, 14400])
    }

    @Test func whatMayHaveArrivedIsNeverSentAgainByItself() async throws {
        let hotline = try await ready()
        let contact = try #require(try hotline.record().trace?.contact)
        hotline.mail.answer(contact, .unknown)
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try hotline.notices().map(\.state) == [.unknown])
        #expect(try hotline.record().state == .queued)
        #expect(try NoticeCheck.examine(hotline.context()).map(\.state) == [.warning])
        hotline.mail.answer(contact, .accepted)
        hotline.clock.advance(hours: 30)
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        _ = await hotline.run(NotifyCommand.self, ["--all"])
        #expect(hotline.mail.sent.count == 1)

        #expect(await hotline.run(NotifyCommand.self, ["HL-1", "--resend", "--key", "r"]).exitCode == .done)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1", "--resend", "--key", "r"]).exitCode == .done)
        #expect(hotline.mail.sent.count == 2)
        #expect(hotline.mail.sent[0].message == hotline.mail.sent[1].message)
        #expect(try hotline.record().state == .sent)
    }

    @Test func anAnalystCanSayThatItArrived() async throws {
        let hotline = try await ready()
        hotline.mail.answer(try #require(try hotline.record().trace?.contact), .unknown)
        _ = await hotline.run(NotifyCommand.self, ["HL-1"])
        hotline.clock.advance(hours: 1)
        #expect(await hotline.run(SentCommand.self, ["HL-1", "--reply", "250 seen in their log"]).exitCode == .done)
        #expect(try hotline.record().state == .sent)
        #expect(try hotline.notices().map(\.state) == [.accepted])
    }

    @Test func aHandOverThatACrashCutShortIsUnknown() async throws {
        let hotline = try await ready()
        let desk = try NoticeDesk(hotline.context())
        try hotline.store.write { transaction in
            let notice = try desk.prepare("HL-1", in: transaction)
            try desk.queue(notice.letter, in: transaction)
            var row = try #require(try transaction.all(Query<OutboxMessage>()).first)
            row.handedOver = hotline.clock.now
            try transaction.put(row, because: Event("takedown.message.begun", row.id, at: row.created, by: "test"))
        }
        try await desk.deliverPending()
        #expect(try hotline.outbox().first?.delivery.state == .pending, "another process may still be at it")
        hotline.clock.advance(hours: 1)
        try await desk.deliverPending()
        #expect(hotline.mail.sent.isEmpty)
        #expect(try hotline.outbox().first?.delivery.state == .unknown)
        #expect(try hotline.notices().map(\.state) == [.unknown])
    }

    @Test func aServerThatIsDownCostsOneAttempt() async throws {
        let hotline = try await ready(["HL-1", "HL-2", "HL-3"])
        for (place, reference) in ["HL-1", "HL-2", "HL-3"].enumerated() {
            try hotline.approve("desk\(place)@example.net")
            hotline.mail.answer("desk\(place)@example.net", .down)
            _ = await hotline.run(NotifyCommand.self, [reference, "--contact", "desk\(place)@example.net"])
        }
        #expect(try hotline.outbox().allSatisfy { $0.delivery.state == .pending && $0.handedOver == nil })
    }

    @Test func withoutAServerNothingIsLost() async throws {
        let hotline = try await ready(settings: ["takedown": .object(["letters": .object(["channel": "smtp"])])])
        let run = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(run.errors.contains("takedown.mail.unset"))
        #expect(try hotline.outbox().map(\.delivery.state) == [.pending])
        #expect(try hotline.outbox().first?.attempts == nil)
    }
}

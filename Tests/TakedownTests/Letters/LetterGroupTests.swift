import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Several cases in one letter; what happens to it until it leaves.
struct LetterGroupTests {
    private func hotline(
        _ count: Int = 3, relaxed: Bool = false, settings: JSONObject = [:]
    ) async throws -> Hotline {
        let hotline = try Hotline(relaxed: relaxed ? ["takedown.notify": "test"] : [:], settings: settings)
        for number in 1...count {
            try await hotline.open("HL-\(number)", url: "https://www.example.org/\(number);a?x=1;2")
            try await hotline.trace("HL-\(number)")
        }
        return hotline
    }

    @Test func oneLetterForOneContact() async throws {
        let hotline = try await hotline()
        let run = await hotline.run(NotifyCommand.self, ["--all"])
        #expect(run.exitCode == .notAllowed)
        #expect(try hotline.letters().count == 1)
        #expect(try hotline.notices().count == 3)
        #expect(Set(try hotline.notices().map(\.digest)) == Set(try hotline.letters().map(\.digest)))
        #expect(Set(try hotline.notices().map(\.token)).count == 3)
        try hotline.approveAll()
        let sent = await hotline.run(NotifyCommand.self, ["--all"])
        #expect(sent.exitCode == .done)
        #expect(try sent.records().map { $0["cases"] } == [3, 3, 3])
        #expect(try hotline.outbox().count == 1)
        for number in 1...3 { #expect(try hotline.record("HL-\(number)").state == .queued) }

        hotline.clock.advance(minutes: 1)
        #expect(await hotline.run(SentCommand.self, ["HL-2", "--reply", "250 ok"]).exitCode == .done)
        for number in 1...3 { #expect(try hotline.record("HL-\(number)").state == .sent, "one answer for the letter") }
    }

    @Test func aLaterCaseJoinsWhileNobodyApproved() async throws {
        let hotline = try await hotline()
        await hotline.run(NotifyCommand.self, ["HL-1"])
        let before = try #require(try hotline.letters().first).digest
        hotline.clock.advance(minutes: 30)
        await hotline.run(NotifyCommand.self, ["HL-2"])
        #expect(try hotline.letters().count == 1)
        #expect(try hotline.letters().first?.digest != before, "an approval of the old bytes is none of the new")
        try hotline.approveAll()
        await hotline.run(NotifyCommand.self, ["HL-3"])
        #expect(try hotline.letters().count == 2, "what was approved stays as it is")
        hotline.clock.advance(hours: 2)
        try await hotline.open("HL-4", url: "https://www.example.org/4")
        try await hotline.trace("HL-4")
        await hotline.run(NotifyCommand.self, ["HL-4"])
        #expect(try hotline.letters().count == 3, "the window is over")
    }

    @Test func urgentCasesGoAlone() async throws {
        let hotline = try await hotline()
        try hotline.change("HL-2") { $0.priority = .urgent }
        await hotline.run(NotifyCommand.self, ["--all"])
        let letters = try hotline.letters()
        #expect(letters.map(\.notices.count).sorted() == [1, 2])
        #expect(letters.filter(\.isUrgent).count == 1)
    }

    @Test func whoMayNotGoLeavesTheLetter() async throws {
        let hotline = try await hotline()
        await hotline.run(NotifyCommand.self, ["--all"])
        await hotline.run(WithdrawCommand.self, ["HL-2", "--reason", "entered twice"])
        let letter = try #require(try hotline.letters().first)
        #expect(letter.notices.count == 2)
        #expect(!letter.message.contains("HL-2"))
        try hotline.approveAll()
        #expect(
            await hotline.run(NotifyCommand.self, ["--all"]).exitCode == .notAllowed, "the new bytes need an approval")
        try hotline.approveAll()
        #expect(await hotline.run(NotifyCommand.self, ["--all"]).exitCode == .done)
        #expect(try hotline.outbox().count == 1)
    }

    @Test func theLastLookBeforeItLeaves() async throws {
        let hotline = try await hotline(relaxed: true)
        let desk = try NoticeDesk(hotline.context())
        try hotline.store.write { transaction in
            let prepared = try desk.prepare(["HL-1", "HL-2", "HL-3"], in: transaction)
            try desk.queue(try prepared[0].result.get().letter, in: transaction)
        }
        await hotline.run(WithdrawCommand.self, ["HL-2", "--reason", "entered twice"])
        try await desk.deliverPending()
        #expect(try hotline.outbox().map(\.delivery.state) == [.refused])
        #expect(try hotline.notices().map(\.state) == [.cancelled, .cancelled, .cancelled])
        #expect(try hotline.notices().map(\.reason).contains("the case ended"))
        #expect(try hotline.record("HL-1").state == .noticeReady)
        #expect(await hotline.run(NotifyCommand.self, ["--all"]).exitCode == .done)
        #expect(try hotline.outbox().map(\.delivery.state).contains(.written))
        #expect(try hotline.record("HL-3").state == .queued)
    }

    @Test func aContactThatWasRejectedMeanwhileGetsNothing() async throws {
        let hotline = try await hotline(1, relaxed: true)
        let desk = try NoticeDesk(hotline.context())
        try hotline.store.write { transaction in
            let notice = try desk.prepare("HL-1", in: transaction)
            try desk.queue(notice.letter, in: transaction)
            var contact = try ContactDesk.find(notice.contact, in: transaction)
            contact.reject(by: "analyst-2", at: hotline.clock.now, reason: "it is the customer's")
            try ContactDesk.put(
                contact, "takedown.contact.rejected", in: transaction, at: hotline.clock.now, by: "analyst-2")
        }
        try await desk.deliverPending()
        #expect(try hotline.outbox().map(\.delivery.state) == [.refused])
        #expect(try hotline.notices().first?.reason == "the contact is not approved any more")
    }

    @Test func quietTimesHoldItBackAndUrgencyDoesNot() async throws {
        let settings: JSONObject = [
            "takedown": .object([
                "letters": .object([
                    "offset": "+01:00", "holidays": ["2026-11-23"],
                    "open": .object(["first": .object(["from": "09:00", "until": "17:00"])]),
                ])
            ])
        ]
        // 2026-11-20 is a Friday; it is 17:30 on the house's clock.
        let hotline = try await hotline(1, relaxed: true, settings: settings)
        hotline.clock.advance(hours: 16, minutes: 30)
        let run = await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try run.record()["leavesAt"] == "2026-11-24T08:00:00Z", "Tuesday: a week-end and a holiday between")
        #expect(try hotline.outbox().map(\.delivery.state) == [.pending])
        hotline.clock.advance(hours: 24 * 3 + 15, minutes: 29)
        await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try hotline.outbox().map(\.delivery.state) == [.pending])
        hotline.clock.advance(minutes: 1)
        await hotline.run(NotifyCommand.self, ["HL-1"])
        #expect(try hotline.outbox().map(\.delivery.state) == [.written])

        try await hotline.open("HL-U", url: "https://www.example.org/u")
        try await hotline.trace("HL-U")
        hotline.clock.advance(hours: 12)
        try hotline.change("HL-U") { $0.priority = .urgent }
        await hotline.run(NotifyCommand.self, ["HL-U"])
        #expect(try hotline.outbox().allSatisfy { $0.delivery.state == .written })
    }

    @Test(arguments: [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"), ("2026-11-20T17:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-20T16:59:59Z", "2026-11-20T16:59:59Z"), ("2026-11-21T12:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-23T03:00:00Z", "2026-11-23T09:00:00Z"), ("1969-12-31T18:00:00Z", "1970-01-01T09:00:00Z"),
    ])
    func theNextOpenMoment(now: String, expected: String) throws {
        let hours = OpenHours(from: "09:00", until: "17:00")
        #expect(hours.next(from: Instant(now)!, offset: 0, holidays: []) == Instant(expected)!)
    }

    @Test func hoursThatCannotBeAreRefused() {
        #expect(OpenHours(days: [8]).problem != nil)
        #expect(OpenHours(from: "9:00").problem != nil)
        #expect(OpenHours(from: "17:00", until: "09:00").problem != nil)
        var settings = LetterSettings()
        settings.offset = "Europe/Berlin"
        settings.open = ["frist": OpenHours()]
        #expect(settings.problems.count == 2)
        #expect(OpenHours.offsetMinutes("-03:30") == -210)
    }
}

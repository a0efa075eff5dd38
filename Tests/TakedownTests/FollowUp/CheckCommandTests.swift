import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// `takedown check`: what counts, what does not, and which interval comes out.
struct CheckCommandTests {
    private func sent() async throws -> Hotline {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(NotifyCommand.self, ["HL-1"])
        hotline.clock.advance(hours: 1)
        try #require(await hotline.run(SentCommand.self, ["HL-1", "--reply", "250 ok"]).exitCode == .done)
        hotline.clock.advance(hours: 48)
        return hotline
    }

    private func look(_ hotline: Hotline, _ outcome: String, _ time: String) async -> CommandRun {
        await hotline.run(CheckCommand.self, ["HL-1", "--outcome", outcome, "--at", time])
    }

    @Test func removalIsAnInterval() async throws {
        let hotline = try await sent()
        _ = await look(hotline, "online", "2026-11-20T06:00:00Z")
        _ = await look(hotline, "removed", "2026-11-20T07:00:00Z")
        _ = await look(hotline, "unknown", "2026-11-20T07:10:00Z")
        _ = await look(hotline, "unavailable", "2026-11-20T07:20:00Z")
        let second = try await look(hotline, "gone", "2026-11-20T08:00:00Z").record()
        #expect(second["state"] == "offlineSuspected")
        #expect(second["misses"] == 2)
        let third = try await look(hotline, "removed", "2026-11-20T09:00:00Z").record()
        #expect(third["state"] == "removed")
        let clocks = try hotline.record().clocks
        #expect(clocks.lastSeenOnline == Instant("2026-11-20T06:00:00Z"))
        #expect(clocks.firstSeenOffline == Instant("2026-11-20T07:00:00Z"))
        let event = try #require(hotline.store.events.last { $0.event.kind == "takedown.case.removed" }?.event)
        #expect(event.time == clocks.firstSeenOffline)
        #expect(event.facts["lastSeenOnline"] == "2026-11-20T06:00:00Z")
        #expect(event.facts["observations"] == 3)
    }

    @Test func unknownNeverCounts() async throws {
        let hotline = try await sent()
        for hour in 1...9 { _ = await look(hotline, "unknown", "2026-11-20T0\(hour):30:00Z") }
        #expect(try hotline.record().state == .watching)
        #expect(try hotline.record().clocks.firstSeenOffline == nil)
    }

    @Test func theSameLookCountsOnce() async throws {
        let hotline = try await sent()
        for _ in 0..<5 { _ = await look(hotline, "removed", "2026-11-20T07:00:00Z") }
        #expect(try hotline.looks().count == 1)
        for vantage in ["a", "b", "c"] {
            await hotline.run(
                CheckCommand.self,
                ["HL-1", "--outcome", "removed", "--at", "2026-11-20T07:00:00Z", "--vantage", vantage])
        }
        #expect(try hotline.record().state == .offlineSuspected, "three vantage points at one moment are one miss")
    }

    @Test func lateLooksCountWhereTheyBelong() async throws {
        let hotline = try await sent()
        _ = await look(hotline, "removed", "2026-11-20T07:00:00Z")
        _ = await look(hotline, "removed", "2026-11-20T09:00:00Z")
        _ = await look(hotline, "online", "2026-11-20T08:00:00Z")
        #expect(try hotline.record().state == .offlineSuspected)
        let clocks = try hotline.record().clocks
        #expect(clocks.lastSeenOnline == Instant("2026-11-20T08:00:00Z"))
        #expect(clocks.firstSeenOffline == Instant("2026-11-20T09:00:00Z"))
        _ = await look(hotline, "removed", "2026-11-20T10:00:00Z")
        #expect(try hotline.record().state == .offlineSuspected)
        _ = await look(hotline, "removed", "2026-11-20T11:00:00Z")
        #expect(try hotline.record().state == .removed)
    }

    @Test func whatComesBackStartsANewRound() async throws {
        let hotline = try await sent()
        for hour in 7...9 { _ = await look(hotline, "removed", "2026-11-20T0\(hour):00:00Z") }
        let firstRound = try hotline.record().clocks
        _ = await look(hotline, "online", "2026-11-21T00:00:00Z")
        #expect(try hotline.record().state == .reappeared)
        #expect(hotline.store.eventKinds.contains("takedown.case.reappeared"))
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .partial, "an analyst looks first")
        try await hotline.trace()
        let record = try hotline.record()
        #expect(record.round == 2)
        #expect(record.earlier == [firstRound])
        #expect(record.clocks.received == Instant("2026-11-21T00:00:00Z"))
        #expect(record.clocks.firstSeenOffline == nil)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .done, "one notice for each round")
        #expect(try hotline.notices().map(\.round) == [1, 2])
    }

    @Test(arguments: ["changed", "moved"]) func somethingElseGoesToAnAnalyst(outcome: String) async throws {
        let hotline = try await sent()
        _ = await look(hotline, outcome, "2026-11-20T06:00:00Z")
        let record = try hotline.record()
        #expect(record.state.rawValue == outcome)
        #expect(record.timer?.step == .review)
    }

    @Test func aFileOfLooks() async throws {
        let hotline = try await sent()
        let file = try hotline.folder.write(
            "looks.jsonl",
            """
            {"case":"HL-1","outcome":"removed","at":"2026-11-20T07:00:00Z","status":404,"vantage":"a"}
            {"case":"HL-9","outcome":"removed","at":"2026-11-20T07:00:00Z"}
            {"case":"HL-1","outcome":"vanished","at":"2026-11-20T07:00:00Z"}
            nonsense
            {"case":"HL-1","outcome":"gone","at":"2026-11-20T08:00:00Z"}
            """)
        let run = await hotline.run(CheckCommand.self, ["--from", file])
        #expect(run.exitCode == .partial)
        #expect(try run.records().count == 2)
        for code in ["takedown.case.missing", "takedown.look.outcome", "json."] { #expect(run.errors.contains(code)) }
        #expect(run.errors.contains("looks.jsonl:4"))
    }

    @Test func looksOutsideTheCasesTimeAreRefused() async throws {
        let hotline = try await sent()
        #expect(await look(hotline, "removed", "2027-01-01T00:00:00Z").exitCode == .usage)
        #expect(await look(hotline, "removed", "2026-11-01T00:00:00Z").exitCode == .usage)
        #expect(try hotline.looks().isEmpty)
    }

    @Test func aHoldOutlivesARemovalAndStillBlocks() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test", "takedown.release": "test"])
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(HoldCommand.self, ["HL-1", "--hours", "99", "--authority", "Police", "--reason", "x"])
        hotline.clock.advance(hours: 12)
        for hour in 7...9 { _ = await look(hotline, "removed", "2026-11-20T0\(hour):00:00Z") }
        #expect(try hotline.record().state == .removed)
        hotline.clock.advance(hours: 12)
        await hotline.run(CheckCommand.self, ["HL-1", "--outcome", "online"])
        await hotline.run(AssessCommand.self, ["HL-1", "--outcome", "confirmed", "--classification", "B1"])
        #expect(try hotline.record().state == .leHold)
        #expect(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .notAllowed)
        #expect(await hotline.run(ReleaseCommand.self, ["HL-1", "--reason", "y"]).exitCode == .done)
    }
}

import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// `takedown times`: open cases count as open.
struct TimesCommandTests {
    @Test func medianOfFourWithOneOpen() throws {
        let hours = [(1.0, false), (2, false), (4, false), (10, true)]
        let times = try ClockTimes(hours.map { ClockSpan(seconds: $0.0 * 3600, isOpen: $0.1) })
        let json = times.json(.provider)
        #expect(json["n"] == 4)
        #expect(json["open"] == 1)
        #expect(json["median"]?.doubleValue == 7200.0)
        #expect(json["within"]?["24h"] == .null, "nothing is known after ten hours")
    }

    @Test func theShareDoneWithinADay() throws {
        let times = try ClockTimes([
            ClockSpan(seconds: 3600, isOpen: false), ClockSpan(seconds: 90000, isOpen: false),
            ClockSpan(seconds: 700_000, isOpen: true), ClockSpan(seconds: 700_000, isOpen: true),
        ])
        #expect(times.json(.hotline)["within"]?["24h"]?.doubleValue == 0.25)
        #expect(times.json(.hotline)["within"]?["72h"]?.doubleValue == 0.5)
        #expect(times.json(.hotline)["within"]?["7d"]?.doubleValue == 0.5)
    }

    @Test func noCasesNoFigures() async throws {
        let hotline = try Hotline()
        let records = try await hotline.run(TimesCommand.self, []).records()
        #expect(
            records.map { $0["clock"]?.stringValue } == [
                "hotline", "provider", "assessment", "hold", "acknowledgement",
            ])
        #expect(records.allSatisfy { $0["n"] == 0 && $0["median"] == .null })
    }

    /// The looks say less than one number: the share within a day lies between two.
    @Test func whatTheLooksKnow() throws {
        let hour = 3600.0
        let times = try ClockTimes([
            ClockSpan(seconds: 2 * hour, isOpen: false, knownUntil: hour),
            ClockSpan(seconds: 30 * hour, isOpen: false, knownUntil: 20 * hour),
            ClockSpan(seconds: 90 * hour, isOpen: true, knownUntil: 80 * hour),
        ])
        let interval = try #require(times.json(.provider)["interval"]?.objectValue)
        #expect(interval["medianAfter"]?.doubleValue == 20 * hour)
        #expect(interval["medianBy"]?.doubleValue == 30 * hour)
        let day = (interval["within"]?["24h"]?.arrayValue ?? []).compactMap { $0.doubleValue }
        try #require(day.count == 2)
        #expect(abs(day[0] - 1.0 / 3) < 1e-12 && abs(day[1] - 2.0 / 3) < 1e-12)
        #expect(try ClockTimes([ClockSpan(seconds: 1, isOpen: false)]).json(.hold)["interval"] == .null)
    }

    /// Leaving out what is still open makes a slow house look fast.
    @Test func openCasesPullTheMedianUp() throws {
        let closed = (1...5).map { ClockSpan(seconds: Double($0) * 3600, isOpen: false) }
        let open = (0..<5).map { _ in ClockSpan(seconds: 900_000, isOpen: true) }
        let times = try ClockTimes(closed + open)
        #expect(
            times.json(.provider)["median"]?.doubleValue == 18000.0,
            "not three hours, which the closed ones alone would give")
        #expect(try ClockTimes(closed + open + open).json(.provider)["median"] == .null)
    }

    @Test func byProvider() async throws {
        let hotline = try Hotline()
        for number in 1...3 {
            try await hotline.open("HL-\(number)", url: "https://www.example.org/\(number)")
            if number < 3 { try await hotline.trace("HL-\(number)") }
        }
        hotline.clock.advance(hours: 1)
        let records = try await hotline.run(TimesCommand.self, ["--clock", "assessment", "--by", "country"]).records()
        #expect(records.count == 2)
        #expect(records[0]["n"] == 2 && records[0]["open"] == 0)
        #expect(records[1]["group"] == "not known" && records[1]["open"] == 1)
    }

    @Test func whatWasGoneBeforeTheNoticeIsNotTheProvidersTime() throws {
        var record = CaseRecord.examples[1]
        record.clocks.noticeAccepted = record.clocks.firstSeenOffline
        let now = Instant("2027-01-01T00:00:00Z")!
        #expect(TakedownClock.provider.spans(of: record, at: now).isEmpty)
        #expect(TakedownClock.hotline.spans(of: record, at: now).count == 1)
    }

    @Test func clocksOfOneCase() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test", "takedown.release": "test"])
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(HoldCommand.self, ["HL-1", "--hours", "9", "--authority", "Police", "--reason", "x"])
        hotline.clock.advance(hours: 2)
        await hotline.run(ReleaseCommand.self, ["HL-1", "--reason", "y"])
        await hotline.run(NotifyCommand.self, ["HL-1"])
        await hotline.run(SentCommand.self, ["HL-1", "--reply", "250 ok"])
        hotline.clock.advance(hours: 24)
        for hour in 10...12 {
            await hotline.run(
                CheckCommand.self, ["HL-1", "--outcome", "removed", "--at", "2026-11-20T\(hour):00:00Z"])
        }
        var medians: [String: Double] = [:]
        for record in try await hotline.run(TimesCommand.self, []).records() {
            medians[record["clock"]?.stringValue ?? ""] = record["median"]?.doubleValue
        }
        let expected: [String: Double] = ["hotline": 50400, "provider": 28800, "assessment": 14400, "hold": 7200]
        #expect(medians == expected)
    }
}

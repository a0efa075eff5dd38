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
        #expect(records.map { $0["clock"]?.stringValue } == ["hotline", "provider", "assessment", "hold"])
        #expect(records.allSatisfy { $0["n"] == 0 && $0["median"] == .null })
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

import AllianceKit
import TestKit
import Testing

@testable import Indicators

@Suite struct SmallNumberTests {
    @Test func smallGroupsAreHiddenInEveryFormat() async throws {
        var events = (0..<10).map { Sample.event("received", $0, hours: 1, ["channel": "phone"]) }
        events += (10..<13).map { Sample.event("received", $0, hours: 1, ["channel": "walk-in"]) }
        let sample = try Sample(events: events)
        let run = await sample.run(ComputeCommand.self, ["AVAIL.reports", "--by", "channel"])
        let records = try run.records()
        #expect(records.map { $0["group"]?.stringValue } == [nil, "phone", "walk-in"])
        #expect(records[0]["n"] == 13)
        #expect(records[1]["n"] == 10)
        #expect(records[2]["n"] == .null)
        #expect(records[2]["value"] == .null)
        #expect(records[2]["low"] == .null)
        #expect(records[2]["shown"] == "<5")
        #expect(records[2]["hidden"] == true)

        let folder = try TemporaryFolder()
        _ = await sample.run(
            ExportCommand.self, ["AVAIL.reports", "--by", "channel", "--to", "csv", "--out", folder.file("f.csv")])
        let line = try #require(
            String(decoding: try Files.read(folder.file("f.csv")), as: UTF8.self).split(separator: "\n")
                .first { $0.contains("walk-in") })
        #expect(line.contains("walk-in,,reports,,,,,,,yes,"))
    }

    @Test func aShareThatTellsASmallCountIsHidden() async throws {
        var events: [Event] = []
        for number in 0..<20 {
            events.append(Sample.event("received", number, hours: 0, ["channel": "phone"]))
            events.append(
                Sample.event("assessed", number, hours: 1, ["outcome": number < 18 ? "confirmed" : "notIllegal"]))
        }
        let run = await (try Sample(events: events)).run(
            ComputeCommand.self, ["AVAIL.confirmed-share", "--by", "channel"])
        let group = try run.records()[1]
        // 18 of 20: the two others are few.
        #expect(group["value"] == .null)
        #expect(group["reached"] == .null)
        #expect(group["open"] == .null)
        #expect(group["n"] == 20)
        #expect(group["shown"] == "hidden")
    }

    @Test func aMedianOfManyWithFewOpenIsShownWithoutTheirNumber() async throws {
        var events: [Event] = []
        for number in 0..<20 {
            events.append(Sample.event("traced", number, hours: 0, ["country": "XA"]))
            if number < 18 { events.append(Sample.event("removed", number, hours: Double(number + 1))) }
        }
        let run = await (try Sample(events: events)).run(
            ComputeCommand.self, ["AVAIL.removal-time", "--by", "country"])
        let group = try run.records()[1]
        #expect(group["value"] == 36000)
        #expect(group["open"] == .null)
        #expect(group["reached"] == .null)
        #expect(group["within"] == .null)
    }

    @Test func zeroIsNotHidden() {
        #expect(!SmallNumbers.isSmall(0))
        #expect(SmallNumbers.text(0, hidden: true) == "0")
        #expect(SmallNumbers.text(4, hidden: true) == "<5")
        #expect(SmallNumbers.text(5, hidden: true) == "5")
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Indicators

@Suite struct ComputeCommandTests {
    @Test func everyFigureCarriesItsDefinition() async throws {
        let run = await (try Sample(events: Sample.tenMonths())).run(ComputeCommand.self)
        #expect(run.exitCode == .done)
        let records = try run.records()
        #expect(records.map { $0["indicator"]?.stringValue } == SamplePlugin.indicators.map(\.id))
        for (record, definition) in zip(records, SamplePlugin.indicators) {
            #expect(record["caveat"] == .string(definition.caveat))
            #expect(record["version"] == 1)
            #expect(record["unit"] == .string(definition.unit))
            #expect(record["asOf"] == "2026-11-23T09:00:00Z")
            let low = try #require(record["low"]?.doubleValue)
            let value = try #require(record["value"]?.doubleValue)
            let high = try #require(record["high"]?.doubleValue)
            #expect(low <= value && value <= high)
        }
        #expect(records[2]["grossValue"]?.doubleValue ?? 0 > records[2]["value"]?.doubleValue ?? 0)
        #expect(Set(Figure.fields.map(\.key)) == Set(records[0].names))
    }

    @Test func anEarlierFigureCanBeComputedAgain() async throws {
        let events = Sample.tenMonths()
        let early = try Sample(events: Array(events.prefix(500)))
        let late = try Sample(events: events)
        let words = ["--as-of", "2026-06-01"]
        let before = await early.run(ComputeCommand.self, words)
        let after = await late.run(ComputeCommand.self, words + ["--head", "500"])
        #expect(before.output == after.output)
        #expect(!before.output.isEmpty)
    }

    @Test func anUnknownIndicatorIsNamedWithThoseThereAre() async throws {
        let run = await (try Sample()).run(ComputeCommand.self, ["AVAIL.nothing"])
        #expect(run.exitCode == .usage)
        #expect(run.errors.contains("AVAIL.removal-time"))
    }

    @Test func aBreakdownMustBeInTheDefinition() async throws {
        let run = await (try Sample()).run(ComputeCommand.self, ["AVAIL.reports", "--by", "country"])
        #expect(run.exitCode == .usage)
        #expect(run.errors.contains("channel"))
        let all = await (try Sample()).run(ComputeCommand.self, ["--by", "country"])
        #expect(all.exitCode == .done)
    }

    @Test(arguments: [
        ["--from", "2026-13-01"], ["--as-of", "yesterday"], ["--from", "2026-02-01", "--to", "2026-01-01"],
        ["--head", "-1"],
    ])
    func scopesThatMakeNoSense(words: [String]) async throws {
        #expect(await (try Sample()).run(ComputeCommand.self, words).exitCode == .usage)
    }

    @Test func explainShowsEveryStep() async throws {
        let sample = try Sample(events: Sample.tenMonths())
        let run = await sample.run(ExplainCommand.self, ["AVAIL.removal-time", "--to", "2026-08-31"])
        let rows = try run.records()
        func row(_ part: String, _ item: String) -> JSONObject? {
            rows.first { $0["part"]?.stringValue == part && $0["item"]?.stringValue == item }
        }
        let traced = sample.store.events.filter { $0.event.kind == "sample.traced" }
        #expect(row("events", "sample.traced")?["number"] == .int(traced.count))
        #expect(row("events", "sample.traced")?["firstSequence"] == .int(traced.first?.sequence))
        #expect(row("events", "sample.traced")?["lastSequence"] == .int(traced.last?.sequence))
        let started = row("subjects", "subjects whose clock started in the period")?["number"]?.integerValue ?? 0
        let outside = row("subjects", "left out: started outside the period")?["number"]?.integerValue ?? 0
        #expect(started + outside == traced.count)
        #expect(rows.contains { $0["part"]?.stringValue == "curve" })

        // The last row is a command that gives the same figure.
        let command = try #require(row("reproduce", "command")?["detail"]?.stringValue)
        let words = command.split(separator: " ").dropFirst(3).map(String.init)
        let again = try await sample.run(ComputeCommand.self, words).record()
        #expect(again["value"] == row("figure", "value")?["number"])
    }

    @Test func listShowsTheDefinitions() async throws {
        let run = await (try Sample()).run(ListCommand.self, ["--target", "AVAIL"])
        #expect(
            try run.records().map { $0["indicator"]?.stringValue } == [
                "AVAIL.reports", "AVAIL.confirmed-share", "AVAIL.removal-time",
            ])
        #expect(await (try Sample()).run(ListCommand.self, ["--target", "2"]).exitCode == .usage)
    }

    @Test func exportedFiguresTravelWithVersionAndCaveat() async throws {
        let folder = try TemporaryFolder()
        let sample = try Sample(events: Sample.tenMonths())
        let run = await sample.run(ExportCommand.self, ["--to", "csv", "--out", folder.file("figures.csv")])
        #expect(try run.record()["figures"] == 5)
        let text = String(decoding: try Files.read(folder.file("figures.csv")), as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[0].hasPrefix("indicator,version,target,title"))
        #expect(lines[1].contains("Counts activity"))
        #expect(await sample.run(ExportCommand.self, ["--to", "xlsx", "--out", "x"]).exitCode == .usage)
    }
}

import AllianceKit
import Formats
import TestKit
import Testing

@testable import Indicators

@Suite struct ChartCommandTests {
    private static func chart(_ sample: Sample?, _ words: [String]) async throws -> (run: CommandRun, svg: String) {
        let folder = try TemporaryFolder()
        let file = folder.file("chart.svg")
        let run =
            if let sample { await sample.run(ChartCommand.self, words + ["--out", file]) } else {
                await CommandRun.run(ChartCommand.self, words + ["--out", file])
            }
        return (run, Files.exists(file) ? String(decoding: try Files.read(file), as: UTF8.self) : "")
    }

    @Test(arguments: [
        ("AVAIL.removal-time", "survival"), ("AVAIL.reports", "series"), ("AVAIL.confirmed-share", "bars"),
        ("LE.referrals", "series"),
    ])
    func everyMeasureHasItsChart(id: String, kind: String) async throws {
        let sample = try Sample(events: Sample.tenMonths())
        let (run, svg) = try await Self.chart(sample, [id])
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(try run.record()["kind"] == .string(kind))
        let alternative = try #require(try run.record()["alternative"]?.stringValue)
        let title = try #require(SamplePlugin.indicators.first { $0.id == id }?.title)
        #expect(alternative.hasPrefix(title))
        #expect(svg.contains("role=\"img\""))
        #expect(svg.contains("Source: ledger events"))
    }

    @Test func aSeriesOfAFileNeedsNoWorkspace() async throws {
        let (run, svg) = try await Self.chart(nil, [Fixtures.path("indicators/iwf.csv"), "--series", "IWF_CONFIRMED"])
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(svg.contains(">break</text>"))
        #expect(svg.contains("proactive search allowed"))
        // The newest value stands at the end of its line.
        #expect(svg.contains(">291,273</text>"))
    }

    @Test func whatIsLeftOutIsNamed() async throws {
        let (run, _) = try await Self.chart(nil, [Fixtures.path("indicators/iwf.csv")])
        #expect(run.exitCode == .done)
        #expect(run.errors.contains("IWF_UK_HOSTING_SHARE"))
    }

    @Test func nothingToDrawIsSaid() async throws {
        let (run, svg) = try await Self.chart(try Sample(), ["AVAIL.removal-time"])
        #expect(run.exitCode == .unusableInput)
        #expect(run.errors.contains("indicators.chart.empty"))
        #expect(svg.isEmpty)
        #expect(try await Self.chart(try Sample(), ["NOTHING"]).run.exitCode == .usage)
        #expect(try await Self.chart(try Sample(), ["AVAIL.reports", "--width", "10"]).run.exitCode == .usage)
    }

    @Test func theTableOfAChartIsItsData() throws {
        let events = Sample.tenMonths()
        let definition = SamplePlugin.indicators[0]
        var fold = LedgerFold([definition], scope: FoldScope(asOf: Sample.now))
        for (place, event) in events.enumerated() { fold.take(LedgerEvent(sequence: Int64(place), event: event)) }
        let chart = try #require(fold.results()[0].chart)
        var months: [String: Int] = [:]
        for event in events where event.kind == "sample.received" {
            months[event.time.date.monthName, default: 0] += 1
        }
        for row in chart.table.rows {
            let name = row[0].replacing(" (not complete)", with: "")
            #expect(row[1] == String(months[name] ?? 0))
        }
        #expect(chart.table.rows.compactMap { Int($0[1]) }.reduce(0, +) == months.values.reduce(0, +))
    }

    @Test(.enabled(if: ExternalTool.exists("xmllint"), "xmllint is not installed (apt-get install libxml2-utils)"))
    func theDrawingsAreWellFormed() async throws {
        let folder = try TemporaryFolder()
        let sample = try Sample(events: Sample.tenMonths())
        for id in SamplePlugin.indicators.map(\.id) {
            let file = folder.file("\(id).svg")
            let run = await sample.run(ChartCommand.self, [id, "--out", file, "--width", "400"])
            #expect(run.exitCode == .done, "\(run.errors)")
            let result = try ExternalTool.run(try #require(ExternalTool.path("xmllint")), ["--noout", "--nonet", file])
            #expect(result.exitCode == 0, "\(result.errors)")
        }
    }
}

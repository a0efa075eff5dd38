import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The trusted flagger's yearly report.
struct FlaggerReportTests {
    private func hotline(_ independence: String = "") async throws -> Hotline {
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test"],
            settings: ["takedown": ["flagger": ["independence": .string(independence)]]])
        for reference in ["HL-1", "HL-2", "HL-3"] {
            try await hotline.open(reference, url: "https://www.example.org/\(reference)")
            try await hotline.trace(reference)
            await hotline.run(NotifyCommand.self, [reference])
            try #require(await hotline.run(SentCommand.self, [reference, "--reply", "250 ok"]).exitCode == .done)
        }
        try hotline.change("HL-1") {
            $0.clocks.firstSeenOffline = hotline.clock.now.adding(hours: 5)
            $0.clocks.removalConfirmed = hotline.clock.now.adding(hours: 9)
        }
        return hotline
    }

    @Test func countsByServiceContentAndAction() async throws {
        let hotline = try await hotline()
        let run = await hotline.run(FlaggerReportCommand.self, ["--year", "2026"])
        #expect(run.exitCode == .done)
        let rows = try run.records()
        #expect(rows.map { $0["action"]?.stringValue } == ["none", "removed"])
        #expect(rows.map { $0["notices"]?.integerValue } == [2, 1])
        #expect(rows.map { $0["medianHours"]?.doubleValue } == [nil, 5])
        #expect(Set(rows.map { $0["content"] }) == ["csam"])
        #expect(Set(rows.map { $0["service"] }).count == 1)
        #expect(!run.output.contains("@") && !run.output.contains("HL-"))
        #expect(try await hotline.run(FlaggerReportCommand.self, ["--year", "2025"]).records().isEmpty)
    }

    @Test func theReportNeedsItsTextOnIndependence() async throws {
        let silent = try await hotline()
        let file = silent.folder.file("report.md")
        let refused = await silent.run(FlaggerReportCommand.self, ["--year", "2026", "--out", file])
        #expect(refused.errors.contains("[takedown.flagger.independence]"))
        #expect(!Files.exists(file))
        let hotline = try await hotline("No provider pays us.")
        let out = hotline.folder.file("report.md")
        #expect(await hotline.run(FlaggerReportCommand.self, ["--year", "2026", "--out", out]).exitCode == .done)
        let text = String(decoding: try Files.read(out), as: UTF8.self)
        #expect(text.contains("No provider pays us."))
        #expect(text.contains("| child sexual abuse material | removed or access disabled | 1 | 5.0 |"))
        #expect(text.contains("**3**"))
        #expect(!text.contains("@") && !text.contains("https://"))
    }

    /// A round that ended in a removal counts as removed though the content came back.
    @Test func earlierRoundsKeepTheirEnd() throws {
        var record = CaseRecord.examples[0]
        let sent = record.clocks.received.adding(hours: 1)
        var ended = record.clocks
        ended.firstSeenOffline = sent.adding(hours: 3)
        ended.removalConfirmed = sent.adding(hours: 8)
        record.earlier = [ended]
        record.round = 2
        record.clocks.removalConfirmed = nil
        var notice = Notice.examples[0]
        (notice.caseID, notice.round, notice.state, notice.replied) = (record.id, 1, .accepted, sent)
        let report = FlaggerReport(year: sent.date.year, notices: [notice], cases: [record.id: record])
        #expect(report.rows.map(\.action) == [.removed])
        #expect(report.rows.first?.medianHours == 3)
    }
}

import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Takedown

/// `takedown intake` against the expected tables.
struct IntakeCommandTests {
    private let reports = Fixtures.package + "/Examples/reports.jsonl"
    private let broken = Fixtures.package + "/Examples/reports-broken-lines.jsonl"

    @Test func everyRowOfTheExpectedTable() async throws {
        let hotline = try Hotline()
        let run = await hotline.run(IntakeCommand.self, [reports])
        #expect(run.exitCode == .partial)
        let records = try run.records()
        let expected = try Fixtures.table("reports/expected.tsv")
        #expect(records.count == 60)
        let words = ["accept": "accepted", "duplicate": "duplicate", "reject": "rejected"]
        for (record, row) in zip(records, expected) {
            #expect(record["outcome"]?.stringValue == words[row["outcome"] ?? ""], "line \(row["line"] ?? "")")
            #expect(record["reference"]?.stringValue == row["reference"])
            #expect((record["duplicateOf"]?.stringValue ?? "") == row["duplicate_of"])
            guard record["outcome"] == "accepted", let reference = row["reference"] else { continue }
            let opened = try hotline.record(reference)
            #expect(opened.url.resource == row["resource"])
            #expect(opened.url.listKey == row["list_key"])
        }
        #expect(run.errors.contains("48 accepted, 6 duplicates, 6 rejected"))
        #expect(hotline.store.eventKinds.count { $0 == "takedown.case.received" } == 48)
        #expect(hotline.store.eventKinds.count { $0 == "takedown.case.duplicate" } == 5)
    }

    @Test func aSecondRunChangesNothing() async throws {
        let hotline = try Hotline()
        await hotline.run(IntakeCommand.self, [reports])
        let events = hotline.store.events.count
        let again = await hotline.run(IntakeCommand.self, [reports])
        #expect(hotline.store.events.count == events)
        #expect(again.errors.contains("0 accepted, 54 duplicates, 6 rejected"))
    }

    @Test func aKeyAnswersTheSame() async throws {
        let hotline = try Hotline()
        let first = await hotline.run(IntakeCommand.self, [reports, "--key", "k1"])
        hotline.clock.advance(hours: 1)
        let second = await hotline.run(IntakeCommand.self, [reports, "--key", "k1"])
        #expect(first.output == second.output)
        #expect(second.exitCode == .partial)
    }

    @Test func brokenLinesAreKeptAsideByteForByte() async throws {
        let hotline = try Hotline()
        let run = await hotline.run(IntakeCommand.self, [broken])
        let expected = try Fixtures.table("reports/expected-broken-lines.tsv")
        let words = ["accept": "accepted", "reject": "rejected", "skip": "skipped"]
        for (record, row) in zip(try run.records(), expected) {
            #expect(record["outcome"]?.stringValue == words[row["suggested"] ?? ""], "line \(row["line"] ?? "")")
        }
        let bytes = try Files.read(broken)
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
        let listed = try await hotline.run(RejectedCommand.self, []).records()
        #expect(listed.count == 9)
        for record in listed {
            let line = try #require(record["line"]?.integerValue)
            let content = try #require(record["content"]?.stringValue)
            #expect(try Base64Decoding.bytes(content) == Array(lines[Int(line) - 1].prefix(65536)))
            #expect(record["length"]?.integerValue == Int64(lines[Int(line) - 1].count))
        }
        #expect(
            listed.map { $0["code"]?.stringValue } == [
                "json.utf8", "json.utf8", "json.truncated", "takedown.report.not-object", "json.repeated-name",
                "takedown.url.control", "json.surrogate", "takedown.report.time", "takedown.url.too-long",
            ])
    }

    @Test func manyBatchesOfOneFile() async throws {
        let hotline = try Hotline()
        let lines = (0..<1203).map { number in
            #"{"reference":"P-\#(number)","receivedAt":"2026-11-19T20:00:00Z","url":"https://www.example.org/\#(number)"}"#
        }
        let file = try hotline.folder.write("many.jsonl", lines.joined(separator: "\n"))
        let run = await hotline.run(IntakeCommand.self, [file, "--key", "k"])
        #expect(run.exitCode == .done)
        #expect(try run.records().count == 1203)
        #expect(try hotline.store.read { try $0.count(Query<CaseRecord>()) } == 1203)
        #expect(await hotline.run(IntakeCommand.self, [file, "--key", "k"]).output == run.output)
    }

    @Test func futureGoesByTheInjectedClock() async throws {
        let hotline = try Hotline(start: Instant("2026-08-21T00:00:00Z")!)
        let records = try await hotline.run(IntakeCommand.self, [reports]).records()
        #expect(records[0]["outcome"] == "accepted")
        #expect(records[1]["code"] == "takedown.report.future")
    }

    @Test func eventsHoldNoWordsOfTheReport() async throws {
        let hotline = try Hotline()
        await hotline.run(IntakeCommand.self, [reports])
        for entry in hotline.store.events {
            let facts = JSONText.encode(.object(entry.event.facts))
            #expect(!facts.contains("http") && !facts.contains("example") && !facts.contains("@"))
            let kind = TakedownPlugin.eventKinds.first { $0.name == entry.event.kind }
            for name in entry.event.facts.names { #expect(kind?.facts[name] != nil, "\(entry.event.kind) \(name)") }
        }
    }

    @Test func aReferenceBelongsToOneResource() async throws {
        let hotline = try Hotline()
        try await hotline.open("HL-1", url: "https://www.example.org/a")
        let line = #"{"reference":"HL-1","receivedAt":"2026-11-19T20:00:00Z","url":"https://www.example.org/b"}"#
        let run = await hotline.run(IntakeCommand.self, [try hotline.folder.write("again.jsonl", line)])
        #expect(run.exitCode == .unusableInput)
        #expect(try run.record()["code"] == "takedown.report.reference-used")
    }
}

/// Base 64 back to bytes, with an implementation that is not ours.
enum Base64Decoding {
    static func bytes(_ text: String) throws -> [UInt8] {
        try Array(#require(Data(base64Encoded: text)))
    }
}

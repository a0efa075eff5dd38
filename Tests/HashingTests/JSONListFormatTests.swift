import AllianceKit
import TestKit
import Testing

@testable import Hashing

/// StopNCII's and ThreatExchange's records, and what is written in JSON and XML.
struct JSONListFormatTests {
    private let hash = String(repeating: "5a", count: 32)

    private func first(_ type: any HashListImporter.Type, _ text: String) throws -> HashEntry {
        try #require(ListFormatTests.read(type, text).entries.first)
    }

    @Test func stopNCIIKeepsCasesFeedbackAndStatus() throws {
        let entries = ListFormatTests.read(StopNCIIImporter.self, StopNCIIImporter.examples[0].bytes).entries
        #expect(entries[0].tags == ["status:Active", "case:26-1=Active"])
        #expect(
            entries[0].opinions == [HashOpinion(.positive, source: "Example Platform", reasons: ["Blocked", "nudity"])])
        #expect(entries[0].lastSeen == Instant(milliseconds: 1_780_000_000_000))
        #expect(entries[1].withdrawal?.reason == "withdrawn by its source" && entries[1].hasHash)
        #expect(entries[2].standing == .disputed)
    }

    @Test func morePagesAreTold() {
        let reading = ListFormatTests.read(StopNCIIImporter.self, "{\"hasMoreRecords\":true,\"hashRecords\":[]}")
        #expect(reading.warnings.count == 1)
    }

    @Test func threatExchangeKeepsOpinionsTagsAndExpiry() throws {
        let update = try first(
            ThreatExchangeImporter.self, String(decoding: ThreatExchangeImporter.examples[0].bytes, as: UTF8.self))
        #expect(update.entry == "101" && update.source == "Example Platform" && update.tags == ["series_17"])
        #expect(update.opinions.map(\.verdict) == [.positive, .negative, .negative])
        #expect(update.opinions.map(\.source) == ["Example Platform", "302", "303"])
        #expect(update.standing == .disputed)
        let descriptor = try first(
            ThreatExchangeImporter.self, String(decoding: ThreatExchangeImporter.examples[1].bytes, as: UTF8.self))
        #expect(descriptor.standing == .investigationSeed && descriptor.note == "seen twice")
        #expect(descriptor.firstSeen == Instant("2026-01-02T03:04:05Z"))
        #expect(descriptor.lastSeen == Instant("2026-01-03T03:04:05Z"))
        #expect(descriptor.expires == Instant("2027-01-02T03:04:05Z"))
    }

    @Test(arguments: [
        ("{\"data\":[{\"id\":\"1\",\"id\":\"2\"}]}", "json.value"), ("{\"data\":[{\"a\":}]}", "json.syntax"),
        ("{\"data\":[7]}", "hashing.list.record"),
    ])
    func aBadRecordIsNamed(text: String, code: String) {
        let reading = ListFormatTests.read(ThreatExchangeImporter.self, text)
        #expect(reading.errors.map(\.code) == [code] && reading.end == nil)
        #expect(reading.errors.first?.place?.path == "data[0]" && reading.errors.first?.place?.line == 1)
    }

    @Test func vicsIsWrittenInBothVersions() throws {
        for exporter: any HashListExporter.Type in [VICSExporter.self, VICS13Exporter.self] {
            let bytes = try ListFormatTests.write(exporter, VICSWriter.examples)
            _ = try JSONText.decode(bytes)
            let reading = ListFormatTests.read(VICSImporter.self, bytes)
            #expect(reading.warnings.isEmpty && reading.errors.isEmpty)
            let back = try #require(reading.entries.first)
            let item = VICSWriter.examples[0]
            #expect(back.pdq == item.pdq && Set(back.digests) == Set(item.digests))
            #expect(back.fingerprints == item.fingerprints && back.category == "1" && back.note == item.note)
            #expect(Set(back.tags) == Set(item.tags) && back.lastSeen == item.lastSeen)
        }
    }

    @Test func ncmecReadsBackAsItWas() throws {
        let items = NCMECExporter.exampleItems
        let reading = ListFormatTests.read(NCMECImporter.self, try ListFormatTests.write(NCMECExporter.self, items))
        #expect(reading.entries.count == 3 && reading.errors.isEmpty)
        for item in items {
            var back = try #require(reading.entries.first { $0.entry == item.entry })
            if item.withdrawal != nil { back.tags = item.tags }
            #expect(back == item)
        }
    }

    @Test(.enabled(if: ExternalTool.exists("xmllint"), "xmllint is not installed"))
    func whatIsWrittenIsWellFormed() throws {
        var items = NCMECExporter.exampleItems
        items[0].source = "a \u{1} <b> & \"c\""
        items += (0..<2500).map { HashEntry(entry: "x\($0)", pdq: Hash256(word0: UInt64($0))) }
        let bytes = try ListFormatTests.write(NCMECExporter.self, items)
        let folder = try TemporaryFolder()
        try Files.write(bytes, to: folder.file("list.xml"))
        let tool = try #require(ExternalTool.path("xmllint"))
        #expect(try ExternalTool.run(tool, ["--noout", "--nonet", folder.file("list.xml")]).exitCode == 0)
        #expect(ListFormatTests.read(NCMECImporter.self, bytes).entries.count == items.count)
    }
}

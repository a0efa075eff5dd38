import AllianceKit
import TestKit
import Testing

@testable import Hashing

/// Project VIC's files: what survives, the traps of the format, and damage.
struct VICSFormatTests {
    private let md5 = String(repeating: "a1", count: 16)

    private func read(_ text: String) -> ListFormatTests.Reading { ListFormatTests.read(VICSImporter.self, text) }

    private func media(_ records: String, context: String = "2.0.xml/Default/$metadata#Media") -> String {
        "{\"@odata.context\":\"http://github.com/VICSDATAMODEL/ProjectVic/DataModels/\(context)\",\"value\":[\(records)]}"
    }

    @Test func whatIsKnownOfAMediumSurvives() throws {
        let entries = read(VICSExamples.media20).entries
        let first = try #require(entries.first)
        #expect(first.entry == "sha1:\(String(repeating: "b1", count: 20))")
        #expect(first.category == "1" && first.note == "seen twice" && first.standing == .positive)
        #expect(first.fingerprints["pdna"]?.utf8.count == 192)
        #expect(first.lastSeen == Instant("2026-01-02T03:04:05Z"))
        #expect(first.tags == ["series:Harbour", "beach", "boat", "victim-identified", "distributed"])
        #expect(entries[1].category == nil && entries[1].standing == .investigationSeed)
        #expect(entries[1].digests.map(\.algorithm) == [.md5, .sha256])
        #expect(entries[2].category == "2" && entries[2].digests.map(\.algorithm) == [.sha1])
    }

    @Test func aNameThatIsNearlySHA256NeverBecomesIt() throws {
        let record =
            "{\"MD5\":\"\(md5)\",\"AlternativeHashes\":[{\"HashName\":\"SHA?256\",\"HashValue\":\"\(String(repeating: "c2", count: 32))\"}]}"
        let entries = read(media(record)).entries
        #expect(entries.map { $0.digests.map(\.algorithm) } == [[.md5]])
        #expect(entries.first?.fingerprints.keys.sorted() == ["other-sha256"])
        let exporter = VICSExporter()
        let written = exporter.begin() + entries.flatMap { exporter.bytes(of: $0) } + exporter.end()
        #expect(read(String(decoding: written, as: UTF8.self)).entries == entries)
    }

    /// Found by fuzzing: arrays opened within arrays and never closed sent the search for the next record back to where it had been.
    @Test func whatIsNeverClosedEnds() throws {
        let reading = read(String(decoding: try Fixtures.bytes("lists/vics-never-closed.json"), as: UTF8.self))
        #expect(reading.entries.isEmpty)
    }

    @Test func casesHoldMediaOfTheirOrganisation() throws {
        let entries = read(VICSExamples.cases13).entries
        #expect(entries.map(\.source) == ["Example Police", "Example Police"])
        #expect(entries[0].tags == ["distributed"])
        #expect(entries[1].standing == .investigationSeed)
        #expect(!entries.contains { $0.note?.contains("Media\\") ?? false })
    }

    @Test func categoryZeroDependsOnTheCountry() throws {
        let record = "{\"MD5\":\"\(md5)\",\"Category\":0}"
        let us = read(media(record, context: "2.0.xml/US/$metadata#Media")).entries
        #expect(us.map(\.isActive) == [false] && us[0].category == "0")
        #expect(read(media(record)).entries.map(\.standing) == [.investigationSeed])
    }

    @Test(arguments: [
        ("{\"MD5\":\"a\"}", "hashing.list.hash", "value[0]/MD5"), ("{\"MD5\":5}", "hashing.list.hash", "value[0]/MD5"),
        ("{}", "hashing.list.no-hash", "value[0]"), ("[1,2]", "json.syntax", "value[0]"),
        ("{\"MD5\":\"a1\" \"SHA1\":1}", "json.syntax", "value[0]"),
        ("{\"MD5\":[{\"a\":1},}", "json.syntax", "value[0]"),
        ("{\"MD5\":\"\u{1}\"}", "json.value", "value[0]"), ("{\"a\":\"\\ud800\"}", "json.value", "value[0]"),
        ("{\"a\":01}", "json.value", "value[0]"), ("{\"a\":NaN}", "json.value", "value[0]"),
        ("{\"a\":\(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))}", "json.depth", "value[0]"),
    ])
    func aBadMediumCostsItself(record: String, code: String, path: String) {
        let good = "{\"MD5\":\"\(md5)\",\"Category\":1}"
        let reading = read(media("\n\(record),\n\(good)"))
        #expect(reading.errors.map(\.code) == [code] && reading.end == nil, "\(reading)")
        #expect(reading.errors.first?.place?.path == path && reading.errors.first?.place?.line == 2)
        #expect(reading.entries.map(\.category) == ["1"])
    }

    @Test func aForgottenQuoteCostsItsLine() {
        let reading = read(
            media("\n{\"MD5\":\"\(md5),\"Category\":1},\n{\"MD5\":\"\(md5)\",\"Category\":2}"))
        #expect(reading.errors.count == 1 && reading.entries.map(\.category) == ["2"], "\(reading)")
    }

    @Test func whatEndsTooEarlyKeepsWhatCameBefore() {
        let bytes = Array(VICSExamples.media20.utf8)
        for cut in stride(from: 0, to: bytes.count - 4, by: 7) {
            let reading = ListFormatTests.read(VICSImporter.self, Array(bytes.prefix(cut)))
            #expect(reading.end != nil, "cut at \(cut)")
            #expect(reading.errors.isEmpty)
        }
        for text in ["", "[]", "{}", "5", "{\"value\":{}}", "\u{0}\u{0}", "{\"value\":[]} x"] {
            #expect(read(text).end != nil, "\(text)")
        }
        #expect(read("{\"value\":[]}").warnings.count == 1)
    }

    @Test func chunksChangeNothing() throws {
        // Every token crosses the border of a chunk somewhere, because the records are longer than the file's pieces.
        let filler = String(repeating: "x", count: 9001)
        let records = (0..<40).map { number in
            "{\"Skip\":\"\(filler)\\n\",\"MD5\":\"\(Hex.encode([UInt8](repeating: UInt8(number), count: 16)))\",\"Category\":1}"
        }
        let folder = try TemporaryFolder()
        let path = folder.file("vics.json")
        try Files.write(Array(media(records.joined(separator: ",\n")).utf8), to: path)
        var input = try InputFile(path: path)
        var names: [String] = []
        try VICSImporter().read(&input) { names.append(try $0.get().entry) }
        #expect(names.count == 40 && Set(names).count == 40)
    }
}

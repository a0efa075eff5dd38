import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The three intake formats.
struct ReportImporterTests {
    private func read<Format: Importer>(
        _ importer: Format, _ bytes: [UInt8]
    ) throws -> ([ReportContent], [String]) where Format.Item == ReportContent {
        var input = InputFile(name: "test", bytes: bytes)
        var items: [ReportContent] = []
        var codes: [String] = []
        try importer.read(&input) { result in
            switch result {
            case .success(let item): items.append(item)
            case .failure(let error): codes.append(error.code)
            }
        }
        return (items, codes)
    }

    @Test func examplesGiveWhatTheySay() throws {
        func check<Format: Importer>(_ type: Format.Type) throws where Format.Item == ReportContent {
            for example in type.examples {
                let (items, codes) = try read(type.init(), example.bytes)
                #expect(items.count == example.items, "\(example.title)")
                #expect(codes == example.errors, "\(example.title)")
            }
        }
        try check(ReportJSONLinesImporter.self)
        try check(ReportCSVImporter.self)
        try check(ReportXARFImporter.self)
    }

    @Test func scartLayout() throws {
        let (items, codes) = try read(ReportCSVImporter(), try Fixtures.bytes("reports/intake-semicolon.csv"))
        #expect(items.count == 11)
        #expect(codes == ["takedown.report.url-missing"])
        #expect(items[0].reference == "HL-2026-0001")
        #expect(items[0].contentKind == .video)
        #expect(items[0].channel == .partnerHotline)
        #expect(items[5].referrer == "https://board.example.net/thread/9864")
        #expect(items[10].url == #"https://www.example.org/a;b?x="1";2"#)
    }

    @Test func theWorkUserIsNotKept() throws {
        let (items, _) = try read(ReportCSVImporter(), try Fixtures.bytes("reports/intake-semicolon.csv"))
        for item in items { #expect(!String(decoding: try JSONBytes.encode(item), as: UTF8.self).contains("analyst@")) }
    }

    @Test func xarfKeepsNoEvidence() async throws {
        let hotline = try Hotline()
        let document = """
            {"xarf_version":"4.2.0","report_id":"not-a-uuid","timestamp":"2026-08-20T02:32:32Z","category":"content",
            "type":"csam","url":"https://www.example.org/a","reporter":{"org":"P","contact":"t@example.com","domain":"example.com"},
            "evidence":[{"content_type":"image/jpeg","payload":"SECRETPAYLOAD"}],"_internal":{"x":"SECRETPAYLOAD"}}
            """
        let run = await hotline.run(IntakeCommand.self, [try hotline.folder.write("one.json", document)])
        #expect(run.exitCode == .unusableInput)
        let kept = try await hotline.run(RejectedCommand.self, []).records()
        let bytes = try Base64Decoding.bytes(try #require(kept.first?["content"]?.stringValue))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("SECRETPAYLOAD"))
        #expect(kept.first?["code"] == "takedown.xarf.report-id")
    }

    @Test func ourOwnNoticesCanBeTakenIn() throws {
        var bytes: [UInt8] = []
        var items = XARFExporter.exampleItems.makeIterator()
        try XARFExporter().write(to: &bytes) { items.next() }
        let (reports, codes) = try read(ReportXARFImporter(), bytes)
        #expect(codes.isEmpty)
        #expect(reports.map(\.url) == XARFExporter.exampleItems.map(\.url))
        #expect(reports.map(\.reference) == XARFExporter.exampleItems.map(\.reportID))
    }

    @Test(arguments: ["", "[", "{}", "[1]", #"{"Version":"3"}"#, "\u{0}", #"[{"xarf_version":4}]"#])
    func hostileXARFIsNamed(text: String) throws {
        do {
            let (items, codes) = try read(ReportXARFImporter(), Array(text.utf8))
            #expect(items.isEmpty)
            #expect(codes.count == 1)
        } catch let error as AllianceError {
            #expect(error.code.hasPrefix("json."))
        }
    }

    /// Truncated and damaged files: an error or a report, never a trap.
    @Test(arguments: 1...3) func damagedFilesAreRead(seed: Int) throws {
        let random = TestRandomness(seed: UInt64(seed))
        func pick(_ count: Int) -> Int { Int(random.bytes(2).reduce(0) { $0 << 8 | Int($1) }) % max(1, count) }
        func damage<Format: Importer>(_ type: Format.Type) where Format.Item == ReportContent {
            for example in type.examples {
                for _ in 0..<300 {
                    var bytes = Array(example.bytes.prefix(pick(example.bytes.count + 1)))
                    for _ in 0..<pick(6) where !bytes.isEmpty { bytes[pick(bytes.count)] = random.bytes(1)[0] }
                    do {
                        let (items, codes) = try read(type.init(), bytes)
                        #expect(items.allSatisfy { !$0.url.isEmpty && !$0.reference.isEmpty })
                        #expect(codes.allSatisfy { !$0.isEmpty })
                    } catch let error as AllianceError {
                        #expect(error.exitCode == .unusableInput)
                    } catch {
                        Issue.record("\(error)")
                    }
                }
            }
        }
        damage(ReportJSONLinesImporter.self)
        damage(ReportCSVImporter.self)
        damage(ReportXARFImporter.self)
    }
}

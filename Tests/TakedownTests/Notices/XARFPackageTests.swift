import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The public `xarf` package reads what we write.
struct XARFPackageTests {
    static let python = ExternalTool.python(importing: "xarf")

    @Test(.enabled(if: python != nil, "needs the Python package xarf==1.0.0 (see CONTRIBUTING)"))
    func examplesAreAccepted() throws {
        let folder = try TemporaryFolder()
        var bytes: [UInt8] = []
        var items = XARFExporter.exampleItems.makeIterator()
        try XARFExporter().write(to: &bytes) { items.next() }
        let file = try folder.write("examples.jsonl", String(decoding: bytes, as: UTF8.self))
        try check(["--lines", file], reports: 2)
    }

    @Test(.enabled(if: python != nil, "needs the Python package xarf==1.0.0 (see CONTRIBUTING)"))
    func noticesAreAccepted() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        let urls = [
            "https://www.example.org/v/1.mp4", "http://192.0.2.17/i/1.jpg", "https://bücher.test/ü?x=1",
            "http://[2001:db8:1::5]/album/", "https://board.example.net/\(String(repeating: "x/", count: 700))end",
        ]
        for (place, url) in urls.enumerated() {
            try await hotline.open("HL-\(place)", url: url)
            try await hotline.trace("HL-\(place)")
            try hotline.approve("abuse@example.net")
            #expect(
                await hotline.run(NotifyCommand.self, ["HL-\(place)", "--contact", "abuse@example.net"]).exitCode
                    == .done)
        }
        let files = try Files.names(in: hotline.folder.file("outbox")).map { hotline.folder.file("outbox/\($0)") }
        #expect(files.count == urls.count)
        try check(["--mail"] + files, reports: urls.count)
    }

    private func check(_ words: [String], reports: Int) throws {
        let python = try #require(Self.python)
        let result = try ExternalTool.run(python, [Fixtures.path("takedown/check_xarf.py")] + words)
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("\(reports) reports without errors"))
    }
}

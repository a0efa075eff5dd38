import CommandLineKit
import Foundation
import TestKit
import Testing

struct ManualPageTests {
    private func write() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        SampleTree.root.forEach { _, words in
            let page = ManualPage(path: SampleTree.root.follow(words.dropFirst()).path)
            _ = try? folder.write("\(page.name).1", page.source)
        }
        return folder
    }

    @Test func aPage() throws {
        let page = ManualPage(path: SampleTree.root.follow(["module", "reading"]).path)
        #expect(page.name == "sample-module-reading")
        try Snapshot.expect(page.source, "help/sample-module-reading.1")
    }

    @Test(.enabled(if: ExternalTool.exists("groff"), "groff is not installed: apt-get install groff-base"))
    func groffPrintsThemWithoutWarnings() throws {
        let folder = try write()
        let groff = try #require(ExternalTool.path("groff"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.count == 6)
        for name in names {
            let result = try ExternalTool.run(groff, ["-man", "-Tutf8", "-ww", "-P-cbou", folder.file(name)])
            #expect(result.exitCode == 0 && result.errors.isEmpty, "\(name): \(result.errors)")
            #expect(result.output.contains("NAME") && result.output.contains("SYNOPSIS"))
            if name.contains("reading") {
                #expect(result.output.contains(".dots and 'quotes' at a line's start, and back\\slashes stay."))
                #expect(result.output.contains("sample module reading --depth 3 'a b'"))
            }
        }
    }

    @Test(.enabled(if: ExternalTool.exists("mandoc"), "mandoc is not installed: apt-get install mandoc"))
    func mandocFindsNothingWrong() throws {
        let folder = try write()
        let mandoc = try #require(ExternalTool.path("mandoc"))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let result = try ExternalTool.run(mandoc, ["-Tlint", "-Wwarning", folder.file(name)])
            // The pages hold no date, so that the same build makes the same bytes.
            let faults = result.output.split(separator: "\n").filter { !$0.contains("missing date") }
            #expect(faults.isEmpty, "\(name): \(faults)")
        }
    }
}

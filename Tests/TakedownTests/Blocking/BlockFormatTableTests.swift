import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The table of formats in the documentation is what the formats declare.
struct BlockFormatTableTests {
    @Test func theDocumentationShowsWhatIsDeclared() throws {
        let page = String(decoding: try Files.read(Fixtures.package + "/docs/takedown.md"), as: UTF8.self)
        let types = try BlockListFormats.all(Registry([TestPlugin.self]))
        #expect(types.count == BlockListFormats.own.count)
        for type in types {
            let can = type.capabilities
            let exceptions = can.exceptionsText.isEmpty ? "–" : can.exceptionsText.replacing("*", with: "\\*")
            let files = type.files.map { "`\($0)`" }.joined(separator: ", ")
            let row =
                "| `\(type.format.name)` | \(can.blocksText) | \(exceptions) | \(can.stopPage ? "yes" : "no") | \(files) | \(can.note) |"
            #expect(page.contains(row), "docs/takedown.md lacks: \(row)")
        }
    }
}

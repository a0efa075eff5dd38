import AllianceKit
import CommandLineKit
import Foundation
import TestKit
import Testing

@testable import alliance

/// `docs/cli.md` is made from the declarations and must not fall behind them.
struct ReferenceTests {
    static let path = "\(Fixtures.package)/docs/cli.md"

    @Test func theReferenceIsFresh() throws {
        let registry = try Registry(Plugins.all)
        let text = Reference(root: Driver.tree(registry), registry: registry).markdown
        if ProcessInfo.processInfo.environment["ALLIANCE_UPDATE_SNAPSHOTS"] == "1" {
            return try Files.write(Array(text.utf8), to: Self.path)
        }
        let written = String(decoding: (try? Files.read(Self.path)) ?? [], as: UTF8.self)
        guard written != text else { return }
        Issue.record(
            "docs/cli.md is stale; run Scripts/docs, or: alliance help --markdown > docs/cli.md\n\(Snapshot.difference(written, text))"
        )
    }

    @Test func theReferenceListsEverything() throws {
        let written = String(decoding: try Files.read(Self.path), as: UTF8.self)
        var missing: [String] = []
        func require(_ text: String) { if !written.contains(text) { missing.append(text) } }
        for (words, type) in DeclarationTests.commands {
            require("### alliance \(words)\n")
            for spec in type.argumentSpecs { require("`\(spec.term)`") }
            for field in type.output.fields { require("| `\(field.key)` |") }
        }
        for kind in Plugins.all.flatMap({ $0.eventKinds }) { require("`\(kind.name)`") }
        for code in ExitCode.allCases { require("| \(code.rawValue) |") }
        #expect(missing.isEmpty)
    }
}

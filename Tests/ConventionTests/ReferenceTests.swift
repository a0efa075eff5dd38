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
        for (words, type) in DeclarationTests.commands {
            #expect(written.contains("### alliance \(words)\n"), "\(words) is missing")
            for spec in type.argumentSpecs { #expect(written.contains("`\(spec.term)`"), "\(words): \(spec.term)") }
            for field in type.output.fields {
                #expect(written.contains("| `\(field.key)` |"), "\(words): \(field.key)")
            }
        }
        for kind in Plugins.all.flatMap({ $0.eventKinds }) { #expect(written.contains("`\(kind.name)`")) }
        for code in ExitCode.allCases { #expect(written.contains("| \(code.rawValue) |")) }
    }
}

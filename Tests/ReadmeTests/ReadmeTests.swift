import AllianceKit
import Foundation
import TestKit
import Testing

/// What the README shows is what is compiled, run and printed.
@Suite struct ReadmeTests {
    let readme: String

    init() throws { readme = String(decoding: try Files.read("\(Fixtures.package)/README.md"), as: UTF8.self) }

    /// Each snippet between `// README: NAME` and `// end` in the files beside this one, without its indentation.
    static func snippets() throws -> [(name: String, code: String)] {
        let folder = "\(Fixtures.package)/Tests/ReadmeTests"
        var found: [(String, String)] = []
        for file in try Files.names(in: folder) where file.hasSuffix("Snippets.swift") {
            var current: (name: String, lines: [String])?
            let text = String(decoding: try Files.read("\(folder)/\(file)"), as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                let content = line.drop { $0 == " " }
                if content.hasPrefix("// README: ") {
                    current = (String(content.dropFirst(11)), [])
                } else if content == "// end", let snippet = current {
                    found.append((snippet.name, snippet.lines.joined(separator: "\n")))
                    current = nil
                } else if current != nil {
                    current?.lines.append(String(line.dropFirst(min(8, line.count - content.count))))
                }
            }
        }
        return found
    }

    @Test func everySnippetStandsInTheReadme() throws {
        let snippets = try Self.snippets()
        #expect(snippets.count >= 9)
        for snippet in snippets {
            #expect(readme.contains("```swift\n\(snippet.code)\n```"), "the README's \(snippet.name) differs")
        }
    }

    @Test func everyLinkLeadsToAFile() throws {
        for match in readme.matches(of: /\]\(([^)#:]+)\)/) {
            #expect(Files.exists("\(Fixtures.package)/\(match.1)"), "\(match.1)")
        }
    }

    /// Each line of the worked example stands in the journey's snapshot of its command.
    @Test func theWorkedExampleIsWhatTheJourneyPrints() throws {
        let folder = "\(Fixtures.package)/Tests/Snapshots/journey"
        let snapshots = try Files.names(in: folder).map {
            String(decoding: try Files.read("\(folder)/\($0)"), as: UTF8.self).split(separator: "\n").map(Self.trimmed)
        }
        let start = try #require(readme.range(of: "## A worked example"))
        let example = readme[start.upperBound...].split(separator: "```")[1]
        var current: [[String]] = []
        var commands = 0
        for line in example.split(separator: "\n").map(Self.trimmed) where line != "…" {
            if line.hasPrefix("$ alliance ") {
                commands += 1
                current = snapshots.filter { $0.first == line }
                #expect(!current.isEmpty, "the journey has no \(line)")
            } else {
                #expect(current.contains { $0.contains(line) }, "the journey does not print: \(line)")
            }
        }
        #expect(commands >= 6)
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}

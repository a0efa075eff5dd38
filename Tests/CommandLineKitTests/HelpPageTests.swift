import CommandLineKit
import TestKit
import Testing

struct HelpPageTests {
    private func page(_ words: String...) -> String { HelpPage(path: SampleTree.root.follow(words).path).text }

    @Test func theWholeTool() throws { try Snapshot.expect(page(), "help/sample.txt") }
    @Test func aModule() throws { try Snapshot.expect(page("module"), "help/sample-module.txt") }
    @Test func aCommandWithEverything() throws {
        try Snapshot.expect(page("module", "group", "everything"), "help/sample-everything.txt")
    }

    @Test func linesFitTheirWidth() {
        SampleTree.root.forEach { _, words in
            for width in [60, 80, 100] {
                let path = SampleTree.root.follow(words.dropFirst()).path
                for line in HelpPage(path: path, width: width).text.split(separator: "\n") {
                    // Examples are never broken: they are copied as they stand.
                    #expect(line.count <= width || line.hasPrefix("    sample"), "\(words): \(line)")
                }
            }
        }
    }

    @Test func followLeadsAsFarAsItCan() {
        let (path, rest) = SampleTree.root.follow(["module", "reading", "x"])
        #expect(path.map(\.name) == ["sample", "module", "reading"] && rest == ["x"])
        var names: [String] = []
        SampleTree.root.forEach { _, words in names.append(words.joined(separator: " ")) }
        #expect(
            names == [
                "sample", "sample module", "sample module group", "sample module group everything",
                "sample module reading", "sample shell",
            ])
    }
}

struct DeclarationProblemsTests {
    struct Bad: CommandDeclaration {
        static let name = "Bad_name"
        static let summary = "bad"
        @Option("No full stop") var quiet: String?
        @Option("Twice.", name: "quiet") var other: String?
        @Flag("Inverted.", invertible: true) var stop
        @Flag("Clashes.", name: "no-stop", short: "q") var clash
        @Argument("Optional.") var maybe: String?
        @Argument("Required.") var must: String
        @Argument("All.", allowEmpty: true) var all: [String]
        @Argument("After.") var after: String?
    }

    @Test func theyAreFound() {
        let problems = DeclarationProblems.of(Bad.self, beside: Globals.argumentSpecs)
        for part in [
            "name is not in kebab", "summary is not a sentence", "help of --quiet", "--quiet is declared twice",
            "--no-stop is declared twice", "-q is declared twice", "MUST is required and follows", "AFTER follows",
        ] { #expect(problems.contains { $0.contains(part) }, "\(part) in \(problems)") }
        #expect(DeclarationProblems.of(Everything.self).isEmpty)
        #expect(DeclarationProblems.of(SampleTree.Reading.self).isEmpty)
    }
}

struct WordingTests {
    @Test(arguments: [
        ("the file as given", "The file as given"), ("with --filter: more", "With --filter: more"),
        ("md5 of it", "md5 of it"),
        ("SHA-256", "SHA-256"), ("", ""), ("xArt", "xArt"), ("état", "État"), ("{\"a\"} each", "{\"a\"} each"),
    ])
    func phrasesStartWithACapital(phrase: String, expected: String) {
        #expect(Wording.capitalized(phrase) == expected)
    }
}

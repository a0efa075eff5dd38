import Testing

@testable import CommandLineKit

struct SchemaTests {
    struct Inner: ArgumentGroup {
        @Option("Key.") var key: String?
    }
    struct Outer: ArgumentGroup {
        @OptionGroup var inner: Inner
        @Option("Other.") var otherThing = 2.5
    }
    struct Nested: CommandDeclaration {
        static let name = "nested"
        static let summary = "Nest."
        @Option("Format.", name: "to", placeholder: "FORMAT") var outputFormat: String
        @OptionGroup var outer: Outer
        @Argument("File.") var file: String?
    }

    @Test(arguments: [
        ("maxDistance", "max-distance"), ("summaryFD", "summary-fd"), ("URLList", "url-list"), ("sha256", "sha256"),
        ("x", "x"), ("pdqURLs2Keep", "pdq-ur-ls2-keep"),
    ])
    func namesComeFromProperties(property: String, name: String) { #expect(Schema.kebab(property) == name) }

    @Test func groupsNest() throws {
        let specs = Nested.argumentSpecs
        #expect(specs.map(\.name) == ["to", "key", "other-thing", "file"])
        #expect(specs.map(\.placeholder) == ["FORMAT", "KEY", "N", "FILE"])
        #expect(specs.map(\.isRequired) == [true, false, false, false])
        #expect(specs[2].defaultText == "2.5")
        let command = try Nested.parse(["--key", "k", "--to=csv"])
        #expect(command.outer.inner.key == "k" && command.outputFormat == "csv" && command.file == nil)
        #expect(throws: UsageError("missing --to FORMAT")) { try Nested.parse([]) }
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("form", "from", 1), ("ab", "ba", 1),
        ("--jsn", "--json", 1),
    ])
    func distances(left: String, right: String, expected: Int) {
        #expect(Suggestion.editDistance(left, right) == expected)
        #expect(Suggestion.editDistance(right, left) == expected)
    }

    @Test func suggestionsAreFewAndNear() {
        #expect(Suggestion.near("hasing", among: ["hashing", "takedown"]) == ["hashing"])
        #expect(Suggestion.near("commit", among: ["commitments", "takedown"]) == ["commitments"])
        #expect(Suggestion.near("xyzzy", among: ["hashing", "takedown"]).isEmpty)
        #expect(Suggestion.near("", among: ["a"]).isEmpty)
    }
}

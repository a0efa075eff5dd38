import AllianceKit
import Formats
import TestKit
import Testing

/// Reading XML: structure, round trips, places of errors.
@Suite struct XMLDocumentTests {
    private func read(_ text: String, limits: XMLLimits = XMLLimits()) throws -> XMLElement {
        try XMLDocument(Array(text.utf8), named: "test.xml", limits: limits).root
    }

    @Test func readsElementsAttributesTextAndCharacterData() throws {
        let root = try read(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- note -->\n<a x=\"1\" y='2'>\n  <b>t&amp;<![CDATA[<u>]]>&#x41;</b>\n  "
                + "<?skip me?><c/>\n</a>")
        #expect(root.name == "a")
        #expect(root.attribute("x") == "1")
        #expect(root.attribute("y") == "2")
        #expect(root.children.map(\.name) == ["b", "c"])
        #expect(root.first("b")?.text == "t&<u>A")
        #expect(root.first("b")?.line == 4)
        #expect(root.content.count == 2, "layout between elements is dropped")
    }

    @Test func keepsWhiteSpaceThatIsContent() throws {
        #expect(try read("<a> <b/> x</a>").content.count == 3)
        #expect(try read("<a>  </a>").text == "  ")
    }

    @Test func readsNamesWithPrefixesAsWritten() throws {
        let root = try read("<a xmlns:xsi=\"urn:x\" xsi:noNamespaceSchemaLocation=\"u\"/>")
        #expect(root.attribute("xsi:noNamespaceSchemaLocation") == "u")
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        var generator = SeededNumbers(seed: 7)
        for _ in 0..<300 {
            let element = Self.randomElement(&generator, depth: 0)
            let writer = XMLWriter(indentation: Bool.random(using: &generator) ? 2 : nil)
            let bytes = try writer.document(element)
            #expect(try XMLDocument(bytes, named: "x").root == element)
            #expect(try writer.document(element) == bytes)
        }
    }

    @Test func namesFileLineAndElementOfAFault() throws {
        let error = try #require(throws: AllianceError.self) {
            try read("<report>\n <victim/>\n <victim>\n  <age>1</agee>\n </victim>\n</report>")
        }
        #expect(error.code == "xml.syntax")
        #expect(error.place?.file == "test.xml")
        #expect(error.place?.line == 4)
        #expect(error.place?.path == "/report/victim[2]/age")
    }

    @Test(arguments: [
        "", "   ", "text", "<a>", "<a", "<a x=1/>", "<a></b>", "<a/><b/>", "<a>&nope;</a>", "<a>&</a>",
        "<!-- -- --><a/>",
    ])
    func refusesWhatIsNotWellFormed(text: String) {
        #expect(throws: AllianceError.self) { try read(text) }
    }

    static func randomElement(_ generator: inout SeededNumbers, depth: Int) -> XMLElement {
        let names = ["a", "bc", "d-e", "f.g", "_h"]
        let letters: [String] = ["x", "é", "🦊", "<", "&", ">", "\"", "'", "\r", "\n", "\t", " y", "]]>", "\u{85}"]
        func text(_ generator: inout SeededNumbers) -> String {
            (0..<Int.random(in: 1...5, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
                .joined()
        }
        var element = XMLElement(names.randomElement(using: &generator) ?? "a")
        for name in names where Int.random(in: 0..<4, using: &generator) == 0 {
            element.attributes.append(.init(name, text(&generator)))
        }
        if depth < 4, Bool.random(using: &generator) {
            element.content = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                .element(randomElement(&generator, depth: depth + 1))
            }
        } else if Bool.random(using: &generator) {
            element.content = [.text("t" + text(&generator))]
        }
        return element
    }
}

/// SplitMix64 as Swift's generator protocol.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

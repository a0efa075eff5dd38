import AllianceKit
import Formats
import Testing

/// Writing XML: order, escapes, layout, what is refused.
@Suite struct XMLWriterTests {
    private func text(_ element: XMLElement, _ writer: XMLWriter = XMLWriter()) throws -> String {
        String(decoding: try writer.document(element), as: UTF8.self)
    }

    @Test func writesInTheOrderGivenWithLayoutOnlyBetweenElements() throws {
        let element = XMLElement("a", attributes: ["z": "1", "b": "2", "left-out": nil]) {
            XMLElement.leaf("second", "text")
            XMLElement("first") { XMLElement("flag") }
            XMLElement.leaf("gone", nil as String?)
            XMLElement.leaf("empty", "")
        }
        #expect(
            try text(element) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a z="1" b="2">
                  <second>text</second>
                  <first>
                    <flag/>
                  </first>
                  <empty/>
                </a>

                """)
    }

    @Test func writesOneLineWithoutIndentation() throws {
        let element = XMLElement("a") { XMLElement("b") }
        #expect(
            try text(element, XMLWriter(indentation: nil))
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b/></a>\n")
    }

    @Test func addsNoWhiteSpaceToMixedContent() throws {
        let element = XMLElement("p", content: [.text("one "), .element(.leaf("b", "two")), .text(" three")])
        #expect(try text(element).hasSuffix("<p>one <b>two</b> three</p>\n"))
    }

    @Test func escapesTextAndAttributes() throws {
        let element = XMLElement.leaf("a", "<&>\"'\r\n\t", attributes: ["v": "<&>\"'\r\n\t"])
        #expect(
            try text(element).hasSuffix(
                "<a v=\"&lt;&amp;&gt;&quot;'&#13;&#10;&#9;\">&lt;&amp;&gt;\"'&#13;\n\t</a>\n"))
    }

    @Test(arguments: ["\u{0}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
    func refusesWhatXMLCannotHold(character: String) throws {
        let element = XMLElement("report") {
            XMLElement.leaf("url", "fine")
            XMLElement.leaf("url", "bad\(character)")
        }
        let error = try #require(throws: AllianceError.self) { try XMLWriter().document(element) }
        #expect(error.code == "xml.character")
        #expect(error.place?.path == "/report/url[2]")
    }

    @Test func replacesWhatXMLCannotHoldWhenAsked() throws {
        let writer = XMLWriter(forbidden: .replace)
        #expect(try text(.leaf("a", "x\u{1}y"), writer).hasSuffix("<a>x\u{FFFD}y</a>\n"))
    }

    @Test func refusesBadNamesRepeatedAttributesAndBrokenComments() {
        #expect(throws: AllianceError.self) { try XMLWriter().document(XMLElement("a b")) }
        #expect(throws: AllianceError.self) { try XMLWriter().document(XMLElement("1a")) }
        let twice = XMLElement("a", attributes: [.init("x", "1"), .init("x", "2")])
        #expect(throws: AllianceError.self) { try XMLWriter().document(twice) }
        #expect(throws: AllianceError.self) { try XMLWriter().document(XMLElement("a"), comment: "a -- b") }
    }

    @Test func writesAComment() throws {
        let bytes = try XMLWriter().document(XMLElement("a"), comment: "a note")
        #expect(String(decoding: bytes, as: UTF8.self).contains("?>\n<!-- a note -->\n<a/>"))
    }
}

import AllianceKit
import Formats
import TestKit
import Testing

/// Hostile XML: refused with a named error before it costs anything.
@Suite struct XMLHostileTests {
    private func code(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> String? {
        do {
            _ = try XMLDocument(bytes, named: "hostile.xml", limits: limits)
            return nil
        } catch let error as AllianceError {
            return error.code
        } catch {
            return "other"
        }
    }

    private func code(_ text: String, limits: XMLLimits = XMLLimits()) -> String? {
        code(Array(text.utf8), limits: limits)
    }

    @Test func refusesBillionLaughs() {
        var text = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY lol \"lol\">\n"
        for level in 1...9 {
            let inner = String(repeating: level == 1 ? "&lol;" : "&lol\(level - 1);", count: 10)
            text += "<!ENTITY lol\(level) \"\(inner)\">\n"
        }
        #expect(code(text + "]>\n<lolz>&lol9;</lolz>") == "xml.doctype")
    }

    @Test func refusesExternalEntitiesAndNeverOpensThem() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("secret", "do not read me")
        #expect(
            code("<!DOCTYPE a [<!ENTITY x SYSTEM \"file://\(secret)\">]><a>&x;</a>") == "xml.doctype")
        #expect(code("<!DOCTYPE a SYSTEM \"http://192.0.2.1/a.dtd\"><a/>") == "xml.doctype")
        #expect(code("<a>&x;</a>") == "xml.syntax")
    }

    @Test func refusesADocumentTypeHiddenBehindCommentsButNotTheWordInText() {
        #expect(code("<!-- <a> --><?pi <b ?>\n<!DOCTYPE a><a/>") == "xml.doctype")
        #expect(code("<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>") == nil)
    }

    @Test func refusesDepthCountsAndLengths() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(code(deep) == "xml.depth")
        let limit = 64
        #expect(
            code(String(repeating: "<a>", count: limit) + String(repeating: "</a>", count: limit)) == nil)
        #expect(code("<a " + (0..<65).map { "a\($0)='1'" }.joined(separator: " ") + "/>") == "xml.attributes")
        #expect(code("<a x='\(String(repeating: "y", count: 70_000))'/>") == "xml.attribute.too-long")
        #expect(code("<\(String(repeating: "a", count: 70_000))/>") == "xml.attribute.too-long")
        #expect(
            code("<a>" + String(repeating: "<b/>", count: 50) + "</a>", limits: XMLLimits(elements: 50))
                == "xml.elements")
        #expect(code("<a>\(String(repeating: "x", count: 200))</a>", limits: XMLLimits(bytes: 100)) == "xml.too-large")
    }

    @Test func aHundredThousandAttributesAreRefusedAtOnce() {
        // libxml2 compares each attribute with every other; it never sees them.
        #expect(code("<a " + (0..<100_000).map { "a\($0)=''" }.joined(separator: " ") + "/>") == "xml.attributes")
    }

    @Test func refusesWhatIsNotUTF8AndSaysWhere() throws {
        #expect(code([0xff, 0xfe, 0x3c, 0x00]) == "xml.encoding")
        #expect(code([0x3c, 0x00, 0x61, 0x00]) == "xml.encoding")
        let bad = Array("<a>\nfine é\n".utf8) + [0xc3, 0x28] + Array("</a>".utf8)
        #expect(code(bad) == "xml.encoding")
        let error = try #require(throws: AllianceError.self) { try XMLDocument(bad, named: "x") }
        #expect(error.place?.line == 3)
        #expect(error.message.hasSuffix("byte \(Array("<a>\nfine é\n".utf8).count + 1)"))
    }

    @Test func aByteOrderMarkIsNoFault() {
        #expect(code([0xef, 0xbb, 0xbf] + Array("<a/>".utf8)) == nil)
    }

    @Test(arguments: ["<a", "<a x=\"", "<!-- ", "<![CDATA[", "<?pi", "<", "</"])
    func refusesTruncation(text: String) {
        #expect(code("<r>" + text) != nil)
        #expect(code(text) != nil)
    }

    @Test func randomDamageNeverCrashes() throws {
        var generator = SeededNumbers(seed: 99)
        let good = try XMLWriter().document(XMLDocumentTests.randomElement(&generator, depth: 0))
        for _ in 0..<2000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert("<&>\"/!-[]?".utf8.randomElement(using: &generator) ?? 0, at: place)
                }
            }
            let said = code(bytes)
            #expect(said == nil || said?.hasPrefix("xml.") == true)
        }
    }
}

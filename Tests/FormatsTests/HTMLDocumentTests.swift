import AllianceKit
import Formats
import TestKit
import Testing

@Suite struct HTMLDocumentTests {
    private func text(_ nodes: [HTMLNode]) -> String {
        let page = HTMLDocument(
            title: "T", summary: "S", styles: [], header: { "head" }, main: { nodes }, footer: { "foot" })
        let whole = String(decoding: page.bytes(), as: UTF8.self)
        return whole.components(between: "<main id=\"main\">", and: "</main>")
    }

    @Test func textIsEscapedWhereverItStands() {
        let evil = "<script>alert(\"1\")</script>&'"
        let nodes = [html(.p, .id(evil), .title(evil)) { evil }]
        #expect(
            text(nodes) == """
                <p id="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;" title="&lt;script&gt;alert(&quot;1&quot;)\
                &lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>

                """)
    }

    @Test func controlAndDirectionMarksDoNotGetThrough() {
        #expect(
            text([html(.p) { "a\u{0}b\u{202E}c\u{1B}d\u{FFFF}" }]) == "<p>a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}</p>\n")
    }

    @Test func linksLeadToPlacesAndWebAddressesOnly() {
        #expect(HTMLLink.web("javascript:alert(1)") == nil)
        #expect(HTMLLink.web("data:text/html,x") == nil)
        #expect(HTMLLink.web("HTTPS://example.org/a") != nil)
        #expect(text([html(.a, .href(.fragment("x"))) { "y" }]) == "<a href=\"#x\">y</a>")
    }

    @Test func aTableSaysWhatItHolds() {
        let table = HTMLTable(
            caption: "Cap", columns: [.text("A"), .number("B")], rows: [["r1", "1"], ["r2"]])
        let written = text([table.node])
        #expect(written.contains("<caption>Cap</caption>"))
        #expect(written.contains("<th scope=\"col\" class=\"number\">B</th>"))
        #expect(written.contains("<th scope=\"row\">r2</th>\n<td class=\"number\"></td>"))
        #expect(written.contains("role=\"region\" aria-label=\"Cap\" tabindex=\"0\""))
    }

    @Test func aPageIsSelfContainedAndHasItsLandmarks() {
        let page = HTMLDocument(
            title: "A <title>", summary: "S", styles: ["p{margin:0}"], header: { html(.h1) { "H" } },
            navigation: { html(.a, .href(.fragment("x"))) { "x" } }, main: { html(.p) { "m" } }, footer: { "f" })
        let written = String(decoding: page.bytes(), as: UTF8.self)
        #expect(written.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(written.contains("<title>A &lt;title&gt;</title>"))
        #expect(written.contains("default-src 'none'"))
        #expect(written.contains("<a class=\"skip\" href=\"#main\">Skip to the content</a>"))
        for landmark in ["<header", "<nav aria-label=\"Contents\">", "<main id=\"main\">", "<footer>"] {
            #expect(written.contains(landmark))
        }
        #expect(page.bytes() == page.bytes())
    }

    @Test func theBuilderTakesConditionsAndLoops() {
        let flag = Bool(true)
        let node = html(.ul) {
            for number in 1...2 { html(.li) { "\(number)" } }
            if flag { html(.li) { "yes" } } else { html(.li) { "no" } }
            if !flag { "never" }
        }
        #expect(text([node]) == "<ul><li>1</li>\n<li>2</li>\n<li>yes</li>\n</ul>\n")
    }
}

extension String {
    /// What stands between two texts; everything if they are not there.
    func components(between start: String, and end: String) -> String {
        guard let from = range(of: start), let to = self[from.upperBound...].range(of: end) else { return self }
        return String(self[from.upperBound..<to.lowerBound])
    }

    private func range(of text: String) -> Range<String.Index>? { self[...].range(of: text) }
}

extension Substring {
    fileprivate func range(of text: String) -> Range<String.Index>? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(text) { return place..<index(place, offsetBy: text.count) }
            place = index(after: place)
        }
        return nil
    }
}

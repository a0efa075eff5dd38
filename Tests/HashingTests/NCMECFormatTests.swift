import AllianceKit
import TestKit
import Testing

@testable import Hashing

/// NCMEC's XML: what survives, and damage.
struct NCMECFormatTests {
    private func read(_ text: String) -> ListFormatTests.Reading { ListFormatTests.read(NCMECImporter.self, text) }

    private func page(_ inside: String) -> String {
        "<queryResult xmlns=\"\(NCMECModel.namespace)\"><images count=\"1\">\(inside)</images></queryResult>"
    }

    private let good =
        "<image><member id=\"1\">A</member><id>i</id><fingerprints><md5>\(String(repeating: "a1", count: 16))</md5></fingerprints></image>"

    @Test func whatIsKnownOfAnEntrySurvives() throws {
        let entries = read(NCMECExamples.page).entries
        #expect(entries.map(\.entry) == ["42-image1", "43-image4", "42-video1", "42-video4"])
        let first = entries[0]
        #expect(first.source == "Example & Partners" && first.category == "A1" && first.pdq != nil)
        #expect(first.digests.count == 2 && first.fingerprints == ["pdna": "AAECAwQF"])
        #expect(first.opinions.map(\.verdict) == [.positive] && first.opinions[0].source == "Example & Partners")
        #expect(first.opinions[0].reasons == ["type Md5"])
        #expect(first.opinions[0].time == Instant("2026-02-01T12:48:14Z"))
        // What is said of PhotoDNA does not silence the digests.
        #expect(first.tags == ["negative:Pdna", "image"] && first.isActive)
        #expect(first.lastSeen == Instant("2026-01-24T15:00:00Z"))
        #expect(entries[1].withdrawal?.reason == "deleted by its source" && !entries[1].hasHash)
        #expect(entries[2].fingerprints["tmk-pdqf"] == "/v2/entries/1/fingerprints/TMK_PDQF")
    }

    @Test func aDenialOfADigestDisputesTheEntry() throws {
        let text = NCMECExamples.page.replacing("type=\"Pdna\"", with: "type=\"Sha1\"")
        let first = try #require(read(text).entries.first)
        #expect(first.standing == .disputed && !first.isActive)
        #expect(first.opinions[1].source == "Second Member")
        #expect(
            first.opinions[1].reasons == ["type Sha1", "Example Reason 1 (01234567-abcd-0123-4567-012345678900)"])
    }

    @Test func errorsNameTheElement() {
        let errors = read(NCMECExamples.broken).errors
        #expect(errors.first?.place?.path == "/queryResult/images/image[1]/fingerprints/md5")
        #expect(errors.map(\.place?.line) == [3, 4, 5, 6])
    }

    @Test func prefixesAndSectionsAreRead() {
        let text = """
            <?xml version='1.0' encoding='utf-8'?><!-- x --><?pi y?>
            <n:queryResult xmlns:n="\(NCMECModel.namespace)"><n:images><n:image><n:member id = "&#49;">A</n:member>
            <n:id><![CDATA[<i>]]>&amp;</n:id><n:fingerprints><n:md5> \(String(repeating: "a1", count: 16))
            </n:md5 ></n:fingerprints></n:image></n:images></n:queryResult>
            """
        let reading = read(text)
        #expect(reading.entries.map(\.entry) == ["1-<i>&"], "\(reading)")
        #expect(reading.warnings.isEmpty)
        #expect(read("<queryResult xmlns=\"https://example.org/\"/>").warnings.count == 1)
    }

    @Test(arguments: [
        ("", "xml.truncated"), ("<a/>", "hashing.list.structure"), ("<queryResult>", "xml.truncated"),
        ("<queryResult></queryresult>", "xml.syntax"), ("<queryResult/><queryResult/>", "xml.syntax"),
        ("<queryResult/>x", "xml.syntax"), ("x<queryResult/>", "xml.syntax"),
        ("<!DOCTYPE a><queryResult/>", "xml.doctype"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><queryResult>&b;</queryResult>", "xml.doctype"),
        ("<queryResult>&b;</queryResult>", "xml.syntax"), ("<queryResult>&#0;</queryResult>", "xml.character"),
        ("<queryResult>&#x110000;</queryResult>", "xml.syntax"), ("<queryResult>a & b</queryResult>", "xml.syntax"),
        ("<?xmlXversion=\"1.0\"?><queryResult/>", "xml.syntax"),
        ("<queryResult a='1' a='2'/>", "xml.syntax"), ("<queryResult a=1/>", "xml.syntax"),
        ("<queryResult a='<'/>", "xml.syntax"), ("<queryResult a='1'b='2'/>", "xml.syntax"),
        ("<queryResult>]]></queryResult>", "xml.syntax"), ("<queryResult>\u{1}</queryResult>", "xml.character"),
        ("<queryResult><!-- a -- b --></queryResult>", "xml.syntax"), ("<queryResult><!-- a", "xml.truncated"),
        ("<queryResult><1/></queryResult>", "xml.syntax"), ("<queryResult>\u{fffe}</queryResult>", "xml.character"),
        ("<?xml version=\"1.1\"?><queryResult/>", "xml.syntax"), ("<queryResult><?xml a?></queryResult>", "xml.syntax"),
        ("<?xml version=\"1.0\" encoding=\"latin1\"?><queryResult/>", "xml.encoding"),
        ("<queryResult>\(String(repeating: "<a>", count: 40))", "xml.depth"), ("<a:b:c/>", "xml.syntax"),
    ])
    func whatIsNotWellFormedIsRefused(text: String, code: String) {
        #expect(read(text).end?.code == code, "\(text)")
    }

    @Test func brokenUTF8IsRefused() {
        for bytes in [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]] as [[UInt8]] {
            let text = Array("<queryResult>".utf8) + bytes + Array("</queryResult>".utf8)
            #expect(ListFormatTests.read(NCMECImporter.self, text).end?.code == "xml.encoding", "\(bytes)")
        }
    }

    @Test func whatEndsTooEarlyKeepsWhatCameBefore() {
        let bytes = Array(NCMECExamples.page.utf8)
        for cut in stride(from: 0, to: bytes.count - 3, by: 5) {
            let reading = ListFormatTests.read(NCMECImporter.self, Array(bytes.prefix(cut)))
            #expect(reading.end != nil, "cut at \(cut)")
            #expect(reading.errors.isEmpty)
        }
    }

    /// The scanner and xmllint agree on what is well-formed.
    @Test(.enabled(if: ExternalTool.exists("xmllint"), "xmllint is not installed"))
    func agreesWithAnotherParser() throws {
        let texts = [
            NCMECExamples.page, NCMECExamples.truncated, page(good), "<queryResult  a='&#x9;' ></queryResult >",
            "<queryResult a=''b=''/>", "<queryResult><a></a ></queryResult>",
            "<queryResult>\u{e9}\u{10ffff}</queryResult>",
            "<queryResult/ >", "< queryResult/>", "<queryResult></ queryResult>", "<queryResult><!----></queryResult>",
            "<queryResult><!---></queryResult>", "<queryResult>]]&gt;]] ></queryResult>", "<queryResult a='>'/>",
            "<queryResult a='\n\t'/>\n<!-- end -->\n", "<queryResult><?x?></queryResult>",
            "<queryResult><? x?></queryResult>",
        ]
        let folder = try TemporaryFolder()
        let tool = try #require(ExternalTool.path("xmllint"))
        for text in texts {
            let path = folder.file("x.xml")
            try Files.write(Array(text.utf8), to: path)
            let other = try ExternalTool.run(tool, ["--noout", "--nonet", path])
            let end = read(text).end
            #expect((end == nil) == (other.exitCode == 0), "\(text): \(end?.description ?? "well-formed")")
        }
    }
}

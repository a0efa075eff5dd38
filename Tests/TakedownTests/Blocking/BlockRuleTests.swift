import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Rules as they are read, and what is refused before they reach any list.
struct BlockRuleTests {
    static let now = Instant("2026-11-24T00:00:00Z")!
    static let later = Instant("2026-12-24T00:00:00Z")!

    private func rule(_ members: String) throws -> BlockRule {
        let text = #"{\#(members),"action":"block","reason":"csam","expiresAt":"2026-12-24T00:00:00Z"}"#
        return try BlockRuleImporter.rule(try JSONText.decode(Array(text.utf8)))
    }

    @Test(arguments: [
        (#""host":"WWW.Example.ORG.""#, BlockMatcher.host("www.example.org")),
        (#""domain":"BÜCHER.example""#, .domain("xn--bcher-kva.example")),
        (#""host":"192.0.2.17""#, .host("192.0.2.17")), (#""host":"0xC0.0.2.17""#, .host("192.0.2.17")),
        (#""host":"2001:DB8::1""#, .host("[2001:db8::1]")),
        (#""url":"HTTPS://user@WWW.example.org:8443/a/../b%41?Q#f""#, .url("www.example.org/bA?Q")),
        (#""urlPrefix":"http://www.example.org/x/""#, .urlPrefix("www.example.org/x/")),
        (#""ip":"192.0.2.99/24""#, .ip(IPNetwork("192.0.2.0/24")!)),
    ])
    func matchersAreRead(_ members: String, _ expected: BlockMatcher) throws {
        #expect(try rule(members).matcher == expected)
    }

    @Test(arguments: [
        (#""host":"*.example.org""#, "takedown.block.name"),
        (#""host":"a b.example.org""#, "takedown.url.host.forbidden"),
        (#""host":"a..example.org""#, "takedown.block.name"), (#""host":"a%2eexample.org""#, "takedown.block.name"),
        (#""host":"example.org/""#, "takedown.url.host.forbidden"),
        (#""host":"a\"b.example.org""#, "takedown.block.name"),
        (#""host":"a;b.example.org""#, "takedown.block.name"), (#""host":"$x.example.org""#, "takedown.block.name"),
        (#""domain":"192.0.2.1""#, "takedown.block.name"), (#""url":"www.example.org/a""#, "takedown.url.relative"),
        (#""urlPrefix":"http://www.example.org/a""#, "takedown.block.url.prefix"),
        (#""urlPrefix":"http://www.example.org/""#, "takedown.block.url.prefix"),
        (#""ip":"192.0.2.0/33""#, "takedown.block.address"),
        (#""host":"a.example.org","acton":"passthru""#, "takedown.block.member"),
        (#""host":"a.example.org","domain":"example.org""#, "takedown.block.matcher"),
        (#""host":7"#, "takedown.block.matcher"),
    ])
    func hostileRulesAreRefused(_ members: String, _ code: String) {
        expect(code) { try rule(members) }
    }

    @Test func everyRuleEndsAndSaysWhatItDoes() {
        for (text, code) in [
            (#"{"host":"a.example.org","action":"block"}"#, "takedown.block.expiry.missing"),
            (#"{"host":"a.example.org","expiresAt":"2026-12-24T00:00:00Z"}"#, "takedown.block.action"),
            (#"{"host":"a.example.org","action":"allow","expiresAt":"2026-12-24T00:00:00Z"}"#, "takedown.block.action"),
            (#"{"host":"a.example.org","action":"block","expiresAt":"tomorrow"}"#, "takedown.block.time"),
            (#"["host"]"#, "takedown.block.shape"),
        ] {
            expect(code) { try BlockRuleImporter.rule(try JSONText.decode(Array(text.utf8))) }
        }
    }

    @Test func safeguards() throws {
        let list = try TemporaryFolder()
        let dat = try list.write(
            "psl.dat", "// list\ncom\nexample.com\ns3.provider.example\n*.wild.example\n!city.wild.example\n")
        var never = NeverBlockList()
        try never.add(.init(name: "portal.example.org", date: nil, reason: "government"))
        let safeguards = BlockSafeguards(now: Self.now, parents: try SuffixParents(path: dat), never: never)
        func code(
            _ matcher: BlockMatcher, _ action: BlockAction = .deny, reason: String = "csam", end: Instant = Self.later
        ) -> String? {
            do throws(AllianceError) {
                try safeguards.check(BlockRule(matcher, action, reason: reason, expiresAt: end))
                return nil
            } catch { return error.code }
        }
        #expect(code(.domain("site.example.org")) == nil)
        #expect(code(.domain("co.uk")) == "takedown.block.public-suffix")
        #expect(code(.host("github.io")) == "takedown.block.public-suffix")
        #expect(code(.domain("localhost")) == "takedown.block.public-suffix")
        #expect(code(.domain("provider.example")) == "takedown.block.suffix-parent")
        #expect(code(.host("provider.example")) == nil)
        #expect(code(.domain("wild.example")) == "takedown.block.suffix-parent")
        #expect(code(.domain("a.provider.example")) == nil)
        #expect(code(.host("portal.example.org")) == "takedown.block.never")
        #expect(code(.url("a.portal.example.org/x")) == "takedown.block.never")
        #expect(code(.domain("example.org")) == "takedown.block.never")
        #expect(code(.host("example.org")) == nil)
        #expect(code(.domain("example.org"), .passthru) == nil)
        #expect(code(.host("a.example.net"), end: Self.now) == "takedown.block.expired")
        #expect(code(.host("a.example.net"), .passthru, end: Self.now) == "takedown.block.expired")
        #expect(code(.host("a.example.net"), reason: "") == "takedown.block.reason.missing")
        #expect(code(.ip(IPNetwork("192.0.2.0/24")!)) == nil)
        #expect(code(.ip(IPNetwork("192.0.0.0/16")!)) == "takedown.block.network")
        #expect(code(.ip(IPNetwork("2001:db8::/32")!)) == "takedown.block.network")
    }

    @Test func neverBlockFilesNameBadLines() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write("never", "# who\nExample.org\t2026-01-01\tthe operator itself\nother.example.net\n")
        let list = try NeverBlockList(path: good)
        #expect(list.entries.map(\.name) == ["example.org", "other.example.net"])
        #expect(list.entries[0].reason == "the operator itself")
        for bad in ["*.example.org\n", "example.org\tsoon\tx\n"] {
            let path = try folder.write("bad", bad)
            expect("takedown.block.never") { try NeverBlockList(path: path) }
        }
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The three identities of a reported URL.
struct URLIdentityTests {
    @Test func reportedURLs() throws {
        let rows = try URLVectors.rows("report-identities.jsonl")
        #expect(rows.count == 60)
        for row in rows {
            let url = row["url"]?.stringValue ?? ""
            guard let resource = row["resource"]?.stringValue else {
                // Lines rejected for another reason than their URL have good URLs.
                continue
            }
            let identity = try URLIdentity(parsing: url)
            #expect(identity.evidence.utf8.elementsEqual(url.utf8))
            #expect(identity.resource == resource)
            #expect(identity.listKey == row["listKey"]?.stringValue)
        }
    }

    @Test(arguments: [
        ("", "takedown.url.empty"), ("   ", "takedown.url.empty"), ("www.example.org/a", "takedown.url.relative"),
        ("//example.org/", "takedown.url.relative"), ("ftp://files.example.org/d/0011", "takedown.url.scheme"),
        ("javascript:alert(1)", "takedown.url.scheme"), ("mailto:a@example.org", "takedown.url.scheme"),
        ("http://exa mple.org:99999/<a>", "takedown.url.host.forbidden"), ("http://", "takedown.url.host.missing"),
        ("http://user@/x", "takedown.url.host.missing"), ("http://:80/", "takedown.url.host.missing"),
        ("http://example.org:99999/", "takedown.url.port"), ("http://example.org:8o/", "takedown.url.port"),
        ("http://example.org/\u{0}x", "takedown.url.control"), ("http://256.1.1.1/", "takedown.url.host.ipv4"),
        ("http://276.2.3/", "takedown.url.host.ipv4"), ("http://[::1/", "takedown.url.host.ipv6"),
        ("http://[fe80::1%25eth0]/", "takedown.url.host.ipv6"), ("http://a%00b.test/", "takedown.url.host.forbidden"),
        ("http://xn--0.\u{fc}.test/", "takedown.url.host.idna"), ("http://%ff.test/", "takedown.url.host.encoding"),
        ("http://\(String(repeating: "a", count: 64)).test/", "takedown.url.host.length"),
        ("http://example.org/" + String(repeating: "a", count: 70_000), "takedown.url.too-long"),
    ])
    func refusals(text: String, code: String) {
        let error = #expect(throws: AllianceError.self) { try URLIdentity(parsing: text) }
        #expect(error?.code == code)
    }

    @Test func hostPortAndDomain() throws {
        let named = try URLIdentity(parsing: "https://u2.users.host-two.test:8443/d")
        #expect(named.host == .domain("u2.users.host-two.test"))
        #expect(named.port == 8443)
        #expect(named.registrableDomain == "host-two.test")
        let address = try URLIdentity(parsing: "http://0xC0.0.02.021/")
        #expect(address.host == .address(try #require(IPAddress("192.0.2.17"))))
        #expect(address.port == nil)
        #expect(address.registrableDomain == nil)
        #expect(try URLIdentity(parsing: "https://b\u{fc}cher.test./").host == .domain("xn--bcher-kva.test."))
    }

    /// Swift's texts are equal when only their normalisation differs; evidence is not.
    @Test func evidenceIsComparedByBytes() throws {
        let composed = try URLIdentity(parsing: "http://b\u{fc}cher.test/")
        let decomposed = try URLIdentity(parsing: "http://bu\u{308}cher.test/")
        #expect(composed.resource == decomposed.resource)
        #expect(composed != decomposed)
    }

    @Test func survivesCoding() throws {
        let identity = try URLIdentity(parsing: "http://[2001:db8:1::5]:81/album/?q#f")
        let copy = try JSONBytes.decode(URLIdentity.self, from: JSONBytes.encode(identity))
        #expect(copy == identity)
        #expect(copy.host == identity.host)
        #expect(copy.listKey == "[2001:db8:1::5]/album/?q")
    }
}

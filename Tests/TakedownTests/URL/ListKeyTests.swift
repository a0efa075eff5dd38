import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Safe Browsing's canonical form.
struct ListKeyTests {
    @Test func documentedVectors() throws {
        let rows = try URLVectors.rows("safebrowsing-canonical.jsonl")
        #expect(rows.count == 33)
        for row in rows {
            let key = try ListKey(parsing: URLVectors.input(row))
            #expect(key.canonical == row["canonical"]?.stringValue, "vector \(row["n"]?.integerValue ?? 0)")
        }
    }

    /// Where browsers accept the text too, the way through the parser gives the same key.
    @Test func documentedVectorsThroughTheParser() throws {
        var compared = 0
        for row in try URLVectors.rows("safebrowsing-canonical.jsonl") {
            guard let url = try? WebURL(parsing: URLVectors.input(row)) else { continue }
            #expect(try ListKey(of: url).canonical == row["canonical"]?.stringValue)
            compared += 1
        }
        #expect(compared == 26)
    }

    @Test func otherPublishedSets() throws {
        // These rows contradict the documented rules; the value is what the rules give.
        let byTheRules = [
            "http://some%1bhost.com/%1b": "http://some%1Bhost.com/%1B",
            "http://www.google.com/q?r?s%3F": "http://www.google.com/q?r?s?",
            "http://www.google.com/q?": "http://www.google.com/q?",
            "http://evil.com/foo?bar;": "http://evil.com/foo?bar;",
        ]
        let rows = try URLVectors.rows("extra-canonical.jsonl")
        #expect(rows.count == 29)
        for row in rows {
            let input = try URLVectors.input(row)
            let text = String(decoding: input, as: UTF8.self)
            let profile: ListProfile = row["profile"]?.stringValue == "v5" ? .v5 : .v4
            if row["error"]?.boolValue == true, text.hasPrefix("mailto:") {
                let error = #expect(throws: AllianceError.self) { try ListKey(parsing: input) }
                #expect(error?.code == "takedown.url.scheme")
            } else if row["error"]?.boolValue == true {
                let error = #expect(throws: AllianceError.self) { try ListKey(parsing: input) }
                #expect(error?.code == "takedown.url.host.missing", "\(text)")
            } else {
                let key = try ListKey(parsing: input, profile: profile)
                #expect(key.canonical == byTheRules[text] ?? row["canonical"]?.stringValue, "\(text)")
            }
        }
    }

    @Test func addressSpellings() throws {
        for row in try URLVectors.rows("ipv4-spellings.jsonl") {
            let host = try #require(row["host"]?.stringValue)
            let expected = host.contains(" ") ? nil : row["ipv4"]?.stringValue
            let bits = IPv4Spelling.parseWrapping(Array(host.utf8))
            #expect(bits.map { IPAddress.v4($0).description } == expected, "\(host)")
            // The URL Standard agrees except on parts that are too large.
            let strict = IPv4Spelling.parse(Array(host.utf8))
            #expect(strict == (host == "276.2.3" ? nil : bits), "\(host)")
        }
    }

    @Test(arguments: [
        ("http://evil.test\\@good.test/", "http://evil.test/@good.test/"),
        ("http://user:pass@host.test:8080/a", "http://host.test/a"),
        ("http://host.test/a//../b", "http://host.test/a/b"),
        ("http://host.test/../../a/./b/..", "http://host.test/a/"),
        ("http://host.test/a%3Fb//c", "http://host.test/a?b//c"),
        ("http://HOST.test.", "http://host.test/"),
        ("http://host..test/", "http://host.test/"),
        ("http://[2001:DB8::0001]:80/", "http://[2001:db8::1]/"),
        ("http://host.test/%E2%98%95", "http://host.test/%E2%98%95"),
        ("\thttp://ho\nst.test/", "http://host.test/"),
    ])
    func rules(input: String, canonical: String) throws {
        #expect(try ListKey(parsing: Array(input.utf8)).canonical == canonical)
    }

    @Test(arguments: [
        ("http://a%40b.test/", "takedown.url.host.forbidden"), ("http://a%2Fb.test/", "takedown.url.host.forbidden"),
        ("http://host.test:80a/", "takedown.url.port"), ("http://.../", "takedown.url.host.missing"),
    ])
    func refusals(input: String, code: String) {
        let error = #expect(throws: AllianceError.self) { try ListKey(parsing: Array(input.utf8)) }
        #expect(error?.code == code)
    }

    @Test func nestedEscapesCostLinearTime() throws {
        let nested = "http://host.test/%" + String(repeating: "25", count: 32000) + "41"
        #expect(try ListKey(parsing: Array(nested.utf8)).canonical == "http://host.test/A")
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Host-suffix/path-prefix expressions.
struct HostExpressionsTests {
    @Test func publishedRows() throws {
        var checked = 0
        for row in try URLVectors.rows("expressions.jsonl") {
            let url = try #require(row["url"]?.stringValue)
            guard let profile = ListProfile(rawValue: row["profile"]?.stringValue ?? "") else { continue }
            let expected = row["expressions"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let key = try ListKey(parsing: Array(url.utf8), profile: profile)
            let found = HostExpressions.of(key, profile: profile)
            #expect(found.count == Set(found).count)
            #expect(Set(found) == Set(expected), "\(url)")
            checked += 1
        }
        #expect(checked == 14)
    }

    @Test func anEmptyQueryIsNone() throws {
        #expect(HostExpressions.of(try ListKey(parsing: Array("http://a.b/?".utf8))) == ["a.b/"])
    }

    @Test func profilesDifferUnderLongSuffixes() throws {
        let key = try ListKey(parsing: Array("http://a.b.example.co.uk/".utf8))
        #expect(
            HostExpressions.hosts(of: key, profile: .v4)
                == ["a.b.example.co.uk", "b.example.co.uk", "example.co.uk", "co.uk"])
        #expect(
            HostExpressions.hosts(of: key, profile: .v5) == ["a.b.example.co.uk", "b.example.co.uk", "example.co.uk"])
    }

    @Test func neverMoreThanThirty() throws {
        let url = "http://a.b.c.d.e.f.g.h.example.com/1/2/3/4/5/6?x=1"
        for profile in ListProfile.allCases {
            #expect(HostExpressions.of(try ListKey(parsing: Array(url.utf8)), profile: profile).count == 30)
        }
    }
}

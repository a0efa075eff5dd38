import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Times and waits in HTTP header fields.
struct HTTPTimeTests {
    /// The three forms of RFC 9110, section 5.6.7.
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"), ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z"),
        ("", nil), ("yesterday", nil), ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 25:00:00 GMT", nil),
        ("a b c d e f", nil), ("Sun, 06 Nov x 08:49:37 GMT", nil), (", , , , ,", nil),
    ])
    func times(text: String, expected: String?) { #expect(HTTPTime.read(text)?.description == expected) }

    @Test(
        arguments: [
            ("120", 120.0), (" 3", 3), ("-1", nil), ("1.5", nil), ("99999999999", nil), (nil, nil),
            ("Mon, 23 Nov 2026 09:01:00 GMT", 60), ("Mon, 23 Nov 2026 08:00:00 GMT", 0), ("soon", nil),
        ] as [(String?, Double?)])
    func waits(field: String?, expected: Double?) { #expect(HTTPTime.wait(field, at: CommandRun.start) == expected) }

    @Test func paces() {
        var pace = RDAPPace(perMinute: 60, slower: ["slow.test": 6])
        let now = CommandRun.start
        #expect((0..<7).map { _ in pace.wait(for: "a.test", at: now) } == [0, 0, 0, 0, 0, 1, 2])
        #expect(pace.wait(for: "b.test", at: now) == 0)
        #expect((0..<6).map { _ in pace.wait(for: "slow.test", at: now) } == [0, 0, 0, 0, 0, 10])
        pace.giveBack("slow.test")
        #expect(pace.wait(for: "slow.test", at: now) == 10)
        #expect(pace.wait(for: "a.test", at: now.adding(seconds: 60)) == 0)
        // A clock that goes back neither fills nor empties.
        #expect(pace.wait(for: "a.test", at: now) == 0)
        #expect((0..<4).map { _ in pace.pause("c.test", at: now, seconds: nil) } == [5, 10, 20, 40])
        #expect(pace.wait(for: "c.test", at: now) == 40)
        pace.succeed("c.test")
        #expect(pace.pause("c.test", at: now, seconds: nil) == 5)
        #expect(pace.pause("c.test", at: now, seconds: 1e12) == 86_400)
    }
}

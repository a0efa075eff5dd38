import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// What contacts are responsible for.
struct ContactScopeTests {
    @Test(arguments: [
        ("as64496", "AS64496"), ("192.0.2.0/24", "192.0.2.0/24"), ("192.0.2.9", "192.0.2.9/32"),
        ("192.0.2.0-192.0.2.255", "192.0.2.0/24"), ("192.0.2.0-192.0.2.130", "192.0.2.0-192.0.2.130"),
        ("2001:db8::/32", "2001:db8::/32"), ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"),
        ("Example.ORG", "example.org"), ("B\u{fc}cher.test", "xn--bcher-kva.test"), ("Country:xa", "country:XA"),
        ("AS4294967296", nil), ("AS", nil), ("example", nil), ("", nil), ("1.2.3", nil), ("192.0.2.9-192.0.2.1", nil),
        ("192.0.2.1-::1", nil), ("a b.test", nil), ("country:XAA", nil), ("192.0.2.0/33", nil), ("-", nil),
    ])
    func textForms(text: String, expected: String?) throws {
        let scope = ContactScope(text)
        #expect(scope?.description == expected)
        if let scope { #expect(ContactScope(scope.description) == scope) }
    }

    @Test func closerOnesWin() throws {
        let ordered = [
            "country:XA", "AS1", "0.0.0.0/0", "192.0.2.0/24", "192.0.2.0/25", "192.0.2.1", "a.test", "x.a.test",
        ]
        let values = try ordered.map { try #require(ContactScope($0)).closeness }
        #expect(values == values.sorted())
        #expect(Set(values).count == values.count)
        #expect(
            try #require(ContactScope("2001:db8::/32")).closeness < #require(ContactScope("2001:db8::/33")).closeness)
    }
}

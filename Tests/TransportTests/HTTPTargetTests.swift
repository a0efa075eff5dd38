import AllianceKit
import Testing

@testable import Transport

/// Taking URLs apart strictly.
struct HTTPTargetTests {
    @Test(arguments: [
        ("http://example.org", "http://example.org:80/"), ("https://example.org/a?b#c", "https://example.org:443/a?b"),
        ("http://example.org:8080?x", "http://example.org:8080/?x"), ("http://192.0.2.1/", "http://192.0.2.1:80/"),
        ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"), ("http://a_b.test./", "http://a_b.test:80/"),
        ("HTTP://WWW.Example.org/A", "http://www.example.org:80/A"),
    ])
    func read(text: String, expected: String) throws {
        #expect(try HTTPTarget(text).url == expected)
    }

    @Test(arguments: [
        ("ftp://example.org/", "scheme"), ("example.org", "scheme"), ("file:///etc/passwd", "scheme"),
        ("gopher://example.org/", "scheme"), ("http://user@example.org/", "credentials"),
        ("http://example.org\\@127.0.0.1/", "form"), ("http://exa mple.org/", "form"),
        ("http://b\u{fc}cher.test/", "form"),
        ("http://2130706433/", "host"), ("http://0x7f000001/", "host"), ("http://0177.0.0.1/", "host"),
        ("http://127.1/", "host"), ("http://[::1%25lo]/", "host"), ("http://[127.0.0.1]/", "host"),
        ("http:///x", "host"),
        ("http://a..b/", "host"), ("http://%6c/", "host"), ("http://example.org:/", "port"),
        ("http://example.org:65536/", "port"), ("http://example.org:8o/", "port"), ("http://[::1]x/", "host"),
    ])
    func refusals(text: String, problem: String) {
        let error = #expect(throws: AllianceError.self) { try HTTPTarget(text) }
        #expect(error?.code == "transport.url.\(problem)")
    }
}

import AllianceKit
import TestKit
import Testing
import Transport

@testable import Takedown

/// Every spelling of a private address, through our own URL parser and the real client: nothing is ever connected to.
struct PrivateSpellingTests {
    @Test(arguments: [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/",
        "http://017700000001/", "http://127.1/", "http://127.0.1/", "http://0/", "http://0x0/", "http://127.0.0.1./",
        "http://%31%32%37.0.0.1/", "http://１２７.0.0.1/", "http://127。0。0。1/", "http://127．0．0．1/", "http://127｡0｡0｡1/",
        "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[::7f00:1]/", "http://[::ffff:0:7f00:1]/",
        "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/", "http://[2001::7f00:1]/",
        "http://[2001:0:7f00:1:8000:f227:80ff:fffe]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b:1::7f00:1]/", "http://[64:ff9b:1:7f00:0:100::]/", "http://[fe80::1]/", "http://[fc00::1]/",
        "http://[fd00:ec2::254]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[100::1]/",
        "http://[2001:db8::1]/",
        "http://[3fff::1]/", "http://[5f00::1]/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/",
        "http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://printer.local/",
        "http://metadata.google.internal/", "http://x.home.arpa/", "http://router/", "http://router./",
        "http://loc%61lhost/",
        "http://localhost。/", "http://ｌｏｃａｌｈｏｓｔ/", "http://abcdefghij234567.onion/", "http://user:pw@1.1.1.1/",
        "http://1.1.1.1:22/", "http://1.1.1.1:8080/", "http://1.1.1.1:0/", "http://1.1.1.1:6379/", "ftp://1.1.1.1/",
        "http://127.0.0.1\\@1.1.1.1/", "http:/\\127.0.0.1/", "http:127.0.0.1",
    ])
    func isRefused(text: String) async throws {
        let client = CurlHTTPClient(
            resolver: NameResolver { name in
                Issue.record("\(name) was looked up")
                return []
            })
        let observer = Observer(client: client, userAgent: "x", timeout: 1, now: { Instant(milliseconds: 0) })
        // Zone identifiers and what no browser takes are refused by the parser already.
        guard let url = try? URLIdentity(parsing: text) else { return }
        let found = try await observer.look(at: url.resource)
        #expect(found.outcome == .unknown)
        #expect(found.reason == .refused, "\(url.resource)")
    }

    @Test(arguments: [
        "http://[fe80::1%25eth0]/", "http://[::1%eth0]/", "http://[::ffff:1.2.3]/", "http://1.2.3.4.5/",
        "http://0x7f.0.0.256/",
    ])
    func isNoURL(text: String) {
        #expect(throws: AllianceError.self) { try URLIdentity(parsing: text) }
    }

    /// One public and one private address: refused as a whole, nothing is connected to.
    @Test func mixedAnswers() async throws {
        let client = CurlHTTPClient(
            resolver: NameResolver { _ in [IPAddress("1.1.1.1")!, IPAddress("::ffff:10.0.0.1")!] })
        let found = try await Observer(client: client, userAgent: "x", now: { Instant(milliseconds: 0) })
            .look(at: "http://mixed.example.org/")
        #expect(found.outcome == .unknown && found.reason == .refused)
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// IANA's bootstrap files.
struct RDAPBootstrapTests {
    private let bootstrap: RDAPBootstrap

    init() throws {
        bootstrap = try RDAPBootstrap(all: JSONText.decode(Fixtures.bytes("rdap/bootstrap-2022.json")))
    }

    @Test(arguments: [
        ("41.1.2.3", "https://rdap.afrinic.net/rdap/"), ("1.1.1.1", "https://rdap.apnic.net/"),
        ("2001:4200::1", "https://rdap.afrinic.net/rdap/"), ("2001:4860::1", "https://rdap.arin.net/registry/"),
        ("2c0f::1", "https://rdap.afrinic.net/rdap/"), ("2001:db8::1", "https://rdap.apnic.net/"), ("3fff::1", nil),
        ("10.0.0.1", nil),
    ])
    func addresses(text: String, server: String?) throws {
        #expect(bootstrap.servers(for: try #require(IPAddress(text))).first == server)
    }

    @Test func autnums() {
        #expect(bootstrap.servers(forAutnum: 2043).first == "https://rdap.db.ripe.net/")
        #expect(bootstrap.servers(forAutnum: 36865).first == "https://rdap.afrinic.net/rdap/")
        #expect(bootstrap.servers(forAutnum: 64496).isEmpty)
    }

    @Test func names() {
        #expect(bootstrap.servers(forDomain: "WWW.Example.MOSCOW") == ["https://flexireg.net/moscow/rdap/"])
        #expect(bootstrap.servers(forDomain: "example.uz") == ["http://cctld.uz:9000/"])
        #expect(bootstrap.servers(forDomain: "example.test").isEmpty)
        #expect(bootstrap.servers(forDomain: "").isEmpty)
    }

    @Test func tagsOfHandles() {
        #expect(bootstrap.servers(forEntity: "ZG39-ARIN").first == "https://rdap.arin.net/registry/")
        #expect(bootstrap.servers(forEntity: "GOVI").isEmpty)
    }

    @Test func theLongestMatchWins() throws {
        var own = RDAPBootstrap()
        let file: JSONValue = [
            "services": [
                [["192.0.0.0/8"], ["http://wide.test/", "https://wide.test/"]],
                [["192.0.2.0/24"], ["https://narrow.test/"]],
                [["x"], ["https://bad-key.test/"]], [["198.51.100.0/24"], ["gopher://no.test/"]], [[]], 5,
            ]
        ]
        try own.add(file, .ipv4)
        try own.add(["services": [[["test"], ["https://a.test/"]], [["b.test"], ["https://b.test/"]]]], .dns)
        #expect(own.servers(for: try #require(IPAddress("192.0.2.1"))) == ["https://narrow.test/"])
        #expect(own.servers(for: try #require(IPAddress("192.0.3.1"))) == ["https://wide.test/", "http://wide.test/"])
        #expect(own.servers(for: try #require(IPAddress("198.51.100.1"))).isEmpty)
        #expect(own.servers(forDomain: "x.b.test") == ["https://b.test/"])
        #expect(own.servers(forDomain: "xb.test") == ["https://a.test/"])
        let error = #expect(throws: AllianceError.self) { try own.add(["services": 1], .asn) }
        #expect(error?.code == "takedown.rdap.bootstrap")
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Public suffixes and registrable domains.
struct PublicSuffixListTests {
    @Test(arguments: [
        ("www.example.co.uk", "example.co.uk"), ("a.b.example.com", "example.com"), ("x.github.io", "x.github.io"),
        ("a.x.github.io", "x.github.io"), ("www.ck", "www.ck"), ("a.b.kawasaki.jp", "a.b.kawasaki.jp"),
        ("city.kawasaki.jp", "city.kawasaki.jp"), ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("u2.users.host-two.test", "host-two.test"), ("foo.xn--55qx5d.cn", "foo.xn--55qx5d.cn"),
        ("www.example.org.", "example.org"),
    ])
    func registrable(name: String, domain: String) {
        #expect(PublicSuffixList.builtin.registrableDomain(of: name) == domain)
    }

    @Test(arguments: ["co.uk", "github.io", "com", "test", "", ".", "..", ".com"])
    func noRegistrableDomain(name: String) {
        #expect(PublicSuffixList.builtin.registrableDomain(of: name) == nil)
    }

    @Test func aNewerListFromAFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "list.dat", "// ===BEGIN ICANN DOMAINS===\norg\nnew.org\n// ===END ICANN DOMAINS===\n")
        let list = try PublicSuffixList(path: path)
        #expect(list.registrableDomain(of: "a.b.new.org") == "b.new.org")
        #expect(list.isPublicSuffix("new.org"))
        #expect(try URLIdentity(parsing: "http://a.b.new.org/", suffixes: list).registrableDomain == "b.new.org")
        let error = #expect(throws: AllianceError.self) { try PublicSuffixList(path: folder.file("missing")) }
        #expect(error?.code == "takedown.public-suffix.unreadable")
    }
}

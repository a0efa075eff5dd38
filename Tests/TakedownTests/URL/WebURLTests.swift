import AllianceKit
import Testing

@testable import Takedown

/// The URL Standard's parser and serialiser for special schemes.
struct WebURLTests {
    @Test(arguments: [
        ("HTTP://EXAMPLE.org", "http://example.org/"),
        ("http:example.org", "http://example.org/"),
        ("https:\\\\example.org\\a\\..\\b", "https://example.org/b"),
        ("http:////example.org///a", "http://example.org///a"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:/", "https://example.org/"),
        ("http://example.org:00081/", "http://example.org:81/"),
        ("http://us%er:p%20w:d@example.org/", "http://us%er:p%20w%3Ad@example.org/"),
        ("http://a@b@example.org/", "http://a%40b@example.org/"),
        ("http://@example.org/", "http://example.org/"),
        ("http://example.org/a/%2e%2E/b/.%2e/%2e", "http://example.org/"),
        ("http://example.org/a/..", "http://example.org/"),
        ("http://example.org/a/.", "http://example.org/a/"),
        ("http://example.org/...", "http://example.org/..."),
        ("http://example.org/%zz%41", "http://example.org/%zz%41"),
        ("http://example.org/ \"<>`{}^|", "http://example.org/%20%22%3C%3E%60%7B%7D%5E|"),
        ("http://example.org/?'\"<> `#f", "http://example.org/?%27%22%3C%3E%20`"),
        ("http://example.org?", "http://example.org/?"),
        (" \u{1}http://exa\tmple.org/a\nb\r ", "http://example.org/ab"),
        ("http://192.0.2.1./", "http://192.0.2.1/"), ("http://0300.0.2/", "http://192.0.0.2/"),
        ("http://3221226001/", "http://192.0.2.17/"), ("http://0x/", "http://0.0.0.0/"),
        ("http://1.2.3.4.example.org/", "http://1.2.3.4.example.org/"),
        ("http://[2001:DB8:0:0:1:0:0:1]/", "http://[2001:db8::1:0:0:1]/"),
        ("http://[::ffff:192.0.2.1]/", "http://[::ffff:c000:201]/"),
        ("http://[::]/", "http://[::]/"),
        ("http://example%2Eorg/", "http://example.org/"), ("http://example.org%2e/", "http://example.org./"),
        ("http://a..b/", "http://a..b/"), ("http://under_score.test/", "http://under_score.test/"),
        ("http://r3---sn.test/", "http://r3---sn.test/"), ("http://a!$&'()*+,;=~b/", "http://a!$&'()*+,;=~b/"),
    ])
    func serialisation(input: String, expected: String) throws {
        #expect(try WebURL(parsing: input).description == expected)
    }

    @Test(arguments: [
        ("http://B\u{dc}CHER.test/", "xn--bcher-kva.test"), ("http://fa\u{df}.test/", "xn--fa-hia.test"),
        ("http://\u{ff27}\u{ff4f}.test/", "go.test"), ("http://a\u{3002}test/", "a.test"),
        ("http://b%C3%BCcher.test/", "xn--bcher-kva.test"), ("http://XN--BCHER-KVA.test/", "xn--bcher-kva.test"),
        ("http://\u{5b98}\u{65b9}.test/", "xn--kbtq9u.test"), ("http://\u{2615}.test/", "xn--53h.test"),
        ("http://\u{1f4a9}.test/", "xn--ls8h.test"), ("http://xn--ls8h.test/", "xn--ls8h.test"),
        ("http://I\u{2764}\u{fe0f}.test/", "xn--i-7iq.test"), ("http://so\u{ad}ft.test/", "soft.test"),
    ])
    func internationalNames(input: String, host: String) throws {
        #expect(try WebURL(parsing: input).host == .domain(host))
    }

    /// Names of ASCII characters are lowered and not looked into: browsers reach names with labels that are no valid Punycode.
    @Test(arguments: [
        ("http://XN--A.test/", "xn--a.test"), ("http://xn--a-yoc/", "xn--a-yoc"),
        ("http://xn--1ug.test/", "xn--1ug.test"),
        ("http://xn--0.test/", "xn--0.test"), ("http://xn--8i7caa.test/", "xn--8i7caa.test"), ("http://xn--/", "xn--"),
        ("http://xn--BCHER-KVA.test/", "xn--bcher-kva.test"),
    ])
    func namesOfASCII(input: String, host: String) throws {
        #expect(try WebURL(parsing: input).host == .domain(host))
    }

    /// What changed after Unicode 15.0 for characters that existed before.
    @Test(arguments: [
        ("http://FA\u{1e9e}.test/", "xn--fa-hia.test"), ("http://\u{4c0}.test/", "xn--s5a.test"),
        ("http://\u{10a0}.test/", "xn--rkj.test"), ("http://\u{2f868}.test/", "xn--snl.test"),
        ("http://look\u{180e}out.test/", "lookout.test"), ("http://look\u{206b}out.test/", "lookout.test"),
        ("http://\u{2183}.test/", "xn--r5g.test"), ("http://a\u{3164}b.test/", "ab.test"),
    ])
    func revisions(input: String, host: String) throws {
        #expect(try WebURL(parsing: input).host == .domain(host))
    }

    /// What UTS #46 asks of labels and of the name as a whole: joiners in their places, one direction to a label.
    @Test(arguments: [
        ("http://\u{915}\u{94d}\u{200d}\u{937}.test/", "xn--11b2ezcw70k.test"),
        ("http://\u{5d0}\u{5d1}.test/", "xn--4dbc.test"),
        ("http://\u{5d0}!\u{5d1}.test/", "xn--!-zhce.test"), ("http://\u{2167}.test/", "viii.test"),
        ("http://\u{fb01}.test/", "fi.test"), ("http://\u{2168}com.test/", "ixcom.test"),
        ("http://\u{3c2}.test/", "xn--3xa.test"), ("http://\u{3a3}.test/", "xn--4xa.test"),
    ])
    func labels(input: String, host: String) throws {
        #expect(try WebURL(parsing: input).host == .domain(host))
    }

    @Test(arguments: [
        ("http://a\u{2020}--/", "xn--a---kp0a"), ("http://-\u{2020}/", "xn----xhn"),
        ("http://-x.\u{df}/", "-x.xn--zca"),
        ("http://x..\u{df}/", "x..xn--zca"), ("http://ab--c.\u{df}/", "ab--c.xn--zca"),
        ("http://\u{64a}./", "xn--mhb."), ("http://a.\u{64a}/", "a.xn--mhb"), ("http://\u{2260}/", "xn--1ch"),
        ("http://a\u{ad}b-.test/", "ab-.test"), ("http://d\u{e9}_x.test/", "xn--d_x-bma.test"),
    ])
    func labelsThatStricterRulesRefuse(input: String, host: String) throws {
        #expect(try WebURL(parsing: input).host == .domain(host))
    }

    /// Another parser's answers to mutated URLs: the same serialisation, and the same refusals.
    @Test func agreesWithAnotherParser() throws {
        let rows = try URLVectors.rows("ada-comparison.jsonl")
        #expect(rows.count == 1499)
        for row in rows {
            let input = row["input"]?.stringValue ?? ""
            #expect((try? WebURL(parsing: input))?.description == row["href"]?.stringValue, "\(input)")
        }
    }

    @Test(arguments: [
        "http://a\u{200d}b.test/", "http://\u{301}a.test/", "http://xn--a.\u{fc}.test/", "http://\u{64a}a/",
        "http://xn--a-yoc.\u{fc}/", "http://xn--1ug.\u{fc}/", "http://xn--zn7c.\u{fc}/", "http://a%00\u{fc}.test/",
        "http://xn--\u{fe0f}a/", "http://xn--a%C2%AD/", "http://\u{e000}.test/", "http://\u{ad}/", "http://%C2%AD/",
        "http://\u{5d0}a.test/", "http://a.\u{5d0}1b/", "http://1.\u{64a}/", "http://\u{2488}com.test/",
        "http://\u{ff05}.test/", "http://a\u{ff0f}b.test/",
        "http://a\u{fffd}.test/", "http://\u{0}.test/", "http://a|b/", "http://a^b/", "http://a<b/", "http://%25/",
        "http://[1:2:3:4:5:6:7:8:9]/", "http://[::1]x/", "http://[1::2::3]/", "http://[:::]/", "http://[1.2.3.4]/",
        "http://[::1.2.3]/", "http://[::01.2.3.4]/", "http://[1:]/", "http://1.2.3.256/", "http://1.2.3.4.5/",
        "http://09.1.1.1/", "http://0x1ffffffff/", "http://99999999999999999999999999/", "http://a.0x/x",
    ])
    func hostsThatMustFail(input: String) {
        let error = #expect(throws: AllianceError.self) { try WebURL(parsing: input) }
        #expect(error?.code.hasPrefix("takedown.url.host.") == true)
    }
}

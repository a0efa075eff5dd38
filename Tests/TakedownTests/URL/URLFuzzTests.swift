import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Seeded mutations: nothing traps, and what parses is a fixed point.
struct URLFuzzTests {
    private static let seeds = [
        "https://user:pa@www.example.org:8080/a/../b//c.jpg?x=%41&y='1'#frag", "http://[2001:db8::1]:81/%2e%2E/x",
        "http://0x7f.1/?q", "http:\\\\b\u{fc}cher.test\\\u{2615}", "http://xn--bcher-kva.test./%25%32%35",
        "HTTPS://1.2.3.4.5:99999/a b", "ftp://a..b/;p?%%%", "http%3A%2F%2Fhost.test/", "http://\u{2615}\u{fe0f}.test",
        "http://\u{5d0}\u{5d1}.\u{627}.test/", "http://xn--a-\u{0}.test", "http://3221226001:/..%2f",
    ]

    @Test func parseOfSerialisationIsTheSame() throws {
        let random = TestRandomness(seed: 42)
        var parsed = 0
        for round in 0..<20_000 {
            let bytes = Self.mutated(round, random)
            _ = try? URLIdentity(parsing: String(decoding: bytes, as: UTF8.self))
            if let key = try? ListKey(parsing: bytes) {
                // Canonical forms are fixed points too.
                let again = try ListKey(parsing: Array(key.canonical.utf8))
                #expect(again.canonical == key.canonical, "\(bytes)")
                #expect(HostExpressions.of(key).count <= 30)
                #expect(HostExpressions.of(key, profile: .v5).count <= 30)
            }
            guard let url = try? WebURL(parsing: bytes) else { continue }
            parsed += 1
            let text = url.description
            #expect(text.utf8.allSatisfy { 0x21...0x7e ~= $0 }, "\(bytes)")
            #expect(try WebURL(parsing: text) == url, "\(bytes)")
        }
        #expect(parsed > 2000)
    }

    /// A seed with a few bytes changed, removed, doubled or taken from another seed.
    private static func mutated(_ round: Int, _ random: TestRandomness) -> [UInt8] {
        var bytes = Array(seeds[round % seeds.count].utf8)
        let spice = Array("/\\:@?#%[].0x1\u{fc}\u{3002}\t ".utf8)
        for _ in 0..<(Int(random.bytes(1)[0]) % 5) {
            let dice = random.bytes(4)
            let place = bytes.isEmpty ? 0 : (Int(dice[1]) << 8 | Int(dice[2])) % bytes.count
            switch dice[0] % 6 {
            case 0 where !bytes.isEmpty: bytes[place] = dice[3]
            case 1 where !bytes.isEmpty: bytes.remove(at: place)
            case 2: bytes.insert(dice[3], at: place)
            case 3: bytes.insert(spice[Int(dice[3]) % spice.count], at: place)
            case 4: bytes.insert(contentsOf: bytes.prefix(Int(dice[3]) % 16), at: place)
            default:
                let other = Array(seeds[Int(dice[3]) % seeds.count].utf8)
                bytes.replaceSubrange(place..., with: other.suffix(min(other.count, Int(dice[1]) % 24)))
            }
        }
        return bytes
    }
}

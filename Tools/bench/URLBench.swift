import AllianceKit
import Cryptography
import Takedown

/// List keys and expressions of URLs, beside the ada parser on the same URLs in the same minute.
enum URLBench {
    private static let count = 200_000

    /// Measures URLs a second of processor time, on one core.
    static func run(in folder: String) throws -> [BenchFigure] {
        let urls = BenchURLs(seed: 42).prefix(count).map { Array($0.utf8) }
        let path = "\(folder)/urls"
        try Files.write(Array(urls.joined(separator: [0x0a])), to: path)
        let peer = Peer.lines("ada_urls.py", [path])?.first?.first.flatMap { Double($0) }
        var buffer = ListKeyBuffer()
        // What no way of reading can be under: every byte taken once and put into a buffer that is kept.
        var copy: [UInt8] = []
        let floor = rate {
            for url in urls {
                copy.removeAll(keepingCapacity: true)
                for byte in url { copy.append(byte | 0x20) }
            }
        }
        func keys(_ profile: ListProfile) -> Double {
            rate {
                for url in urls { try? buffer.read(url, profile) }
            }
        }
        let fourth = keys(.v4)
        let fifth = keys(.v5)
        let hasher = ExpressionHasher()
        var sum: UInt64 = 0
        let hashed = rate {
            for url in urls {
                guard (try? buffer.read(url, .v4)) != nil else { continue }
                buffer.forEachExpression { sum &+= UInt64(hasher.hash($0).hashValue.magnitude & 1) }
            }
        }
        var expressions = 0
        for url in urls where (try? buffer.read(url, .v4)) != nil { expressions += buffer.expressionCount }
        let texts = urls.map { String(decoding: $0, as: UTF8.self) }
        let identities = rate {
            for text in texts { _ = try? URLIdentity(parsing: text) }
        }
        precondition(copy.count > 0 && expressions > count)
        return [
            BenchFigure(name: "ada, parsing alone, called from Python", value: peer ?? .nan, unit: "URLs/s"),
            BenchFigure(name: "each byte copied once", value: floor, unit: "URLs/s"),
            BenchFigure(
                name: "list key and expressions, v4", value: fourth, unit: "URLs/s", ratio: peer.map { fourth / $0 },
                target: .atLeast(300_000)),
            BenchFigure(
                name: "list key and expressions, v5", value: fifth, unit: "URLs/s", ratio: peer.map { fifth / $0 },
                target: .atLeast(300_000)),
            BenchFigure(
                name: "the same, v4, with SHA-256 of each expression", value: hashed, unit: "URLs/s",
                ratio: peer.map { hashed / $0 }),
            BenchFigure(name: "expressions of a URL, mean", value: Double(expressions) / Double(count), unit: "each"),
            BenchFigure(
                name: "three identities of a URL", value: identities, unit: "URLs/s",
                ratio: peer.map { identities / $0 }),
        ]
    }

    /// The best of five: URLs a second of processor time.
    private static func rate(_ body: () -> Void) -> Double {
        (0..<5).map { _ in Double(count) / measured(body).processor }.max() ?? 0
    }
}

/// URLs made of a seed, about 75 bytes in the mean: nine in ten plain, the others with escapes, capitals, dots, addresses or letters
/// beyond ASCII.
struct BenchURLs: Sequence, IteratorProtocol {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> String? {
        let scheme = draw(10) < 7 ? "https" : "http"
        var host = draw(2) == 0 ? "www." : ""
        for _ in 0..<(1 + draw(3)) { host += word() + (draw(4) == 0 ? "\(draw(100))" : "") + "." }
        host += pick(["example", "test-site", "files"]) + "." + pick(["org", "com", "net", "co.uk", "com.br", "nl"])
        var path = ""
        for _ in 0..<draw(6) { path += "/" + word() + (draw(3) == 0 ? "-\(draw(100_000))" : "") }
        path += draw(2) == 0 ? "/" : "/\(word()).\(pick(["html", "jpg", "mp4", "php"]))"
        if draw(3) == 0 { path += "?\(word())=\(draw(1_000_000))&\(word())=\(word())" }
        switch draw(40) {
        case 0: path += "/%7Euser/a%20b/%41"
        case 1: host = host.uppercased()
        case 2: path = "/a/../b/./" + word() + "//" + word()
        case 3: host = "b\u{fc}cher-\(draw(100)).example.org"
        case 4: host = "192.0.2.\(draw(256))"
        default: break
        }
        return "\(scheme)://\(host)\(path)"
    }

    private mutating func draw(_ limit: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ mixed >> 31) % UInt64(limit))
    }

    private mutating func pick(_ list: [String]) -> String { list[draw(list.count)] }

    private mutating func word() -> String {
        pick([
            "album", "gallery", "upload", "media", "photo", "thread", "cloud", "archive", "north", "river", "stone",
            "delta",
            "orbit", "pixel", "summit", "vector", "a", "img", "static", "view",
        ])
    }
}

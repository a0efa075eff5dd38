import AllianceKit
import Cryptography
import Glibc
import Takedown

/// A list of a million prefixes: its size, and what a look-up takes beside the standard library's hash set.
enum PrefixListBench {
    private static let count = 1_000_000

    /// Measures it.
    static func run() throws -> [BenchFigure] {
        let hasher = ExpressionHasher()
        let digests = (0..<count).map { hasher.digest("host-\($0).example.org/") }
        let list = try HashPrefixList.make(of: digests, prefixLength: 4)
        let header = HashPrefixHeader(
            name: "bench", version: 1, created: Instant(milliseconds: 0), profile: .v5)
        var file: [UInt8] = []
        let encoding = measured { file = HashPrefixFile.encode(list, header) }
        var read = 0
        let decoding = try measured { read = try HashPrefixFile.decode(file).list?.count ?? 0 }
        precondition(read == list.count)
        // Half of what is asked is on the list; order at random, so that every look-up is a miss of the caches.
        let asked = (0..<count).compactMap { place -> SHA256Hash? in
            let spread = (place &* 7919) % count
            return SHA256Hash(place % 2 == 0 ? digests[spread] : hasher.digest("other-\(spread).example.net/"))
        }
        let set = Set(digests.map { number($0) })
        let words = asked.map { number($0.bytes) }
        var hits = 0
        let own =
            (0..<5).map { _ in
                measured { for digest in asked where list.contains(digest) { hits += 1 } }.processor
            }.min() ?? 0
        let peer =
            (0..<5).map { _ in measured { for word in words where set.contains(word) { hits += 1 } }.processor }
            .min() ?? 0
        precondition(hits > count)
        // A geometric distribution with this rate needs k + 1 / (1 - (1 - p)^(2^k)) bits at its best k.
        let rate = Double(list.count) / 4_294_967_296
        let theory = (3...30).map { Double($0) + 1 / (1 - pow(1 - rate, pow(2, Double($0)))) }.min() ?? .nan
        let bits = Double(file.count) * 8 / Double(list.count)
        return [
            BenchFigure(name: "look-up in Set<UInt32>", value: peer / Double(count) * 1e9, unit: "ns"),
            BenchFigure(
                name: "look-up in a list of 1 M prefixes", value: own / Double(count) * 1e9, unit: "ns",
                ratio: own / peer, target: .atMost(1000)),
            BenchFigure(name: "theoretical Rice size", value: theory, unit: "bits/entry"),
            BenchFigure(
                name: "file of 1 M prefixes", value: bits, unit: "bits/entry", ratio: bits / theory,
                target: .atMost(1.02), targetIsRatio: true),
            BenchFigure(name: "writing it", value: encoding.processor * 1000, unit: "ms"),
            BenchFigure(name: "reading it", value: decoding.processor * 1000, unit: "ms"),
        ]
    }

    private static func number(_ bytes: [UInt8]) -> UInt32 {
        bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

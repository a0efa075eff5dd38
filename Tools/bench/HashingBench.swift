import AllianceKit
import Hashing

/// Hashes of pictures and files, and the search for them.
enum HashingBench {
    /// Measures all of it.
    static func run(in folder: String) throws -> [BenchFigure] {
        try PDQBench.run(in: folder) + DigestBench.run(in: folder) + [scan()]
    }

    private static func scan() -> BenchFigure {
        var state: UInt64 = 1
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
        let index = HashIndex(
            (0..<1_000_000).map { _ in Hash256(word0: next(), word1: next(), word2: next(), word3: next()) })
        let query = Hash256(word0: next(), word1: next(), word2: next(), word3: next())
        let time = median(21) { _ = index.matches(for: query, within: 31) }
        return BenchFigure(name: "exact scan of 1,000,000 hashes", value: 1000 / time, unit: "queries/s")
    }
}

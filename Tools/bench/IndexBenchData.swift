import AllianceKit

/// Hashes as lists have them, and queries as platforms ask them: 70 % of the hashes at random, 30 % in clusters of all sizes with up to 40
/// bits changed; half of the queries at random, a quarter within the radius of an entry, a quarter about its edge.
struct IndexBenchData {
    private(set) var hashes: [Hash256] = []
    private(set) var queries: [Hash256] = []
    /// Hashes that are there more than once, and how often.
    private(set) var repeated: [Hash256: Int] = [:]
    private var state: UInt64 = 2026

    init(_ count: Int) {
        hashes.reserveCapacity(count)
        while hashes.count < count * 7 / 10 { hashes.append(random()) }
        while hashes.count < count {
            let centre = random()
            // A Pareto distribution: most clusters are small, few have thousands.
            let share = Double(next() >> 11) / Double(1 << 53)
            let size = min(5000, Int(1 / max(share, 0.0002)))
            for _ in 0..<min(size, count - hashes.count) { hashes.append(moved(centre, Int(next() % 41))) }
        }
        for place in 0..<4000 {
            let entry = hashes[Int(next() % UInt64(count))]
            switch place % 4 {
            case 0: queries.append(moved(entry, Int(next() % 32)))
            case 1: queries.append(moved(entry, 25 + Int(next() % 16)))
            default: queries.append(random())
            }
        }
        let sorted = hashes.sorted {
            ($0.word0, $0.word1, $0.word2, $0.word3) < ($1.word0, $1.word1, $1.word2, $1.word3)
        }
        for (left, right) in zip(sorted, sorted.dropFirst()) where left == right { repeated[left, default: 1] += 1 }
    }

    /// Writes 32 bytes a hash.
    func write(_ hashes: [Hash256], to path: String) throws {
        try unsafe hashes.withUnsafeBytes { space in try Files.write(unsafe Array(space), to: path) }
    }

    private mutating func random() -> Hash256 { Hash256(word0: next(), word1: next(), word2: next(), word3: next()) }

    private mutating func moved(_ hash: Hash256, _ count: Int) -> Hash256 {
        var changed = hash
        for _ in 0..<count { changed[Int(next() & 255)].toggle() }
        return changed
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

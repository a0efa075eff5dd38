public import AllianceKit

/// Finds series: groups of hashes in which each is within a distance of another one (single linkage).
///
///     let series = try await SeriesFinder(maxDistance: 31).series(of: hashes)
///
/// Exact: two hashes within the distance are always in one series, whatever their order. Single linkage strings: a series may hold hashes
/// that are far apart but joined by others in between, which `HashSeries.isChained` tells.
public struct SeriesFinder: Sendable {
    /// The greatest distance of neighbours.
    public let maxDistance: Int
    /// The fewest distinct hashes of a series.
    public let minSize: Int
    /// How many processors search side by side.
    public let jobs: Int

    /// Queries that are searched in one go.
    private static let batch = 1024

    /// A finder.
    public init(maxDistance: Int = PDQHash.customaryDistance, minSize: Int = 2, jobs: Int = 1) {
        self.maxDistance = maxDistance
        self.minSize = max(1, minSize)
        self.jobs = max(1, jobs)
    }

    /// The series of some hashes, by their smallest hash; repeated hashes count once. `progress` is told how many were searched.
    public func series(
        of hashes: some Sequence<Hash256>, progress: (Int) -> Void = { _ in }
    ) async throws -> [HashSeries] {
        let sorted = Self.distinct(hashes)
        return try await groups(of: sorted, progress: progress).map { group in
            HashSeries(members: group.map { sorted[$0] }, maxDistance: maxDistance)
        }
    }

    /// The same for hashes that are distinct and ascend, as places among them.
    func groups(of sorted: [Hash256], progress: (Int) -> Void = { _ in }) async throws -> [[Int]] {
        let index = HashIndex(sorted)
        var sets = DisjointSets(count: sorted.count)
        let batches = stride(from: 0, to: sorted.count, by: Self.batch).map { $0..<min($0 + Self.batch, sorted.count) }
        let distance = maxDistance
        try await OrderedWork.run(batches, limit: jobs) { range -> [Int32] in
            var pairs: [Int32] = []
            let found = index.matches(for: Array(sorted[range]), within: distance)
            for (place, near) in zip(range, found) {
                for near in near {
                    // Each pair is met twice; once is enough.
                    let other = Self.place(of: near.hash, in: sorted)
                    if other > place { pairs += [Int32(place), Int32(other)] }
                }
            }
            return pairs
        } body: { pairs in
            for place in stride(from: 0, to: pairs.count, by: 2) { sets.join(Int(pairs[place]), Int(pairs[place + 1])) }
            progress(Self.batch)
        }
        return sets.groups(ofAtLeast: minSize)
    }

    /// Distinct hashes, ascending.
    static func distinct(_ hashes: some Sequence<Hash256>) -> [Hash256] {
        var sorted = hashes.sorted(by: precedes)
        var kept = 0
        for place in sorted.indices where place == 0 || sorted[place] != sorted[kept - 1] {
            sorted[kept] = sorted[place]
            kept += 1
        }
        sorted.removeLast(sorted.count - kept)
        return sorted
    }

    /// Where a hash stands among distinct, ascending ones; it must be among them.
    static func place(of hash: Hash256, in sorted: [Hash256]) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(sorted[middle], hash) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func precedes(_ left: Hash256, _ right: Hash256) -> Bool {
        (left.word3, left.word2, left.word1, left.word0) < (right.word3, right.word2, right.word1, right.word0)
    }
}

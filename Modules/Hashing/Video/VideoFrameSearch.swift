import AllianceKit

/// Whether frames are near to any frame of a video.
///
/// Copies run side by side: a frame's match mostly stands next to the match of the frame before, so a few frames there are looked at first. That
/// also keeps still pictures cheap, where each frame is near to all. What is not found there is asked of an index in batches.
struct VideoFrameSearch {
    /// In the order of the video.
    private let hashes: [Hash256]
    private let index: HashIndex
    /// Frames before and behind the last match that are looked at first.
    private static let window = 32
    /// Queries that are asked together; each can be near to all frames.
    private static let batch = 16

    init(_ hashes: [Hash256]) {
        self.hashes = hashes
        index = HashIndex(hashes)
    }

    /// How many of the queries are within the distance of a stored hash.
    func found(of queries: [Hash256], within distance: Int) -> Int {
        guard !hashes.isEmpty, distance >= 0 else { return 0 }
        var count = 0
        var place = 0
        var others: [Hash256] = []
        for query in queries {
            if let hit = neighbour(of: query, distance, at: place) {
                place = hit + 1
                count += 1
            } else {
                others.append(query)
                place += 1
            }
        }
        for start in stride(from: 0, to: others.count, by: Self.batch) {
            let part = Array(others[start..<min(start + Self.batch, others.count)])
            count += index.matches(for: part, within: distance).count { !$0.isEmpty }
        }
        return count
    }

    private func neighbour(of query: Hash256, _ distance: Int, at place: Int) -> Int? {
        let first = min(max(0, place - Self.window), hashes.count)
        let last = min(hashes.count, max(0, place + Self.window))
        return hashes[first..<last].firstIndex { $0.distance(to: query) <= distance }
    }
}

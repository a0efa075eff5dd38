import AllianceKit
import CKernels

/// Whether frames are near to any frame of a video.
///
/// Neighbouring frames of the same material meet neighbouring frames, so what is near to the place of the last hit is looked at first; then
/// all, in blocks, with the widest population count of the processor, until a block holds a hit.
struct VideoFrameSearch {
    /// Four words a hash.
    private let words: [UInt64]
    private static let block = 1024

    init(_ hashes: [Hash256]) {
        var words: [UInt64] = []
        words.reserveCapacity(hashes.count * 4)
        for hash in hashes { words += [hash.word0, hash.word1, hash.word2, hash.word3] }
        self.words = words
    }

    /// How many of the queries are within the distance of a stored hash.
    func found(of queries: [Hash256], within distance: Int) -> Int {
        var distances = [UInt16](repeating: 0, count: Self.block)
        var place = 0
        var count = 0
        for query in queries {
            guard let hit = first(query, distance, near: place, &distances) else { continue }
            place = hit
            count += 1
        }
        return count
    }

    /// The place of a hash within the distance, or nil: the block around `place` first, then the others.
    private func first(_ query: Hash256, _ distance: Int, near place: Int, _ distances: inout [UInt16]) -> Int? {
        let count = words.count / 4
        guard count > 0, distance >= 0 else { return nil }
        let needle = [query.word0, query.word1, query.word2, query.word3]
        let limit = UInt16(clamping: distance)
        let blocks = (count + Self.block - 1) / Self.block
        let home = place / Self.block
        return unsafe words.withUnsafeBufferPointer { rows -> Int? in
            guard let base = rows.baseAddress else { return nil }
            for turn in 0..<blocks {
                // home, home + 1 … and round to those before it.
                let start = (home + turn) % blocks * Self.block
                let size = min(Self.block, count - start)
                unsafe ck_distances256(needle, base + start * 4, size, &distances)
                if let hit = distances[..<size].firstIndex(where: { $0 <= limit }) { return start + hit }
            }
            return nil
        }
    }
}

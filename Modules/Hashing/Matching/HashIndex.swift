public import AllianceKit
import CKernels

/// Hashes in memory, searched by an exact scan: nothing within the distance is missed.
///
///     let index = HashIndex(known)
///     index.matches(for: pdq.hash, within: 31)
///
/// A hash takes 32 bytes. The scan uses the widest popcount of the processor it runs on.
public struct HashIndex: Matcher {
    /// Four words a hash, ascending, each hash once.
    private let words: [UInt64]

    /// Takes hashes in any order; repeated ones count once.
    public init(_ hashes: some Sequence<Hash256>) {
        var sorted = Array(hashes)
        sorted.sort(by: Self.precedes)
        var words: [UInt64] = []
        words.reserveCapacity(sorted.count * 4)
        var last: Hash256?
        for hash in sorted where hash != last {
            words.append(contentsOf: [hash.word0, hash.word1, hash.word2, hash.word3])
            last = hash
        }
        self.words = words
    }

    /// How many hashes there are.
    public var count: Int { words.count / 4 }

    /// The stored hashes within `distance` bits of a query, nearest first, equal distances by hash.
    public func matches(for query: Hash256, within distance: Int) -> [NearHash] {
        guard distance >= 0 else { return [] }
        let needle = [query.word0, query.word1, query.word2, query.word3]
        var distances = [UInt16](repeating: 0, count: Self.block)
        var found: [NearHash] = []
        unsafe words.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            for start in stride(from: 0, to: count, by: Self.block) {
                let size = min(Self.block, count - start)
                unsafe ck_distances256(needle, base + start * 4, size, &distances)
                for place in 0..<size where distances[place] <= distance {
                    let row = (start + place) * 4
                    let hash = unsafe Hash256(
                        word0: rows[row], word1: rows[row + 1], word2: rows[row + 2], word3: rows[row + 3])
                    found.append(NearHash(hash: hash, distance: Int(distances[place])))
                }
            }
        }
        return found.sorted {
            $0.distance != $1.distance ? $0.distance < $1.distance : Self.precedes($0.hash, $1.hash)
        }
    }

    /// Rows whose distances are computed before they are looked at: 128 KiB, half of a second-level cache.
    private static let block = 4096

    private static func precedes(_ left: Hash256, _ right: Hash256) -> Bool {
        (left.word3, left.word2, left.word1, left.word0) < (right.word3, right.word2, right.word1, right.word0)
    }
}

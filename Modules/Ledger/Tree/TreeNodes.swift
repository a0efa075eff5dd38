public import Cryptography

/// Knows the hash of every complete subtree of a log.
public protocol TreeNodes {
    /// The hash of the complete subtree of `2^level` entries that starts at entry `index * 2^level`.
    func node(level: Int, index: Int) throws -> SHA256Hash
}

extension TreeNodes {
    /// The root of the first `size` entries.
    public func root(size: Int, _ hasher: TreeHasher) throws -> SHA256Hash {
        size <= 0 ? hasher.emptyRoot : try range(0, size, hasher)
    }

    /// The hash of entries `start ..< end`, as RFC 6962's recursion meets them: `start` is a multiple of the largest power of two
    /// below their number.
    func range(_ start: Int, _ end: Int, _ hasher: TreeHasher) throws -> SHA256Hash {
        let count = end - start
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(level: level, index: start >> level)
        }
        let middle = start + splitPoint(of: count)
        return hasher.node(try range(start, middle, hasher), try range(middle, end, hasher))
    }
}

/// The largest power of two smaller than `count`, which is at least 2 (RFC 6962, section 2.1: k).
func splitPoint(of count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

public import Cryptography

/// The hashes of an RFC 6962 tree: leaves and nodes are told apart by a first byte, so neither can pass for the other.
///
/// Holds one reused digest context; used by one thread at a time.
public struct TreeHasher {
    private let sha256 = SHA256Hasher()

    /// Makes a hasher.
    public init() {}

    /// The root of the tree without entries: the digest of nothing.
    public var emptyRoot: SHA256Hash { sha256.hash([]) }

    /// The hash of an entry: SHA-256 of 0x00 and the entry.
    public func leaf(_ entry: RawSpan) -> SHA256Hash { sha256.hash(prefix: 0, entry) }

    /// The hash of an entry: SHA-256 of 0x00 and the entry.
    public func leaf(_ entry: [UInt8]) -> SHA256Hash { unsafe leaf(entry.span.bytes) }

    /// The hash of two subtrees: SHA-256 of 0x01, left and right.
    public func node(_ left: SHA256Hash, _ right: SHA256Hash) -> SHA256Hash { sha256.hash(prefix: 1, left, right) }

    /// The root over leaf hashes (RFC 6962, section 2.1: MTH), for any number of them.
    public func root(of leaves: some RandomAccessCollection<SHA256Hash>) -> SHA256Hash {
        guard !leaves.isEmpty else { return emptyRoot }
        // Level by level; an odd one at the right edge moves up as it is, which is the same tree as RFC 6962's recursion.
        var row = Array(leaves)
        var count = row.count
        while count > 1 {
            for pair in 0..<(count / 2) { row[pair] = node(row[2 * pair], row[2 * pair + 1]) }
            if count % 2 == 1 { row[count / 2] = row[count - 1] }
            count = (count + 1) / 2
        }
        return row[0]
    }
}

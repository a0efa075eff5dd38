import AllianceKit
public import Cryptography

/// That an entry stands at an index of the tree of a size (RFC 6962, section 2.1.1; RFC 9162, section 2.1.3).
public struct InclusionProof: Sendable, Hashable {
    /// The entry's place, from 0.
    public var index: Int
    /// The number of entries of the tree.
    public var size: Int
    /// The sibling hashes, from the leaf's up to the root's child.
    public var hashes: [SHA256Hash]

    /// Takes the parts of a proof.
    public init(index: Int, size: Int, hashes: [SHA256Hash]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// Makes the proof; throws `ledger.proof.range` unless `0 ≤ index < size`.
    public init(index: Int, size: Int, from nodes: some TreeNodes, _ hasher: TreeHasher) throws {
        guard index >= 0, index < size else {
            throw AllianceError("ledger.proof.range", "entry \(index) is not among the first \(size)")
        }
        self.init(index: index, size: size, hashes: [])
        try append(start: 0, end: size, from: nodes, hasher)
    }

    private mutating func append(start: Int, end: Int, from nodes: some TreeNodes, _ hasher: TreeHasher) throws {
        guard end - start > 1 else { return }
        let middle = start + splitPoint(of: end - start)
        if index < middle {
            try append(start: start, end: middle, from: nodes, hasher)
            hashes.append(try nodes.range(middle, end, hasher))
        } else {
            try append(start: middle, end: end, from: nodes, hasher)
            hashes.append(try nodes.range(start, middle, hasher))
        }
    }

    /// Whether the proof leads from this leaf hash to this root (RFC 9162, section 2.1.3.2).
    public func leads(from leaf: SHA256Hash, to root: SHA256Hash, _ hasher: TreeHasher) -> Bool {
        guard index >= 0, index < size else { return false }
        var place = index
        var last = size - 1
        var hash = leaf
        for sibling in hashes {
            guard last != 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = hasher.node(sibling, hash)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = hasher.node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}

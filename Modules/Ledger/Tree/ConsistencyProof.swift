import AllianceKit
public import Cryptography

/// That a tree is the beginning of a larger one, so that nothing logged before was changed or removed (RFC 6962, section 2.1.2;
/// RFC 9162, section 2.1.4).
public struct ConsistencyProof: Sendable, Hashable {
    /// The number of entries of the older tree.
    public var oldSize: Int
    /// The number of entries of the newer tree.
    public var newSize: Int
    /// The hashes, in the order of the RFC.
    public var hashes: [SHA256Hash]

    /// Takes the parts of a proof.
    public init(oldSize: Int, newSize: Int, hashes: [SHA256Hash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// Makes the proof; throws `ledger.proof.range` unless `0 ≤ oldSize ≤ newSize`.
    public init(from oldSize: Int, to newSize: Int, in nodes: some TreeNodes, _ hasher: TreeHasher) throws {
        guard 0 <= oldSize, oldSize <= newSize else {
            throw AllianceError("ledger.proof.range", "\(oldSize) entries are not a beginning of \(newSize)")
        }
        self.init(oldSize: oldSize, newSize: newSize, hashes: [])
        guard oldSize > 0 else { return }
        try append(old: oldSize, start: 0, end: newSize, isWhole: true, from: nodes, hasher)
    }

    private mutating func append(
        old: Int, start: Int, end: Int, isWhole: Bool, from nodes: some TreeNodes, _ hasher: TreeHasher
    ) throws {
        if start + old == end {
            if !isWhole { hashes.append(try nodes.range(start, end, hasher)) }
            return
        }
        let split = splitPoint(of: end - start)
        if old <= split {
            try append(old: old, start: start, end: start + split, isWhole: isWhole, from: nodes, hasher)
            hashes.append(try nodes.range(start + split, end, hasher))
        } else {
            try append(old: old - split, start: start + split, end: end, isWhole: false, from: nodes, hasher)
            hashes.append(try nodes.range(start, start + split, hasher))
        }
    }

    /// Whether the proof joins these two roots (RFC 9162, section 2.1.4.2). Every tree is consistent with the empty one.
    public func joins(_ oldRoot: SHA256Hash, _ newRoot: SHA256Hash, _ hasher: TreeHasher) -> Bool {
        guard 0 <= oldSize, oldSize <= newSize else { return false }
        if oldSize == newSize { return hashes.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return hashes.isEmpty && oldRoot == hasher.emptyRoot }
        var path = hashes
        if oldSize & (oldSize - 1) == 0 { path.insert(oldRoot, at: 0) }
        guard let first = path.first else { return false }
        var place = oldSize - 1
        var last = newSize - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var old = first
        var new = first
        for hash in path.dropFirst() {
            guard last != 0 else { return false }
            if place & 1 == 1 || place == last {
                old = hasher.node(hash, old)
                new = hasher.node(hash, new)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = hasher.node(new, hash)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}

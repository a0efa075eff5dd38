import AllianceKit
import Cryptography
import Ledger

/// RFC 6962's definitions word for word, slow and simple: what the module is compared with.
struct NaiveTree: TreeNodes {
    var leaves: [SHA256Hash]

    /// Entries 0…n-1, each its own number as text.
    init(size: Int) {
        let hasher = TreeHasher()
        leaves = (0..<size).map { hasher.leaf(Array("entry \($0)".utf8)) }
    }

    static func node(_ left: SHA256Hash, _ right: SHA256Hash) -> SHA256Hash {
        SHA256Hash(Digester.digest(.sha256, of: [1] + left.bytes + right.bytes).bytes)!
    }

    func root(_ start: Int, _ end: Int) -> SHA256Hash {
        let count = end - start
        if count == 0 { return SHA256Hash(Digester.digest(.sha256, of: [UInt8]()).bytes)! }
        if count == 1 { return leaves[start] }
        var k = 1
        while k * 2 < count { k *= 2 }
        return Self.node(root(start, start + k), root(start + k, end))
    }

    func path(_ index: Int, _ start: Int, _ end: Int) -> [SHA256Hash] {
        let count = end - start
        if count == 1 { return [] }
        var k = 1
        while k * 2 < count { k *= 2 }
        return index < k
            ? path(index, start, start + k) + [root(start + k, end)]
            : path(index - k, start + k, end) + [root(start, start + k)]
    }

    func subproof(_ old: Int, _ start: Int, _ end: Int, _ whole: Bool) -> [SHA256Hash] {
        let count = end - start
        if old == count { return whole ? [] : [root(start, end)] }
        var k = 1
        while k * 2 < count { k *= 2 }
        return old <= k
            ? subproof(old, start, start + k, whole) + [root(start + k, end)]
            : subproof(old - k, start + k, end, false) + [root(start, start + k)]
    }

    func node(level: Int, index: Int) throws -> SHA256Hash { root(index << level, (index + 1) << level) }
}

/// Tiles cut from leaf hashes, as tlog-tiles defines them.
struct NaiveTiles: TileSource {
    var tree: NaiveTree

    func tile(level: Int, number: Int, width: Int) throws -> [SHA256Hash] {
        let span = 1 << (8 * level)
        return (0..<width).map { place in
            let start = (number * 256 + place) * span
            return tree.root(start, start + span)
        }
    }
}

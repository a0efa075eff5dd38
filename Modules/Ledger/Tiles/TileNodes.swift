import AllianceKit
public import Cryptography

/// Where tiles come from: the store, an exported folder.
public protocol TileSource {
    /// At least the first `width` hashes of a tile.
    func tile(level: Int, number: Int, width: Int) throws -> [SHA256Hash]
}

/// The nodes of a tree of a size, computed from its tiles, which are kept while it lives.
public final class TileNodes<Source: TileSource>: TreeNodes {
    private let source: Source
    private let size: Int
    private let hasher: TreeHasher
    private var kept: [Int: [SHA256Hash]] = [:]

    /// Reads the tree of the first `size` entries.
    public init(_ source: Source, size: Int, _ hasher: TreeHasher) {
        self.source = source
        self.size = size
        self.hasher = hasher
    }

    /// The hash of a complete subtree; throws `ledger.tile.missing` when the tree does not reach so far.
    public func node(level: Int, index: Int) throws -> SHA256Hash {
        let tileLevel = level / Tile.height
        let span = 1 << (level % Tile.height)
        let first = index * span
        let hashes = try tile(level: tileLevel, number: first / Tile.width)
        let start = first % Tile.width
        guard start + span <= hashes.count else {
            throw AllianceError(
                "ledger.tile.missing", "tile \(tileLevel)/\(first / Tile.width) lacks hash \(hashes.count)",
                hint: "see: alliance ledger verify")
        }
        return span == 1 ? hashes[start] : hasher.root(of: hashes[start..<(start + span)])
    }

    private func tile(level: Int, number: Int) throws -> [SHA256Hash] {
        let key = number << 3 | level
        if let hashes = kept[key] { return hashes }
        let width = Tile.width(level: level, number: number, size: size)
        guard width > 0 else {
            throw AllianceError("ledger.tile.missing", "a tree of \(size) entries has no tile \(level)/\(number)")
        }
        let hashes = try source.tile(level: level, number: number, width: width)
        if kept.count >= 64 { kept.removeAll(keepingCapacity: true) }
        kept[key] = hashes
        return hashes
    }
}

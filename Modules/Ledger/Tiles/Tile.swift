public import Cryptography

/// Constants and arithmetic of tiles (C2SP tlog-tiles): runs of up to 256 consecutive hashes of one level of the tree.
public enum Tile {
    /// Hashes in a full tile.
    public static let width = 256
    /// Levels of the tree a tile spans.
    public static let height = 8
    /// Tile levels of the largest tree an `Int` counts.
    static let levels = 8

    /// How many hashes tile level `level` has in a tree of `size` entries.
    public static func hashCount(level: Int, size: Int) -> Int { level >= levels ? 0 : size >> (height * level) }

    /// The width of tile `number` of a level in a tree of `size` entries: 0 if it does not exist, 256 if it is full.
    public static func width(level: Int, number: Int, size: Int) -> Int {
        let (start, overflow) = number.multipliedReportingOverflow(by: width)
        guard number >= 0, !overflow else { return 0 }
        return min(width, max(0, hashCount(level: level, size: size) - start))
    }

    /// The hashes of a tile's bytes, or nil if there are not exactly so many.
    public static func hashes(of bytes: [UInt8], width: Int) -> [SHA256Hash]? {
        guard bytes.count == width * 32 else { return nil }
        var hashes: [SHA256Hash] = []
        hashes.reserveCapacity(width)
        for place in 0..<width {
            guard let hash = SHA256Hash(bytes, at: place * 32) else { return nil }
            hashes.append(hash)
        }
        return hashes
    }

    /// The bytes of a tile: its hashes end to end.
    public static func bytes(of hashes: some Sequence<SHA256Hash>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.underestimatedCount * 32)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }
}

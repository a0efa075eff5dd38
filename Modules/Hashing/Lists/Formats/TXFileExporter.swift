public import AllianceKit

/// Writes a list as a local file of `tx`: a line for each PDQ hash and each MD5, which `tx` knows as `video_md5`. It has no place for
/// other digests or for anything else that is known of an entry.
public struct TXFileExporter: HashListExporter {
    /// Makes a writer.
    public init() {}

    /// PDQ hashes and MD5.
    public var capacity: HashListCapacity {
        HashListCapacity(digests: [.md5], profiles: false, judgements: false, kind: false)
    }

    /// The format.
    public static let format = TXFileImporter.format

    /// One with both hashes.
    public static let exampleItems = [
        HashEntry(
            entry: "e-1", pdq: Hash256(word0: 1, word1: 2, word2: 3, word3: 4),
            digests: [Digest(.md5, bytes: [UInt8](repeating: 0x11, count: 16))].compactMap(\.self))
    ]

    /// Nothing.
    public func begin() -> [UInt8] { [] }

    /// A line for each hash that `tx` knows.
    public func bytes(of entry: HashEntry) -> [UInt8] {
        var lines = ""
        if let pdq = entry.pdq { lines += "pdq \(pdq)\n" }
        if let md5 = entry.digests.first(where: { $0.algorithm == .md5 }) { lines += "video_md5 \(md5.hex)\n" }
        return Array(lines.utf8)
    }

    /// Nothing.
    public func end() -> [UInt8] { [] }
}

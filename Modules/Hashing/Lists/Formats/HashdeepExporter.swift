public import AllianceKit

/// Writes a list as hashdeep 1.0 with the columns that most entries have, MD5 and SHA-256 unless planned, and, because the format demands them,
/// a size of 0 and a file name: the remark, else the entry's name. hashdeep leaves no place for a missing hash, so entries without all of the
/// digests are left out.
public struct HashdeepExporter: HashListExporter {
    private var columns: [DigestAlgorithm] = [.md5, .sha256]

    /// Makes a writer.
    public init() {}

    /// Digests, all of the columns.
    public var capacity: HashListCapacity {
        HashListCapacity(
            digests: Set(columns), pdq: false, profiles: false, judgements: false, kind: false, required: Set(columns))
    }

    /// Chooses the columns with which most entries can be written, of those the most columns, of those the strongest.
    public mutating func plan(_ outline: HashListOutline) {
        let order: [DigestAlgorithm] = [.md5, .sha1, .sha256]
        let choices = (1..<8).map { bits in order.indices.filter { bits >> $0 & 1 == 1 }.map { order[$0] } }
        func count(_ choice: [DigestAlgorithm]) -> Int {
            outline.digests.reduce(0) { $0 + ($1.key.isSuperset(of: choice) ? $1.value : 0) }
        }
        let best = choices.enumerated().max {
            (count($0.element), $0.element.count, $0.offset) < (count($1.element), $1.element.count, $1.offset)
        }
        if let best, count(best.element) > 0 { columns = best.element }
    }

    /// The format.
    public static let format = HashdeepImporter.format

    /// One with both digests.
    public static let exampleItems = [
        HashEntry(
            entry: "e-1",
            digests: [
                Digest(.md5, bytes: [UInt8](repeating: 0x11, count: 16)),
                Digest(.sha256, bytes: [UInt8](repeating: 0x33, count: 32)),
            ].compactMap(\.self), note: "bridge, left.jpg")
    ]

    /// The two lines of heading.
    public func begin() -> [UInt8] {
        let names = columns.map(\.rawValue).joined(separator: ",")
        return Array("%%%% HASHDEEP-1.0\n%%%% size,\(names),filename\n".utf8)
    }

    /// A line, or nothing for an entry without all of the digests.
    public func bytes(of entry: HashEntry) -> [UInt8] {
        let hashes = columns.compactMap { column in entry.digests.first { $0.algorithm == column }?.hex }
        guard hashes.count == columns.count else { return [] }
        let name = (entry.note ?? entry.entry).utf8.map { $0 < 0x20 ? 0x20 : $0 }
        return Array("0,\(hashes.joined(separator: ",")),".utf8) + name + [0x0a]
    }

    /// Nothing.
    public func end() -> [UInt8] { [] }
}

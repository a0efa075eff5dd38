public import AllianceKit

/// Writes a list as hashdeep 1.0 with the columns MD5 and SHA-256 and, because the format demands them, a size of 0 and a file name: the
/// remark, else the entry's name. hashdeep leaves no place for a missing hash, so entries without both digests are left out.
public struct HashdeepExporter: HashListExporter {
    /// Makes a writer.
    public init() {}

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
    public func begin() -> [UInt8] { Array("%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n".utf8) }

    /// A line, or nothing for an entry without both digests.
    public func bytes(of entry: HashEntry) -> [UInt8] {
        guard let md5 = entry.digests.first(where: { $0.algorithm == .md5 }),
            let sha256 = entry.digests.first(where: { $0.algorithm == .sha256 })
        else { return [] }
        let name = (entry.note ?? entry.entry).utf8.map { $0 < 0x20 ? 0x20 : $0 }
        return Array("0,\(md5.hex),\(sha256.hex),".utf8) + name + [0x0a]
    }

    /// Nothing.
    public func end() -> [UInt8] { [] }
}

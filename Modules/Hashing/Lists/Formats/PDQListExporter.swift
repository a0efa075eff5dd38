public import AllianceKit

/// Writes the PDQ hashes of a list, one a line, followed by a comma and the remark where there is one. Entries without a PDQ hash are left
/// out, and so is everything else that is known of an entry.
public struct PDQListExporter: HashListExporter {
    /// Makes a writer.
    public init() {}

    /// PDQ hashes.
    public var capacity: HashListCapacity {
        HashListCapacity(digests: [], profiles: false, judgements: false, kind: false)
    }

    /// The format.
    public static let format = PDQList.format

    /// One with a remark and one without.
    public static let exampleItems = [
        HashEntry(entry: "e-1", pdq: Hash256(word0: 1, word1: 2, word2: 3, word3: 4), note: "seen, twice"),
        HashEntry(entry: "e-2", pdq: Hash256(word0: 5, word1: 6, word2: 7, word3: 8)),
    ]

    /// Nothing.
    public func begin() -> [UInt8] { [] }

    /// A line, or nothing for an entry without a PDQ hash. A remark's line breaks become blanks.
    public func bytes(of entry: HashEntry) -> [UInt8] {
        guard let pdq = entry.pdq else { return [] }
        var line = Array(pdq.hex.utf8)
        if let note = entry.note { line += [UInt8(ascii: ",")] + note.utf8.map { $0 < 0x20 ? 0x20 : $0 } }
        return line + [0x0a]
    }

    /// Nothing.
    public func end() -> [UInt8] { [] }
}

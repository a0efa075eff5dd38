public import AllianceKit

/// Reads lists of PDQ hashes as the tools around PDQ write them, one a line: `hex[,metadata…]`, `hex,quality,filename`, and the details
/// `hash=hex,norm=…,delta=…,quality=…,filename=…`.
///
/// Entries are named by their hash. What follows the hash is kept as a remark. A hash of a quality below 50 is kept out: it meets others by
/// chance.
public struct PDQListImporter: HashListImporter {
    /// Is told of nothing here.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = PDQList.format

    /// Every shape of line, and bad lines.
    public static let examples = [
        FormatExample(
            "hashes with and without metadata, quality or details",
            """
            \(String(repeating: "5a", count: 32))
            \(String(repeating: "5b", count: 32)),series 17,seen twice
            \(String(repeating: "5c", count: 32)),100,bridge-1.jpg
            hash=\(String(repeating: "5d", count: 32)),norm=128,delta=0,quality=93,filename=bridge, left.jpg

            """, items: 4),
        FormatExample(
            "bad lines are named and kept out",
            """
            \(String(repeating: "5a", count: 16))
            \(String(repeating: "5b", count: 32)),12,flat.png
            hash=\(String(repeating: "5c", count: 32)),norm=x
            hash=\(String(repeating: "5d", count: 32))
            x\(String(repeating: "5d", count: 31))y

            """, items: 1,
            errors: ["hashing.list.hash", "hashing.list.quality", "hashing.list.number", "hashing.list.hash"]),
    ]

    /// Details, or a hash that a comma follows, on one of the first lines; a bare hash of 64 digits could be a SHA-256 as well.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        for line in start.split(separator: 0x0a).prefix(100) {
            let line = ListLines.first(Array(line)) ?? []
            if line.starts(with: PDQList.hash) { return true }
            let (head, rest) = ListLines.cut(line, at: UInt8(ascii: ","))
            guard head.count == 64, ListHex.isHex(head) else { return false }
            if rest != nil { return true }
        }
        return false
    }

    /// Reads the entries.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        try ListLines.forEach(&input) { line, place in
            guard let bytes = try? line.get() else { return try body(line.map { _ in HashEntry(entry: "") }) }
            if bytes.first != UInt8(ascii: "#") { try body(Self.draft(bytes).result(at: place)) }
        }
    }

    private static func draft(_ line: ArraySlice<UInt8>) -> EntryDraft {
        if line.starts(with: PDQList.hash) { return details(line) }
        var draft = EntryDraft()
        let (hash, rest) = ListLines.cut(line, at: UInt8(ascii: ","))
        draft.setPDQ(hex: ListLines.trimmed(hash), "hash")
        guard let rest else { return draft }
        let (second, name) = ListLines.cut(rest, at: UInt8(ascii: ","))
        if let name, let quality = ListLines.number(second), quality <= 100 {
            check(quality, &draft)
            draft.entry.note = EntryDraft.remark(name)
        } else {
            draft.entry.note = EntryDraft.remark(rest)
        }
        return draft
    }

    /// `name=value` between commas; the file name is last and may hold commas itself.
    private static func details(_ line: ArraySlice<UInt8>) -> EntryDraft {
        var draft = EntryDraft()
        var left: ArraySlice<UInt8>? = line
        while let rest = left {
            if rest.starts(with: PDQList.filename) {
                draft.entry.note = EntryDraft.remark(rest.dropFirst(PDQList.filename.count))
                break
            }
            let (part, after) = ListLines.cut(rest, at: UInt8(ascii: ","))
            left = after
            let (name, value) = ListLines.cut(part, at: UInt8(ascii: "="))
            let word = EntryDraft.remark(name) ?? ""
            switch word {
            case "hash": draft.setPDQ(hex: ListLines.trimmed(value ?? []), "hash")
            case "norm", "delta", "quality":
                guard let number = ListLines.number(ListLines.trimmed(value ?? [])) else {
                    draft.fail("hashing.list.number", "not a whole number", word)
                    break
                }
                if word == "quality" { check(number, &draft) }
            default: draft.fail("hashing.list.field", "a detail that is not known", word)
            }
        }
        return draft
    }

    private static func check(_ quality: Int, _ draft: inout EntryDraft) {
        if quality > 100 {
            draft.fail("hashing.list.number", "a quality above 100", "quality")
        } else if quality < PDQList.leastQuality {
            draft.fail("hashing.list.quality", "a hash of quality \(quality) meets others by chance", "quality")
        }
    }
}

/// The shapes that the importer and the exporter of PDQ lists share.
enum PDQList {
    static let format = ListLines.format(
        "pdq", "List of PDQ hashes, one a line", extensions: ["pdq", "txt"],
        specification: "pdq-photo-hasher of the reference implementation; docs/hashing.md")
    /// Below it a hash meets others by chance.
    static let leastQuality = 50
    static let hash = Array("hash=".utf8)
    static let filename = Array("filename=".utf8)
}

public import AllianceKit

/// Reads what md5deep, sha1deep, sha256deep, md5sum and their kin print: a digest, blanks, and the file's name, one a line. The algorithm
/// follows from the number of digits. Entries are named by their hash; the file's name is kept as a remark.
public struct DigestLinesImporter: HashListImporter {
    /// Is told of nothing here.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = ListLines.format(
        "md5deep", "Digests of md5deep, sha256deep, md5sum and the like", extensions: ["md5", "sha1", "sha256", "txt"],
        specification: "md5deep(1); sha256sum(1)")

    /// Every shape of line, and bad lines.
    public static let examples = [
        FormatExample(
            "three kinds of digests",
            """
            d41d8cd98f00b204e9800998ecf8427e  /evidence/empty file.jpg
            \(String(repeating: "ab", count: 20)) *picture.jpg
            \(String(repeating: "0f", count: 32))  video.mp4
            \(String(repeating: "1f", count: 32))

            """, items: 4),
        FormatExample(
            "bad lines are named and kept out",
            """
            d41d8cd98f00b204e9800998ecf8427  short.jpg
            \(String(repeating: "ab", count: 64))  sha512.jpg
            no digest
            d41d8cd98f00b204e9800998ecf8427e  good.jpg

            """, items: 1, errors: ["hashing.list.hash", "hashing.list.hash", "hashing.list.hash"]),
    ]

    /// A digest, a blank, and a blank or a star.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        guard let line = ListLines.first(start) else { return false }
        let (digits, rest) = ListLines.cut(line, at: 0x20)
        guard let mark = rest?.first, mark == 0x20 || mark == UInt8(ascii: "*") else { return false }
        return ListHex.algorithm(digits: digits.count) != nil && ListHex.isHex(digits)
    }

    /// Reads the entries.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        try ListLines.forEach(&input) { line, place in
            guard let bytes = try? line.get() else { return try body(line.map { _ in HashEntry(entry: "") }) }
            if bytes.first == UInt8(ascii: "#") || bytes.first == UInt8(ascii: "%") { return }
            var draft = EntryDraft()
            let (digits, rest) = ListLines.cut(bytes, at: 0x20)
            if let algorithm = ListHex.algorithm(digits: digits.count) {
                draft.set(algorithm, hex: digits, "")
            } else {
                draft.fail("hashing.list.hash", "not a digest of 32, 40 or 64 hexadecimal digits")
            }
            if let rest {
                let mark = rest.first == 0x20 || rest.first == UInt8(ascii: "*")
                draft.entry.note = EntryDraft.remark(mark ? rest.dropFirst() : rest)
            }
            try body(draft.result(at: place))
        }
    }
}

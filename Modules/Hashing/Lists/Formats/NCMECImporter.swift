public import AllianceKit

/// Reads a `queryResult` of NCMEC's hash-sharing service, version 2: what `hashing lists sync` gets, kept as a file.
///
/// Entries are named by member and entry (`42-image1`). A deletion becomes a tombstone, whether or not the entry came before. What
/// members said becomes opinions; what they said of fingerprints that nothing is matched by becomes a tag.
public struct NCMECImporter: HashListImporter {
    /// Is told of another namespace.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = NCMECModel.format

    /// Pictures, videos and deletions; feedback; and bad entries.
    public static let examples = [
        FormatExample("entries, feedback, deletions and the link to the next page", NCMECExamples.page, items: 4),
        FormatExample(
            "bad entries are named and kept out", NCMECExamples.broken, items: 1,
            errors: [
                "hashing.list.hash", "hashing.list.name-missing", "hashing.list.time", "hashing.list.no-hash",
            ]),
        FormatExample(
            "what is not well-formed ends it", NCMECExamples.truncated, items: 1, errors: ["xml.truncated"]),
    ]

    /// The root element.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        guard ListLines.first(start)?.first == UInt8(ascii: "<") else { return false }
        let text = String(decoding: start.prefix(2048), as: UTF8.self)
        return text.contains("<queryResult") || text.contains(":queryResult")
    }

    /// Reads the entries. Throws `hashing.list.structure` when the root is another one, and the codes of `XMLScanner`.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var reader = NCMECReader(warn: warn)
        try reader.read(&input, body)
    }
}

public import AllianceKit
import Formats

/// Reads Project VIC's VICS JSON, versions 1.2, 1.3 and 2.0, `#Media` and `#Cases`, of any size with flat memory.
///
/// Several media of a file can be the same picture, and their numbers mean nothing outside the file, so entries are named by their
/// strongest hash. The category is kept as it stands: its meaning depends on the country. Without a category an entry is a lead; in
/// the model of the US, category 0 says that it is not pertinent, so such an entry is kept and does not match.
public struct VICSImporter: HashListImporter {
    /// Is told of a data model that is not known.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = VICSModel.format("vics", title: "Project VIC VICS JSON 1.3 and 2.0")

    /// Both versions, both shapes, and bad media.
    public static let examples = [
        FormatExample("2.0, media", VICSExamples.media20, items: 3),
        FormatExample("1.3, cases; flags as text, a byte order mark", VICSExamples.cases13, items: 2),
        FormatExample(
            "bad media are named and kept out", VICSExamples.broken, items: 1,
            errors: [
                "hashing.list.hash", "hashing.list.no-hash", "hashing.list.category", "json.value", "json.syntax",
            ]),
    ]

    /// The data model's name near the start.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        guard ListLines.first(start)?.first == UInt8(ascii: "{") else { return false }
        let text = String(decoding: start.prefix(2048), as: UTF8.self)
        return text.contains("odata.") && (text.contains("#Media") || text.contains("#Cases"))
    }

    /// Reads the entries. Throws `hashing.list.structure` when there is no array `value`, and the codes of `JSONScanner`.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var reader = VICSReader(warn: warn)
        try reader.read(&input, body)
    }
}

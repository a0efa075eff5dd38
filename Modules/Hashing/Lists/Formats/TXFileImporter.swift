public import AllianceKit

/// Reads the local files of `tx`: one `<signal_type> <signal>` a line. Entries are named by their hash.
public struct TXFileImporter: HashListImporter {
    /// Is told of nothing here.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = ListLines.format(
        "tx", "Local file of tx (python-threatexchange)", extensions: ["tx", "txt"],
        specification: "python-threatexchange, local_file exchange; docs/hashing.md")

    /// Both kinds of hash, and bad lines.
    public static let examples = [
        FormatExample(
            "PDQ and MD5",
            """
            pdq \(String(repeating: "5a", count: 32))
            video_md5 d41d8cd98f00b204e9800998ecf8427e

            """, items: 2),
        FormatExample(
            "bad lines are named and kept out",
            """
            pdq \(String(repeating: "5a", count: 31))
            raw_text some words
            video_md5
            vpdq 0,100,\(String(repeating: "5a", count: 32)),0.000
            pdq \(String(repeating: "5A", count: 32))

            """, items: 1,
            errors: ["hashing.list.hash", "hashing.list.type", "hashing.list.no-hash", "hashing.list.no-hash"]),
    ]

    /// A line that starts with the name of a signal that is matched here, and a blank.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        guard let line = ListLines.first(start) else { return false }
        let (type, signal) = ListLines.cut(line, at: 0x20)
        return signal != nil && TXSignals.kind(String(decoding: type.prefix(32), as: UTF8.self)) != nil
    }

    /// Reads the entries.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        try ListLines.forEach(&input) { line, place in
            guard let bytes = try? line.get() else { return try body(line.map { _ in HashEntry(entry: "") }) }
            var draft = EntryDraft()
            let (type, signal) = ListLines.cut(bytes, at: 0x20)
            TXSignals.set(
                String(decoding: type.prefix(32), as: UTF8.self), ListLines.trimmed(signal ?? []), in: &draft, "")
            try body(draft.result(at: place))
        }
    }
}

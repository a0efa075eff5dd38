public import AllianceKit

/// Reads hashdeep 1.0: two lines of heading, then `size,hash…,filename`. Entries are named by their strongest hash; the file's name is kept
/// as a remark, the size is not kept.
public struct HashdeepImporter: HashListImporter {
    /// Is told of columns whose hashes nothing is matched by.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = ListLines.format(
        "hashdeep", "hashdeep 1.0", extensions: ["hashdeep", "txt"], specification: "hashdeep(1), file format 1.0")

    /// The usual columns, others, and bad lines.
    public static let examples = [
        FormatExample(
            "size, MD5 and SHA-256",
            """
            %%%% HASHDEEP-1.0
            %%%% size,md5,sha256,filename
            ## Invoked from: /evidence
            ## $ hashdeep -r .
            ##
            0,d41d8cd98f00b204e9800998ecf8427e,\(String(repeating: "e3", count: 32)),/evidence/a, b.jpg

            """, items: 1),
        FormatExample(
            "bad lines are named and kept out",
            """
            %%%% HASHDEEP-1.0
            %%%% size,sha-1,tiger,filename
            x,\(String(repeating: "ab", count: 20)),\(String(repeating: "cd", count: 24)),a
            1,\(String(repeating: "ab", count: 20))
            1,zz,\(String(repeating: "cd", count: 24)),a
            1,\(String(repeating: "ab", count: 20)),\(String(repeating: "cd", count: 24)),a

            """, items: 1, errors: ["hashing.list.number", "hashing.list.fields", "hashing.list.hash"]),
    ]

    /// The first line of the heading.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        ListLines.first(start)?.starts(with: "%%%% HASHDEEP".utf8) ?? false
    }

    /// Reads the entries. Throws `hashing.list.columns` when the heading is missing, is of another version or names no known hash.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var columns: [Substring]?
        var version = false
        let name = input.name
        try ListLines.forEach(&input) { line, place in
            guard let bytes = try? line.get() else { return try body(line.map { _ in HashEntry(entry: "") }) }
            if let columns {
                if bytes.first == UInt8(ascii: "#") { return }
                return try body(Self.draft(bytes, columns).result(at: place))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if !version {
                guard text == "%%%% HASHDEEP-1.0" else {
                    throw Self.headingFault("the file does not start as hashdeep 1.0 does", place)
                }
                version = true
            } else {
                columns = try Self.columns(text, place, warn)
            }
        }
        guard columns != nil else { throw Self.headingFault("the heading is missing", SourcePlace(file: name)) }
    }

    private static func columns(
        _ text: String, _ place: SourcePlace, _ warn: (String) -> Void
    ) throws -> [Substring] {
        let columns = text.hasPrefix("%%%% ") ? text.dropFirst(5).split(separator: ",") : []
        guard columns.first == "size", columns.last == "filename", 3...12 ~= columns.count,
            Set(columns).count == columns.count
        else { throw headingFault("the heading does not go from size to filename", place) }
        let hashes = columns.dropFirst().dropLast()
        guard hashes.contains(where: { algorithm($0) != nil }) else {
            throw headingFault("no column holds hashes that files are matched by", place)
        }
        for column in hashes where algorithm(column) == nil {
            warn("\(place): hashes of the kind \(column) are not matched by and are left out")
        }
        return columns
    }

    private static func draft(_ line: ArraySlice<UInt8>, _ columns: [Substring]) -> EntryDraft {
        var draft = EntryDraft()
        var rest: ArraySlice<UInt8>? = line
        for (place, column) in columns.enumerated() {
            guard let left = rest else {
                draft.fail("hashing.list.fields", "fewer fields than the heading names")
                break
            }
            if place == columns.count - 1 {
                // Commas from here on belong to the name of the file.
                draft.entry.note = EntryDraft.remark(left)
                break
            }
            let (field, after) = ListLines.cut(left, at: UInt8(ascii: ","))
            rest = after
            if place == 0 {
                if ListLines.number(field) == nil { draft.fail("hashing.list.number", "not a whole number", "size") }
            } else if let algorithm = algorithm(column) {
                draft.set(algorithm, hex: field, String(column))
            }
        }
        return draft
    }

    private static func algorithm(_ column: Substring) -> DigestAlgorithm? {
        DigestAlgorithm(rawValue: column.filter { $0 != "-" }.lowercased())
    }

    private static func headingFault(_ message: String, _ place: SourcePlace) -> AllianceError {
        AllianceError(
            "hashing.list.columns", message, at: place,
            hint: "it is: %%%% HASHDEEP-1.0, then %%%% size,md5,sha256,filename")
    }
}

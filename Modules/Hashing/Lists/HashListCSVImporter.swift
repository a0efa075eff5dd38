public import AllianceKit
import Formats

/// Reads a known-hash list in CSV: the heading names any of id, pdq, md5, sha1, sha256, category, source, note, in any order and case.
///
/// An entry without an id gets one of its strongest hash (`sha256:9f86…`). A line whose hash is malformed is kept out as a whole: a half
/// understood entry would match other files than the list's maker meant.
public struct HashListCSVImporter: HashListImporter {
    /// Is told of columns that are not known.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = HashListCSV.format

    /// A complete list, a minimal one, and one with bad lines.
    public static let examples = [
        FormatExample(
            "every column",
            """
            id,pdq,md5,sha1,sha256,category,source,note
            e-1,\(String(repeating: "5a", count: 32)),,,,baseline,partner-a,
            e-2,,d41d8cd98f00b204e9800998ecf8427e,,,other,partner-a,"seen, twice"

            """, items: 2),
        FormatExample(
            "other order, separator and case; entries named by their hash",
            """
            SHA256;Category
            \(String(repeating: "0f", count: 32));baseline

            """, items: 1),
        FormatExample(
            "bad lines are named and kept out",
            """
            id,md5
            a,xyz
            b,
            c,d41d8cd98f00b204e9800998ecf8427e
            d,"open

            """, items: 1, errors: ["hashing.list.hash", "hashing.list.no-hash", "csv.quote.open"]),
    ]

    /// Reads the entries. Throws `hashing.list.columns` when no column holds hashes.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var csv = CSVReader()
        let headings = try csv.readHeader(&input)
        guard HashListCSV.hashes.contains(where: { csv.has($0) }) else {
            throw AllianceError(
                "hashing.list.columns", "no column of the heading holds hashes",
                at: SourcePlace(file: input.name, line: 1), hint: "name a column pdq, md5, sha1 or sha256")
        }
        for heading in headings where !HashListCSV.columns.contains(CSVReader.normal(heading)) {
            warn("\(SourcePlace(file: input.name, line: 1)): the column \"\(heading)\" is not known and is left out")
        }
        try csv.forEach(&input) { record in try body(record.flatMap(Self.entry)) }
    }

    private static func entry(_ record: CSVRecord) -> Result<HashEntry, AllianceError> {
        do throws(AllianceError) {
            return .success(try makeEntry(record))
        } catch {
            return .failure(error)
        }
    }

    private static func makeEntry(_ record: CSVRecord) throws(AllianceError) -> HashEntry {
        func text(_ column: String) throws(AllianceError) -> String? {
            guard let field = record[column] else { return nil }
            let trimmed = CSVReader.trimmed(field)
            guard trimmed.utf8.count <= 4096, !trimmed.utf8.contains(where: { $0 < 0x20 && $0 != 0x0a && $0 != 0x09 })
            else {
                throw failure(record, column, "hashing.list.text", "text that is too long or holds control characters")
            }
            return trimmed.isEmpty ? nil : trimmed
        }
        var digests: [Digest] = []
        for algorithm in [DigestAlgorithm.sha256, .sha1, .md5] {
            guard let hex = try text(algorithm.rawValue) else { continue }
            guard let digest = Digest(algorithm, hex: hex) else {
                throw failure(
                    record, algorithm.rawValue, "hashing.list.hash",
                    "not a hash of \(algorithm.byteCount * 2) hexadecimal digits")
            }
            digests.append(digest)
        }
        var pdq: Hash256?
        if let hex = try text("pdq") {
            guard let hash = Hash256(hex: hex) else {
                throw failure(record, "pdq", "hashing.list.hash", "not a hash of 64 hexadecimal digits")
            }
            pdq = hash
        }
        guard let strongest = digests.first?.description ?? pdq.map({ "pdq:\($0)" }) else {
            throw AllianceError("hashing.list.no-hash", "an entry without any hash", at: record.place)
        }
        let id = try text("id") ?? strongest
        guard id.utf8.count <= 256 else {
            throw failure(record, "id", "hashing.list.text", "an id of more than 256 bytes")
        }
        return HashEntry(
            entry: id, pdq: pdq, digests: digests, category: try text("category"), source: try text("source"),
            note: try text("note"))
    }

    private static func failure(
        _ record: CSVRecord, _ column: String, _ code: String, _ message: String
    ) -> AllianceError {
        var place = record.place
        place.path = column
        return AllianceError(code, message, at: place, hint: "the line is kept out")
    }
}

public import AllianceKit
import Formats

/// Reads a known-hash list in CSV: the heading names any of the columns that docs/hashing.md lists, in any order and case.
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
            "what others said of an entry, when it was seen, when it ends",
            """
            id,pdq,profile,tags,opinions,firstSeen,lastSeen,expires,fingerprints,withdrawn,reason
            e-1,\(String(repeating: "5a", count: 32)),ref512,series 17;beach,negative,,2026-01-02T03:04:05Z,,"{""pdna"":""AAEC""}",,
            e-2,\(String(repeating: "5b", count: 32)),,,"[{""verdict"":""disputed"",""source"":""partner-b""}]",,,2027-01-01T00:00:00Z,,,
            e-3,,,,,,,,,2026-01-02T03:04:05Z,deleted by its source

            """, items: 3),
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

    /// A heading that names a column of hashes.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        // A database can hold such words in its first lines; no text holds a zero.
        guard !start.contains(0), let line = ListLines.first(start) else { return false }
        return line.split(whereSeparator: { $0 == 0x2c || $0 == 0x3b || $0 == 0x09 }).contains { field in
            var field = ListLines.trimmed(field)
            if field.count > 2, field.first == 0x22, field.last == 0x22 { field = field.dropFirst().dropLast() }
            return HashListCSV.hashes.contains(String(decoding: field, as: UTF8.self).lowercased())
        }
    }

    /// What the first entry says in the column `kind`, else `bad`.
    public static func kind(of start: [UInt8]) -> HashListKind {
        var input = InputFile(name: "", bytes: start)
        var csv = CSVReader()
        var found: HashListKind?
        guard (try? csv.readHeader(&input)) != nil, csv.has(HashListCSV.kind) else { return .bad }
        try? csv.forEach(&input) { record in
            if found == nil { found = (try? record.get())?[HashListCSV.kind].flatMap(Self.kind) ?? .bad }
        }
        return found ?? .bad
    }

    private static func kind(_ field: String) -> HashListKind? {
        HashListKind(rawValue: String(decoding: ListLines.trimmed(Array(field.utf8)[...]), as: UTF8.self).lowercased())
    }

    /// Reads the entries. Throws `hashing.list.columns` when no column holds hashes.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var csv = CSVReader()
        let headings = try csv.readHeader(&input)
        guard HashListCSV.hashes.contains(where: { csv.has($0) }) else {
            throw AllianceError(
                "hashing.list.columns", "no column of the heading holds hashes",
                at: SourcePlace(file: input.name, line: 1), hint: "name a column pdq, md5, sha1 or sha256")
        }
        let known = Set((HashListCSV.columns + [HashListCSV.kind]).map { $0.lowercased() })
        for heading in headings where !known.contains(CSVReader.normal(heading)) {
            warn("\(SourcePlace(file: input.name, line: 1)): the column \"\(heading)\" is not known and is left out")
        }
        var kind: HashListKind?
        try csv.forEach(&input) { record in try body(record.flatMap { Self.entry($0, &kind) }) }
    }

    private static func entry(_ record: CSVRecord, _ kind: inout HashListKind?) -> Result<HashEntry, AllianceError> {
        var draft = EntryDraft()
        if let field = record[HashListCSV.kind], !field.isEmpty {
            let stated = Self.kind(field)
            if stated == nil || kind != nil && stated != kind {
                draft.fail(
                    "hashing.list.kind", "not the kind of list that the entries before it are of: good or bad", "kind")
            }
            kind = kind ?? stated
        }
        func text(_ column: String) -> String? { draft.text(record[column], column) }
        for algorithm in [DigestAlgorithm.sha256, .sha1, .md5] {
            guard let hex = text(algorithm.rawValue) else { continue }
            draft.set(algorithm, hex: Array(hex.utf8)[...], algorithm.rawValue)
        }
        if let hex = text("pdq") { draft.setPDQ(hex: Array(hex.utf8)[...], "pdq") }
        draft.entry.entry = text("id") ?? ""
        draft.entry.category = text("category")
        draft.entry.source = text("source")
        draft.entry.note = text("note")
        if let profile = text("profile") {
            if let known = PDQProfile(rawValue: profile.lowercased()) {
                draft.entry.pdqProfile = draft.entry.pdq == nil ? nil : known
            } else {
                draft.fail("hashing.list.profile", "not full, ref512 or fast", "profile")
            }
        }
        if let field = record["tags"], !field.isEmpty { HashListCSV.readTags(CSVReader.trimmed(field), into: &draft) }
        if let field = record["opinions"], !field.isEmpty {
            HashListCSV.readOpinions(CSVReader.trimmed(field), into: &draft)
        }
        if let field = record["fingerprints"], !field.isEmpty {
            HashListCSV.readFingerprints(CSVReader.trimmed(field), into: &draft)
        }
        draft.entry.firstSeen = draft.time(text("firstseen"), "firstSeen")
        draft.entry.lastSeen = draft.time(text("lastseen"), "lastSeen")
        draft.entry.expires = draft.time(text("expires"), "expires")
        if let time = draft.time(text("withdrawn"), "withdrawn") {
            draft.entry.withdrawal = HashEntry.Withdrawal(reason: text("reason") ?? "", time: time)
        }
        return draft.result(at: record.place)
    }
}

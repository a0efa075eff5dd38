public import AllianceKit
import Formats

/// Writes a known-hash list in CSV, in the columns that the importer reads; reading it back gives the same entries.
public struct HashListCSVExporter: HashListExporter {
    private let csv: CSVWriter
    private var kind = HashListKind.bad

    /// Makes a writer.
    public init() { csv = CSVWriter() }

    /// Makes a writer for spreadsheets: texts that would run as formulas get an apostrophe in front, which changes them.
    public init(guardsFormulas: Bool) { csv = CSVWriter(guardsFormulas: guardsFormulas) }

    /// The format.
    public static let format = HashListCSV.format

    /// An entry with everything and one with a digest only.
    public static let exampleItems = [
        HashEntry(
            entry: "e-1", pdq: Hash256(word0: 1, word1: 2, word2: 3, word3: 4), pdqProfile: .ref512,
            digests: [
                Digest(.md5, bytes: [UInt8](repeating: 0x11, count: 16)),
                Digest(.sha1, bytes: [UInt8](repeating: 0x22, count: 20)),
                Digest(.sha256, bytes: [UInt8](repeating: 0x33, count: 32)),
            ].compactMap(\.self), fingerprints: ["pdna": "AAEC"], category: "baseline", source: "partner-a",
            note: "a note, with a comma",
            tags: ["series 17", "a;b"],
            opinions: [
                HashOpinion(
                    .negative, source: "partner-b", time: Instant(milliseconds: 1_790_000_000_000),
                    reasons: ["false positive"])
            ], firstSeen: Instant(milliseconds: 1_700_000_000_000),
            lastSeen: Instant(milliseconds: 1_780_000_000_000), expires: Instant(milliseconds: 1_900_000_000_000)),
        HashEntry(
            entry: "e-2", digests: [Digest(.md5, bytes: [UInt8](repeating: 0x44, count: 16))].compactMap(\.self)),
    ]

    /// A list of harmless files gets a column that says so.
    public mutating func plan(_ outline: HashListOutline) { kind = outline.kind }

    /// The heading.
    public func begin() -> [UInt8] { csv.line(HashListCSV.columns + (kind == .bad ? [] : [HashListCSV.kind])) }

    /// A line.
    public func bytes(of entry: HashEntry) -> [UInt8] {
        func digest(_ algorithm: DigestAlgorithm) -> String {
            entry.digests.first { $0.algorithm == algorithm }?.hex ?? ""
        }
        return csv.line(
            [
                entry.entry, entry.pdq?.hex ?? "", digest(.md5), digest(.sha1), digest(.sha256), entry.category ?? "",
                entry.source ?? "", entry.note ?? "", entry.pdqProfile?.rawValue ?? "",
                HashListCSV.field(tags: entry.tags), HashListCSV.field(opinions: entry.opinions),
                entry.firstSeen?.description ?? "", entry.lastSeen?.description ?? "", entry.expires?.description ?? "",
                HashListCSV.field(fingerprints: entry.fingerprints), entry.withdrawal?.time.description ?? "",
                entry.withdrawal?.reason ?? "",
            ] + (kind == .bad ? [] : [kind.rawValue]))
    }

    /// Nothing.
    public func end() -> [UInt8] { [] }
}

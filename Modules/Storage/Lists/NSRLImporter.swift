public import AllianceKit

/// Reads NIST's reference data set of known software, RDSv3: an SQLite file, minimal (table `FILE`) or full (table `METADATA`).
///
/// The file is opened read-only and is not trusted: nothing in its schema runs, only the table itself is read, row by row. The deltas that
/// NIST publishes as SQL are applied to the file with `sqlite3` first. Entries are named by their strongest hash; names of files and
/// packages are not kept, because one file stands there once for every package it came with.
public struct NSRLImporter: HashListImporter {
    /// Is told of nothing here.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// Files that nobody need look at.
    public static let kind = HashListKind.good

    /// The format.
    public static let format = FormatDescription(
        name: "nsrl", title: "NSRL RDSv3, SQLite", subject: "hash list", fileExtensions: ["db", "sqlite"],
        mediaType: "application/vnd.sqlite3", specification: "NIST NSRL, RDS version 3")

    /// Both schemas, and a row that cannot be used.
    public static var examples: [FormatExample] { NSRLExamples.all }

    /// SQLite's first bytes.
    public static func recognizes(_ start: [UInt8]) -> Bool { start.starts(with: "SQLite format 3\0".utf8) }

    /// Files from standard input and memory are read whole, up to so many bytes; others are read where they are, whatever their size.
    private static let memoryLimit = 1 << 30

    /// Reads the entries. Throws `hashing.list.database` when it is no SQLite file or is damaged, and `hashing.list.columns` when it has no table of
    /// the data set.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        let name = input.name
        do {
            let database =
                name != "-" && Files.exists(name)
                ? try Database(path: name, profile: DatabaseProfile(access: .foreign))
                : try Database(bytes: input.readAll(limit: Self.memoryLimit))
            try Self.rows(database, name, body)
        } catch let error as DatabaseError {
            throw AllianceError(
                "hashing.list.database", "the SQLite file cannot be read: \(error.message)",
                at: SourcePlace(file: name), hint: "check it with: sqlite3 FILE 'PRAGMA integrity_check'")
        }
    }

    private static let algorithms: [DigestAlgorithm] = [.sha256, .sha1, .md5]

    private static func rows(
        _ database: Database, _ name: String, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        // Tables only: a view is a program of whoever made the file.
        guard
            let table = try ["FILE", "METADATA"].first(where: { table in
                try database.integer(
                    "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name=?1", [.text(table)]) > 0
            })
        else { throw missing("there is no table FILE or METADATA", name) }
        var columns: Set<String> = []
        try database.forEachRow("SELECT lower(name) FROM pragma_table_info(?1)", [.text(table)]) {
            columns.insert($0.text(0))
            return true
        }
        let known = algorithms.filter { columns.contains($0.rawValue) }
        guard !known.isEmpty else { throw missing("the table \(table) has no column of hashes", name) }
        let sql = "SELECT \(known.map(\.rawValue).joined(separator: ",")) FROM \(table)"
        var last: [Digest] = []
        var number = 0
        try database.forEachRow(sql) { row in
            number += 1
            var digests: [Digest] = []
            for (column, algorithm) in known.enumerated() where !row.isNull(column) {
                guard let digest = Digest(algorithm, hex: row.text(column)) else {
                    try body(
                        .failure(
                            AllianceError(
                                "hashing.list.hash", "not a hash of \(algorithm.byteCount * 2) hexadecimal digits",
                                at: SourcePlace(file: name, path: "\(table)[\(number)]/\(algorithm.rawValue)"),
                                hint: "the entry is kept out")))
                    return true
                }
                digests.append(digest)
            }
            guard let strongest = digests.first else {
                try body(
                    .failure(
                        AllianceError(
                            "hashing.list.no-hash", "a row without any hash",
                            at: SourcePlace(file: name, path: "\(table)[\(number)]"), hint: "the entry is kept out")))
                return true
            }
            // The same file of several packages mostly stands in neighbouring rows.
            guard digests != last else { return true }
            last = digests
            try body(.success(HashEntry(entry: strongest.description, digests: digests, source: "NSRL")))
            return true
        }
    }

    private static func missing(_ message: String, _ name: String) -> AllianceError {
        AllianceError(
            "hashing.list.columns", message, at: SourcePlace(file: name),
            hint: "RDSv3 is needed: minimal or full, as NIST publishes it")
    }
}

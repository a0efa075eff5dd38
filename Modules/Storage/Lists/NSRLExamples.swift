import AllianceKit

/// Small data sets, synthetic and shaped as NIST's.
enum NSRLExamples {
    static let all: [FormatExample] = {
        let good = [row("A1", "a"), row("A1", "b"), row("A2", "c")]
        let examples: [(String, [String], Int, [String])] = [
            ("minimal, without crc32", [file("sha256,sha1,md5")] + good.map { insert("FILE", $0) }, 2, []),
            (
                "full",
                [
                    "CREATE TABLE METADATA(object_id INTEGER, extension TEXT, bytes INTEGER, sha256 TEXT, sha1 TEXT, md5 TEXT)",
                    "CREATE VIEW FILE AS SELECT sha256,sha1,md5 FROM METADATA",
                    "INSERT INTO METADATA VALUES(1,'dll',5,'\(hex("B1", 32))','\(hex("B1", 20))','\(hex("B1", 16))')",
                ], 1, []
            ),
            (
                "bad rows are named and kept out",
                [
                    file("sha256,sha1,md5"), insert("FILE", "'xyz',NULL,NULL,'a',1,1"),
                    insert("FILE", "NULL,NULL,NULL,'a',1,1"), insert("FILE", row("A3", "d")),
                ], 1, ["hashing.list.hash", "hashing.list.no-hash"]
            ),
        ]
        return examples.map { title, statements, items, errors in
            var example = FormatExample(title, "", items: items, errors: errors)
            example.bytes = (try? image(statements)) ?? []
            return example
        }
    }()

    /// The bytes of a database made by these statements.
    static func image(_ statements: [String]) throws -> [UInt8] {
        let database = try Database(path: ":memory:", profile: DatabaseProfile(access: .write, cacheKiB: 256))
        for statement in statements { try database.execute(statement) }
        return database.image
    }

    private static func file(_ hashes: String) -> String {
        "CREATE TABLE FILE(\(hashes.split(separator: ",").map { "\($0) TEXT" }.joined(separator: ",")),"
            + "file_name TEXT, file_size INTEGER, package_id INTEGER);"
            + "CREATE VIEW DISTINCT_HASH AS SELECT DISTINCT \(hashes) FROM FILE"
    }

    private static func insert(_ table: String, _ values: String) -> String { "INSERT INTO \(table) VALUES(\(values))" }

    private static func row(_ byte: String, _ name: String) -> String {
        "'\(hex(byte, 32))','\(hex(byte, 20))','\(hex(byte, 16))','\(name).dll',5,1"
    }

    private static func hex(_ byte: String, _ count: Int) -> String { String(repeating: byte, count: count) }
}

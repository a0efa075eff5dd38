import AllianceKit
import TestKit
import Testing

@testable import Storage

/// NSRL's data sets: both schemas, real files, and hostile ones.
struct NSRLImporterTests {
    private struct Reading {
        var entries: [HashEntry] = []
        var errors: [AllianceError] = []
        var end: AllianceError?
    }

    private func read(_ input: inout InputFile) -> Reading {
        var reading = Reading()
        do {
            try NSRLImporter().read(&input) {
                switch $0 {
                case .success(let entry): reading.entries.append(entry)
                case .failure(let error): reading.errors.append(error)
                }
            }
        } catch let error as AllianceError {
            reading.end = error
        } catch {
            Issue.record("\(error)")
        }
        return reading
    }

    private func read(_ statements: [String]) throws -> Reading {
        var input = InputFile(name: "not a file", bytes: try NSRLExamples.image(statements))
        return read(&input)
    }

    private let good = String(repeating: "A1", count: 32)

    @Test func itsListsAreOfHarmlessFiles() {
        #expect(NSRLImporter.kind == .good)
        #expect(NSRLImporter.examples.allSatisfy { NSRLImporter.recognizes($0.bytes) })
    }

    @Test func filesAreReadWhereTheyAre() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("rds ?#%.db")
        try Files.write(NSRLImporter.examples[0].bytes, to: path)
        var input = try InputFile(path: path)
        let reading = read(&input)
        #expect(reading.entries.map(\.digests.count) == [3, 3] && reading.end == nil, "\(reading)")
        #expect(reading.entries.first?.entry == "sha256:\(good.lowercased())")
        #expect(reading.entries.allSatisfy { $0.source == "NSRL" && $0.note == nil })
        // Nothing appears beside the file.
        #expect(try Files.names(in: folder.path) == ["rds ?#%.db"])
    }

    @Test func columnsAreFound() throws {
        let reading = try read([
            "CREATE TABLE FILE(SHA1 TEXT, crc32 TEXT, file_name TEXT)",
            "INSERT INTO FILE VALUES('\(String(repeating: "b1", count: 20))','00000000','a')",
        ])
        #expect(reading.entries.map { $0.digests.map(\.algorithm) } == [[.sha1]])
    }

    @Test func rowsThatCannotBeUsedAreNamed() throws {
        let reading = try read([
            "CREATE TABLE FILE(sha256, md5)", "INSERT INTO FILE VALUES('\(good)',5),(x'00ff',NULL),('\(good)',NULL)",
        ])
        #expect(reading.errors.map(\.place?.path) == ["FILE[1]/md5", "FILE[2]/sha256"])
        #expect(reading.entries.count == 1)
    }

    @Test func viewsAreNotRun() throws {
        let bomb = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT '\(good)' AS sha256 FROM c"
        let reading = try read(["CREATE VIEW FILE AS \(bomb)"])
        #expect(reading.end?.code == "hashing.list.columns" && reading.entries.isEmpty)
    }

    @Test func otherFilesAreRefused() throws {
        for bytes in [
            [], Array("no database".utf8), Array("SQLite format 3\0".utf8),
            Array(NSRLImporter.examples[0].bytes.prefix(5000)),
        ] {
            var input = InputFile(name: "not a file", bytes: bytes)
            let reading = read(&input)
            #expect(reading.end != nil && reading.entries.isEmpty)
        }
        #expect(try read(["CREATE TABLE other(a)"]).end?.code == "hashing.list.columns")
        #expect(try read(["CREATE TABLE FILE(name)"]).end?.code == "hashing.list.columns")
    }

    @Test func damageEndsItWithAName() throws {
        var statements = ["CREATE TABLE FILE(sha256 TEXT, sha1 TEXT, md5 TEXT)"]
        for number in 0..<400 {
            let hex = Hex.encode([UInt8](repeating: UInt8(number % 251), count: 32))
            statements.append("INSERT INTO FILE VALUES('\(hex)',NULL,'\(hex.prefix(32))')")
        }
        var bytes = try NSRLExamples.image(statements)
        for place in stride(from: bytes.count / 2, to: bytes.count / 2 + 9000, by: 3) { bytes[place] = 0xff }
        var input = InputFile(name: "not a file", bytes: bytes)
        let reading = read(&input)
        #expect(reading.end?.code == "hashing.list.database" || !reading.errors.isEmpty)
        #expect(reading.entries.count < 400)
    }
}

import AllianceKit
import Hashing
import TestKit
import Testing

/// Index files that are not as they should be, or change under whoever uses them.
@Suite struct IndexFileTests {
    private static func hashes(_ count: Int, seed: UInt64) -> [Hash256] {
        let random = TestRandomness(seed: seed)
        return (0..<count).map { _ in Hash256(bytes: random.bytes(32))! }
    }

    private static func written(_ count: Int, in folder: TemporaryFolder) throws -> (path: String, hashes: [Hash256]) {
        let hashes = hashes(count, seed: 3)
        let path = folder.file("pdq.index")
        try HashIndex.write(hashes, to: path, built: CommandRun.start)
        return (path, hashes)
    }

    @Test func sameHashesSameBytes() throws {
        let folder = try TemporaryFolder()
        let (path, hashes) = try Self.written(1000, in: folder)
        try HashIndex.write(hashes.reversed() + hashes, to: folder.file("other"), built: CommandRun.start)
        #expect(try Files.read(path) == (try Files.read(folder.file("other"))))
    }

    @Test func theHeadIsChecked() throws {
        let folder = try TemporaryFolder()
        let (path, _) = try Self.written(100, in: folder)
        let good = try Files.read(path)
        func code(_ bytes: [UInt8]) throws -> String? {
            try Files.write(bytes, to: folder.file("x"))
            do {
                _ = try HashIndex(mapping: folder.file("x"))
                return nil
            } catch let error as AllianceError { return error.code }
        }
        #expect(try code(good) == nil)
        for place in stride(from: 0, to: 4096, by: 61) {
            var bytes = good
            bytes[place] ^= 0x10
            let expected = 8..<12 ~= place ? "hashing.index.version" : "hashing.index.damaged"
            #expect(try code(bytes) == expected, "byte \(place)")
        }
        var other = good
        other[8] = 2
        #expect(try code(other) == "hashing.index.version")
        for length in [0, 1, 4095, 4096, good.count - 1] {
            #expect(try code(Array(good.prefix(length))) == "hashing.index.damaged", "\(length) bytes")
        }
        #expect(try code(good + [0]) == "hashing.index.damaged")
        #expect(throws: AllianceError.self) { try HashIndex(mapping: folder.file("nothing")) }
        #expect(throws: AllianceError.self) { try HashIndex(mapping: folder.path) }
    }

    /// Whatever the tables hold, nothing outside them is read, and the answer is the scan's.
    @Test func damagedTablesAreNeverFollowed() throws {
        let folder = try TemporaryFolder()
        let (path, hashes) = try Self.written(70_000, in: folder)
        var bytes = try Files.read(path)
        let start = 4096 + 70_000 * 32
        let random = TestRandomness(seed: 11)
        for place in stride(from: start, to: bytes.count, by: 1) where place & 3 == 3 { bytes[place] = 0xff }
        for (place, byte) in random.bytes(4096).enumerated() {
            bytes[start + place * 97 % (bytes.count - start)] = byte
        }
        try Files.write(bytes, to: path)
        let index = try HashIndex(mapping: path)
        let queries = Array(hashes.prefix(50))
        let found = index.matches(for: queries, within: 31, engine: .index)
        #expect(found == index.matches(for: queries, within: 31, engine: .scan))
        #expect(found.allSatisfy { $0.count == 1 })
    }

    @Test func aReplacedFileStaysAsItWasForWhoeverHasIt() throws {
        let folder = try TemporaryFolder()
        let (path, hashes) = try Self.written(5000, in: folder)
        let old = try HashIndex(mapping: path)
        let others = Self.hashes(4000, seed: 9)
        try HashIndex.write(others, to: path, built: CommandRun.start)
        #expect(old.matches(for: hashes[17], within: 0).count == 1)
        #expect(old.matches(for: others[17], within: 0).isEmpty)
        let new = try HashIndex(mapping: path)
        #expect(new.matches(for: others[17], within: 0).count == 1)
        #expect(try Files.names(in: folder.path) == ["pdq.index"])
    }
}

import AllianceKit
import CKernels
import Foundation
import TestKit
import Testing

@testable import Hashing

/// Index files that are not as they should be, or change under whoever uses them.
@Suite struct IndexFileTests {
    private static func hashes(_ count: Int, seed: UInt64) -> [Hash256] {
        let random = TestRandomness(seed: seed)
        return (0..<count).map { _ in Hash256(bytes: random.bytes(32))! }
    }

    private static func written(_ count: Int, in folder: TemporaryFolder) throws -> (path: String, hashes: [Hash256]) {
        let hashes = hashes(count, seed: 3)
        let path = folder.file("pdq.index")
        try MappedIndex.write(hashes, to: path, built: CommandRun.start)
        return (path, hashes)
    }

    @Test func sameHashesSameBytes() throws {
        let folder = try TemporaryFolder()
        let (path, hashes) = try Self.written(1000, in: folder)
        try MappedIndex.write(hashes.reversed() + hashes, to: folder.file("other"), built: CommandRun.start)
        #expect(try Files.read(path) == (try Files.read(folder.file("other"))))
    }

    @Test func theHeadIsChecked() throws {
        let folder = try TemporaryFolder()
        let (path, _) = try Self.written(100, in: folder)
        let good = try Files.read(path)
        func code(_ bytes: [UInt8]) throws -> String? {
            try Files.write(bytes, to: folder.file("x"))
            do {
                _ = try MappedIndex(path: folder.file("x"))
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
        other[8] = 1
        #expect(try code(other) == "hashing.index.version")
        for length in [0, 1, 4095, 4096, good.count - 1] {
            #expect(try code(Array(good.prefix(length))) == "hashing.index.damaged", "\(length) bytes")
        }
        #expect(try code(good + [0]) == "hashing.index.damaged")
        #expect(throws: AllianceError.self) { try MappedIndex(path: folder.file("nothing")) }
        #expect(throws: AllianceError.self) { try MappedIndex(path: folder.path) }
    }

    /// Every byte of the searched parts: a search that touches it says so, and one that does not finds what the scan of good rows finds.
    @Test func aFlippedByteIsNamedAndNeverLosesAMatch() throws {
        let folder = try TemporaryFolder()
        let (path, hashes) = try Self.written(70_000, in: folder)
        let good = try Files.read(path)
        let random = TestRandomness(seed: 11)
        var named = 0
        for round in 0..<48 {
            // Rows in the first half, tables in the second.
            let rows = 4096 + 70_000 * 32
            let drawn = random.bytes(4).reduce(0) { $0 << 8 | Int($1) }
            let place = round < 24 ? 4096 + drawn % (rows - 4096) : rows + drawn % (good.count - rows - 100_000)
            var bytes = good
            bytes[place] ^= UInt8(1 << (round % 8))
            try Files.write(bytes, to: path)
            let index = try MappedIndex(path: path)
            expect("hashing.index.damaged") { try index.verify() }
            for (engine, count) in [(SearchEngine.index, 40), (.scan, 4)] {
                do {
                    let found = try index.matches(for: Array(hashes.prefix(count)), within: 31, engine: engine)
                    #expect(found.allSatisfy { $0.count == 1 }, "byte \(place)")
                } catch let error as AllianceError {
                    #expect(error.code == "hashing.index.damaged")
                    named += 1
                }
            }
        }
        #expect(named >= 40)
    }

    /// Tables that lie, with checksums that fit: nothing outside them is read.
    @Test func tablesAreNeverFollowedOutOfTheFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("x")
        let words = Self.hashes(5000, seed: 4).flatMap(\.significantFirst)
        for value: UInt32 in [5000, 5001, .max] {
            let slots = IndexSlots.divided(28)
            var writer = try IndexFileWriter(path: path)
            let rows = try HashRows(words: words)
            try unsafe writer.add(.front, 0, UnsafeRawBufferPointer(start: rows.rows.front, count: rows.count * 16))
            try unsafe writer.add(.back, 0, UnsafeRawBufferPointer(start: rows.rows.back, count: rows.count * 16))
            for (place, slot) in slots.enumerated() {
                var offsets = LittleEndianBytes()
                for number in 0..<slot.offsetBytes / 4 { offsets.put(number % 2 == 0 ? 0 : value) }
                try writer.add(.offsets, place, offsets.bytes)
                var postings = LittleEndianBytes()
                for _ in 0..<rows.count { postings.put(value) }
                if place > 0 { try writer.add(.postings, place, postings.bytes) }
            }
            _ = try writer.finish(IndexFile(hashes: rows.count, slots: slots, mark: nil, built: CommandRun.start))
            let index = try MappedIndex(path: path)
            let queries = Self.hashes(20, seed: 4)
            expect("hashing.index.damaged") {
                try index.matches(for: queries, within: 31, engine: .index)
            }
            #expect(try index.matches(for: queries, within: 0, engine: .scan).allSatisfy { $0.count == 1 })
        }
    }

    @Test func aFileThatIsWrittenToWhileMappedIsAnErrorAndNoFault() throws {
        let folder = try TemporaryFolder()
        for (number, damage) in ["cut", "emptied", "overwritten"].enumerated() {
            let (path, hashes) = try Self.written(70_000, in: folder)
            let index = try MappedIndex(path: path)
            if number < 2 { #expect(try index.matches(for: hashes[5], within: 31).count == 1) }
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            switch damage {
            case "cut": try handle.truncate(atOffset: 8192)
            case "emptied": try handle.truncate(atOffset: 0)
            default: try handle.write(contentsOf: [UInt8](repeating: 7, count: 1 << 20))
            }
            try handle.close()
            for engine in [SearchEngine.index, .scan] {
                do {
                    _ = try index.matches(for: Array(hashes.prefix(20)), within: 31, engine: engine)
                    Issue.record("\(damage) was not noticed")
                } catch let error as AllianceError {
                    #expect(["hashing.index.changed", "hashing.index.damaged"].contains(error.code))
                }
            }
            #expect(throws: AllianceError.self) { try index.verify() }
        }
    }

    @Test func theChecksumIsCastagnolis() {
        #expect(unsafe ck_crc32c(0, Array("123456789".utf8), 9) == 0xe306_9283)
        let bytes = TestRandomness(seed: 1).bytes(1000)
        let first = unsafe ck_crc32c(0, bytes, 333)
        let both = unsafe Array(bytes[333...]).withUnsafeBytes { unsafe ck_crc32c(first, $0.baseAddress, $0.count) }
        #expect(unsafe both == ck_crc32c(0, bytes, 1000))
    }

    @Test func aReplacedFileStaysAsItWasForWhoeverHasIt() throws {
        let folder = try TemporaryFolder()
        let (path, hashes) = try Self.written(5000, in: folder)
        let old = try MappedIndex(path: path)
        let others = Self.hashes(4000, seed: 9)
        try MappedIndex.write(others, to: path, built: CommandRun.start)
        #expect(try old.matches(for: hashes[17], within: 0).count == 1)
        #expect(try old.matches(for: others[17], within: 0).isEmpty)
        let new = try MappedIndex(path: path)
        #expect(try new.matches(for: others[17], within: 0).count == 1)
        #expect(try Files.names(in: folder.path) == ["pdq.index"])
    }
}

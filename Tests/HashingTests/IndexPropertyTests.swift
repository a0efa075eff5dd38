import AllianceKit
import Foundation
import Hashing
import TestKit
import Testing

/// The index finds what the scan finds, and the scan what comparing one by one finds, at every distance.
@Suite struct IndexPropertyTests {
    private static let isFull = ProcessInfo.processInfo.environment["ALLIANCE_FULL"] == "1"

    /// Hashes that are hard for an index, and queries that ask where it hurts.
    enum Kind: String, CaseIterable, Sendable {
        case random, clusters, allEqual, single, empty, sharedSlots, complements, allAlmostEqual
    }

    private struct Data {
        var hashes: [Hash256] = []
        var queries: [Hash256] = []
    }

    private static func hash(_ random: TestRandomness) -> Hash256 { Hash256(bytes: random.bytes(32))! }

    private static func moved(_ hash: Hash256, _ count: Int, _ random: TestRandomness) -> Hash256 {
        var changed = hash
        for bit in random.bytes(count) { changed[Int(bit)].toggle() }
        return changed
    }

    private static func complement(_ hash: Hash256) -> Hash256 {
        Hash256(word0: ~hash.word0, word1: ~hash.word1, word2: ~hash.word2, word3: ~hash.word3)
    }

    private static func data(_ kind: Kind, _ count: Int) -> Data {
        let random = TestRandomness(seed: UInt64(kind.rawValue.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        var data = Data()
        let centre = hash(random)
        switch kind {
        case .random: data.hashes = (0..<count).map { _ in hash(random) }
        case .clusters:
            while data.hashes.count < count {
                let middle = hash(random)
                for _ in 0..<Int(random.bytes(1)[0]) {
                    data.hashes.append(moved(middle, Int(random.bytes(1)[0]) % 41, random))
                }
            }
        case .allEqual: data.hashes = .init(repeating: centre, count: count)
        case .single: data.hashes = [centre]
        case .empty: break
        case .sharedSlots:
            // Half of each hash is the same, so that every bucket of half the slots holds everything.
            data.hashes = (0..<count).map { place in
                var made = hash(random)
                if place % 2 == 0 { (made.word3, made.word2) = (0, 0) } else { (made.word1, made.word0) = (.max, .max) }
                return made
            }
        case .complements:
            for _ in 0..<count / 2 {
                let made = hash(random)
                data.hashes += [made, complement(made)]
            }
        case .allAlmostEqual: data.hashes = (0..<count).map { _ in moved(centre, Int(random.bytes(1)[0]) % 3, random) }
        }
        data.queries = [Hash256(), hash(random), centre]
        for place in 0..<9 where !data.hashes.isEmpty {
            let known = data.hashes[(place * 7919) % data.hashes.count]
            data.queries.append(moved(known, place * 8, random))
        }
        data.queries.append(complement(data.hashes.last ?? centre))
        return data
    }

    @Test(arguments: Kind.allCases) func indexAndScanAgreeAtEveryDistance(kind: Kind) throws {
        let data = Self.data(kind, Self.isFull ? 200_000 : 3000)
        let folder = try TemporaryFolder()
        let index = HashIndex(data.hashes, engine: .index)
        try MappedIndex.write(data.hashes, to: folder.file("index"), built: CommandRun.start)
        let mapped = try MappedIndex(path: folder.file("index"))
        let distinct = Array(Set(data.hashes))
        #expect(index.count == distinct.count && mapped.count == distinct.count)
        for distance in 0...63 {
            let probed = index.matches(for: data.queries, within: distance, engine: .index)
            #expect(probed == index.matches(for: data.queries, within: distance, engine: .scan), "\(kind) \(distance)")
            #expect(try probed == mapped.matches(for: data.queries, within: distance), "mapped \(kind) \(distance)")
            guard distance % 9 == 4 || Self.isFull && distance % 3 == 1 else { continue }
            for (query, found) in zip(data.queries, probed) {
                let expected = Set(distinct.filter { $0.distance(to: query) <= distance })
                #expect(Set(found.map(\.hash)) == expected && found.count == expected.count)
                #expect(found.allSatisfy { $0.distance == $0.hash.distance(to: query) })
            }
        }
    }

    /// Beyond 63 bits there is only the scan, by filters up to 74 and one by one from there.
    @Test func greatDistances() {
        let data = Self.data(.clusters, 2000)
        let index = HashIndex(data.hashes, engine: .index)
        let distinct = Set(data.hashes)
        for distance in [64, 74, 75, 127, 128, 200, 255, 256, 1000] {
            for (query, found) in zip(data.queries, index.matches(for: data.queries, within: distance)) {
                #expect(Set(found.map(\.hash)) == distinct.filter { $0.distance(to: query) <= distance })
                #expect(found.count == Set(found.map(\.hash)).count)
            }
        }
        #expect(index.matches(for: data.queries, within: -1).joined().isEmpty)
        #expect(index.matches(for: [], within: 31).isEmpty)
    }

    @Test(arguments: ScanVariant.allCases.filter(\.isSupported)) func allInstructionSetsFindTheSame(
        variant: ScanVariant
    ) {
        for kind in [Kind.clusters, .sharedSlots, .allAlmostEqual] {
            let data = Self.data(kind, 1500)
            let index = HashIndex(data.hashes)
            for distance in [0, 7, 31, 38, 39, 63, 74, 75, 256] {
                let expected = index.matches(for: data.queries, within: distance, engine: .scan, variant: .plain)
                #expect(
                    index.matches(for: data.queries, within: distance, engine: .scan, variant: variant) == expected,
                    "\(variant) \(kind) \(distance)")
            }
        }
    }

    /// As large as a list whose index is chosen by itself.
    @Test func tablesOfALongList() {
        let data = Self.data(.clusters, 70_000)
        let index = HashIndex(data.hashes)
        for distance in [0, 5, 31, 40] {
            #expect(
                index.matches(for: data.queries, within: distance, engine: .index)
                    == index.matches(for: data.queries, within: distance, engine: .scan))
        }
    }
}

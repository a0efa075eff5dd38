import AllianceKit
import Cryptography
import TestKit
import Testing

@testable import Takedown

/// Lists of prefixes, and what changes them.
struct HashPrefixListTests {
    @Test func publishedPrefixes() throws {
        let rows = try JSONText.decode(Fixtures.bytes("url/rice.json"))["sha256Prefixes"]?.arrayValue ?? []
        #expect(rows.count == 3)
        for row in rows {
            var text = row["input"]?.stringValue ?? ""
            if let part = row["inputRepeat"] {
                text = String(repeating: part["text"]?.stringValue ?? "", count: Int(part["times"]?.integerValue ?? 0))
            }
            let prefix = try #require(row["prefix"]?.stringValue)
            #expect(Hex.encode(ExpressionHasher().digest(text)).hasPrefix(prefix))
        }
    }

    @Test(arguments: HashPrefixList.lengths)
    func holdsWhatItWasMadeOf(length: Int) throws {
        var random = SplitMix(seed: UInt64(length))
        for size in [0, 1, 2, 3, 7, 500] {
            let digests = (0..<size).map { _ in random.bytes(32) }
            let list = try HashPrefixList.make(of: digests + digests.prefix(2), prefixLength: length)
            #expect(list.count == size)
            #expect(digests.allSatisfy { list.contains($0) })
            for _ in 0..<200 { #expect(!list.contains(random.bytes(32))) }
            #expect(try HashPrefixList(sorted: list.bytes, prefixLength: length) == list)
            #expect(list.checksum == Digester.digest(.sha256, of: list.bytes))
        }
    }

    /// Neighbours that differ in their last byte only, and all of them in one group.
    @Test(arguments: HashPrefixList.lengths)
    func neighboursAreToldApart(length: Int) throws {
        let digests = (0..<128).map { place in
            (0..<32).map { $0 == length - 1 ? UInt8(place * 2) : UInt8(7) }
        }
        let list = try HashPrefixList.make(of: digests.shuffled(), prefixLength: length)
        #expect(list.count == 128)
        for place in 0..<128 {
            var digest = digests[place]
            #expect(list.contains(digest))
            digest[length - 1] += 1
            #expect(!list.contains(digest))
        }
    }

    @Test func whatIsNoListIsRefused() {
        func code(_ body: () throws -> HashPrefixList) -> String? {
            #expect(throws: AllianceError.self) { _ = try body() }?.code
        }
        #expect(
            code { try HashPrefixList(sorted: [1, 2, 3, 4, 1, 2, 3, 4], prefixLength: 4) } == "takedown.prefixes.order")
        #expect(
            code { try HashPrefixList(sorted: [2, 0, 0, 0, 1, 0, 0, 0], prefixLength: 4) } == "takedown.prefixes.order")
        #expect(code { try HashPrefixList(sorted: [1, 2, 3], prefixLength: 4) } == "takedown.prefixes.length")
        #expect(code { try HashPrefixList(sorted: [], prefixLength: 5) } == "takedown.prefixes.length")
        #expect(code { try HashPrefixList.make(of: [[1, 2, 3, 4]], prefixLength: 4) } == "takedown.prefixes.digest")
    }

    /// Any state leads to any other, and an update is refused where it does not belong.
    @Test func updatesLeadFromStateToState() throws {
        var random = SplitMix(seed: 3)
        let pool = (0..<40).map { _ in random.bytes(32) }
        for length in [4, 32] {
            for _ in 0..<40 {
                let states = try (0..<2).map { _ in
                    let count = Int(random.next() % 40)
                    return try HashPrefixList.make(
                        of: pool.shuffled(using: &random).prefix(count), prefixLength: length)
                }
                let update = try HashPrefixUpdate(from: states[0], to: states[1])
                #expect(try update.apply(to: states[0]) == states[1])
                if states[0] != states[1] {
                    let error = #expect(throws: AllianceError.self) { try update.apply(to: states[1]) }
                    #expect(error?.code == "takedown.prefixes.base")
                }
            }
        }
    }

    @Test func updatesThatCannotBeAreNamed() throws {
        let old = try HashPrefixList(sorted: [1, 0, 0, 0, 2, 0, 0, 0], prefixLength: 4)
        let none = try HashPrefixList(sorted: [], prefixLength: 4)
        func code(_ removals: [UInt32], _ additions: HashPrefixList) -> String? {
            let update = HashPrefixUpdate(
                removals: removals, additions: additions, base: old.checksum, checksum: none.checksum)
            return #expect(throws: AllianceError.self) { try update.apply(to: old) }?.code
        }
        #expect(code([2], none) == "takedown.prefixes.removal")
        #expect(code([], try HashPrefixList(sorted: [2, 0, 0, 0], prefixLength: 4)) == "takedown.prefixes.addition")
        #expect(code([0], none) == "takedown.prefixes.checksum")
        #expect(
            code([0], try HashPrefixList(sorted: [UInt8](repeating: 1, count: 8), prefixLength: 8))
                == "takedown.prefixes.length")
    }
}

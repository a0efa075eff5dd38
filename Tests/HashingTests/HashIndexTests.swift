import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct HashIndexTests {
    private func hash(_ random: TestRandomness) -> Hash256 { Hash256(bytes: random.bytes(32))! }

    /// The hash with so many bits changed.
    private func near(_ hash: Hash256, _ count: Int, _ random: TestRandomness) -> Hash256 {
        var changed = hash
        var bits: Set<Int> = []
        while bits.count < count { bits.insert(Int(random.bytes(1)[0])) }
        for bit in bits { changed[bit].toggle() }
        return changed
    }

    @Test(arguments: [0, 1, 3, 4095, 4096, 4097, 9000])
    func equalsTheNaiveSearch(count: Int) {
        let random = TestRandomness(seed: UInt64(count) + 5)
        let centre = hash(random)
        var stored = (0..<count).map { _ in hash(random) }
        for distance in stride(from: 0, to: min(count, 60), by: 1) { stored[distance] = near(centre, distance, random) }
        let index = HashIndex(stored + stored.prefix(5))
        #expect(index.count == Set(stored).count)
        for distance in [0, 1, 16, 31, 32, 63, 255, 256] {
            let found = index.matches(for: centre, within: distance)
            let expected = Set(stored.filter { $0.distance(to: centre) <= distance })
            #expect(Set(found.map(\.hash)) == expected)
            #expect(found.count == expected.count)
            #expect(found.allSatisfy { $0.distance == $0.hash.distance(to: centre) })
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.distance <= $1.distance })
        }
    }

    @Test func edges() {
        let zero = Hash256()
        let ones = Hash256(word0: .max, word1: .max, word2: .max, word3: .max)
        let index = HashIndex([ones, zero, ones])
        #expect(index.matches(for: zero, within: 256).map(\.distance) == [0, 256])
        #expect(index.matches(for: zero, within: 255).map(\.hash) == [zero])
        #expect(index.matches(for: zero, within: -1).isEmpty)
        #expect(HashIndex([]).matches(for: zero, within: 256).isEmpty)
    }
}

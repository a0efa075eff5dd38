import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct SeriesFinderTests {
    let random = TestRandomness(seed: 17)

    private func hash() -> Hash256 { Hash256(bytes: random.bytes(32))! }

    /// The hash with so many bits flipped, from one place on.
    private func flipped(_ hash: Hash256, _ bits: Range<Int>) -> Hash256 {
        var hash = hash
        for bit in bits { hash[bit].toggle() }
        return hash
    }

    @Test func groupsEqualThoseOfAPlainSearch() async throws {
        for distance in [0, 7, 31, 63] {
            var hashes: [Hash256] = []
            for _ in 0..<40 {
                let centre = hash()
                for _ in 0..<Int(random.bytes(1)[0] % 6) {
                    let start = Int(random.bytes(1)[0]) % 200
                    hashes.append(flipped(centre, start..<(start + Int(random.bytes(1)[0]) % 40)))
                }
                hashes.append(centre)
            }
            hashes += hashes.prefix(20)
            let found = try await SeriesFinder(maxDistance: distance, jobs: 2).series(of: hashes)
            #expect(found.map(\.members) == plain(hashes, distance))
        }
    }

    /// Flood fill over all pairs.
    private func plain(_ hashes: [Hash256], _ distance: Int) -> [[Hash256]] {
        var left = Set(hashes)
        var groups: [[Hash256]] = []
        while let first = left.popFirst() {
            var group = [first]
            var open = [first]
            while let next = open.popLast() {
                let near = left.filter { $0.distance(to: next) <= distance }
                left.subtract(near)
                group += near
                open += near
            }
            if group.count > 1 { groups.append(group.sorted { $0.hex < $1.hex }) }
        }
        return groups.sorted { $0[0].hex < $1[0].hex }
    }

    @Test func theSameMembersGiveTheSameIdentityInAnyOrder() async throws {
        let centre = hash()
        let hashes = [centre, flipped(centre, 0..<5), flipped(centre, 100..<120)]
        let one = try await SeriesFinder().series(of: hashes)
        let other = try await SeriesFinder().series(of: hashes.reversed() + hashes)
        #expect(one == other && one.count == 1)
        let smallest = try #require(hashes.map(\.hex).min())
        #expect(one.first?.id.text == "series_\(smallest.prefix(32))")
        #expect(one.first?.members.count == 3)
    }

    @Test func spreadIsMeasuredFromTheCentre() async throws {
        let centre = hash()
        let near = (0..<9).map { flipped(centre, ($0 * 10)..<($0 * 10 + 8)) }
        let close = try #require(try await SeriesFinder().series(of: near + [centre]).first)
        #expect(close.spread == 8 && !close.isChained)
        // A chain: each link is near the one before, the ends are far apart.
        let chain = (0..<8).map { flipped(centre, 0..<($0 * 30)) }
        let long = try #require(try await SeriesFinder().series(of: chain).first)
        #expect(long.members.count == 8 && long.isChained && long.spread > 31)
    }

    @Test func fewHashesAndSmallGroups() async throws {
        #expect(try await SeriesFinder().series(of: []).isEmpty)
        let one = hash()
        #expect(try await SeriesFinder().series(of: [one, one]).isEmpty)
        #expect(try await SeriesFinder(minSize: 1).series(of: [one, one]).map(\.members) == [[one]])
        let pair = [one, flipped(one, 3..<4)]
        #expect(try await SeriesFinder(minSize: 3).series(of: pair).isEmpty)
        #expect(try await SeriesFinder(maxDistance: 0).series(of: pair).isEmpty)
        #expect(try await SeriesFinder(maxDistance: 1).series(of: pair).count == 1)
    }
}

import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct VideoMatchTests {
    private static func frames(_ count: Int, seed: UInt64, quality: Int = 100) -> [VideoFrameHash] {
        var state = seed
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
        return (0..<count).map {
            VideoFrameHash(
                frame: $0, hash: Hash256(word0: next(), word1: next(), word2: next(), word3: next()), quality: quality,
                timestamp: Double($0) / 30)
        }
    }

    private static func flipped(_ frame: VideoFrameHash, _ bits: Int) -> VideoFrameHash {
        var other = frame
        for bit in 0..<bits { other.hash[bit * 7].toggle() }
        return other
    }

    @Test func theDistanceIsInclusive() {
        let first = Self.frames(10, seed: 1)
        let near = VideoHashes(frames: first.map { Self.flipped($0, 31) })
        let far = VideoHashes(frames: first.map { Self.flipped($0, 32) })
        let query = VideoHashes(frames: first)
        #expect(VideoMatchRule().compare(query, with: near).queryPercent == 100)
        #expect(VideoMatchRule().compare(query, with: far).queryPercent == 0)
        // What the reference's C++ code does with its strict comparison.
        #expect(VideoMatchRule(distance: 30).compare(query, with: near).isMatch == false)
    }

    @Test func percentagesEachWay() {
        let part = Self.frames(40, seed: 2)
        let whole = VideoHashes(frames: Self.frames(60, seed: 3) + part + Self.frames(100, seed: 4))
        let match = VideoMatchRule().compare(VideoHashes(frames: part), with: whole)
        #expect(match.queryPercent == 100 && match.comparedPercent == 20)
        #expect(match.isMatch)
        #expect(
            !VideoMatchRule(queryPercent: 0, comparedPercent: 80).compare(VideoHashes(frames: part), with: whole)
                .isMatch)
        let back = VideoMatchRule().compare(whole, with: VideoHashes(frames: part))
        #expect(back.queryPercent == 20 && back.comparedPercent == 100 && !back.isMatch)
    }

    @Test func poorFramesAreDroppedAndEqualOnesCountOnce() {
        let good = Self.frames(4, seed: 5)
        let query = VideoHashes(frames: good + good + good + Self.frames(100, seed: 6, quality: 49))
        let match = VideoMatchRule().compare(query, with: VideoHashes(frames: Array(good.prefix(1))))
        #expect(match.queryFrames == 4 && match.queryFound == 1 && match.queryPercent == 25)
        #expect(query.distinct.map(\.frame) == [0, 1, 2, 3])
    }

    @Test func nothingMatchesNothing() {
        let poor = VideoHashes(frames: Self.frames(3, seed: 7, quality: 10))
        let rule = VideoMatchRule(queryPercent: 0, comparedPercent: 0)
        #expect(!rule.compare(poor, with: poor).isMatch)
        #expect(!rule.compare(VideoHashes(frames: []), with: VideoHashes(frames: Self.frames(3, seed: 8))).isMatch)
    }

    /// The same as comparing each with each, at every distance that matters and for videos out of step.
    @Test(arguments: [0, 8, 31, 90, 110, 128, 255]) func likeThePlainRule(distance: Int) {
        let base = Self.frames(150, seed: 9)
        let copy = base.reversed().enumerated().map { Self.flipped($1, $0 % 36) } + Self.frames(50, seed: 10)
        let rule = VideoMatchRule(distance: distance)
        let match = rule.compare(VideoHashes(frames: base), with: VideoHashes(frames: copy))
        func plain(_ some: [VideoFrameHash], _ others: [VideoFrameHash]) -> Int {
            some.count { one in others.contains { one.hash.distance(to: $0.hash) <= distance } }
        }
        #expect(match.queryFound == plain(base, copy) && match.comparedFound == plain(copy, base))
    }

    @Test func aStillVideoIsCheap() {
        // A hundred thousand frames that are all near to one another.
        let frames = (0..<100_000).map { place in
            var hash = Hash256(word0: 0x5555, word1: 0x1234_5678, word2: 77, word3: 99)
            for bit in 0..<17 where place >> bit & 1 == 1 { hash[bit * 3].toggle() }
            return VideoFrameHash(frame: place, hash: hash, quality: 100, timestamp: Double(place) / 30)
        }
        let match = VideoMatchRule().compare(VideoHashes(frames: frames), with: VideoHashes(frames: frames))
        #expect(match.queryFound == 100_000 && match.isMatch)
    }
}

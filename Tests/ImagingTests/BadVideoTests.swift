import AllianceKit
import Imaging
import TestKit
import Testing

@Suite struct BadVideoTests {
    /// Reads all there is and gives the code of what was wrong, and how many frames came.
    private func outcome(_ source: VideoSource, _ limits: VideoLimits = VideoLimits()) -> (code: String?, frames: Int) {
        var count = 0
        do {
            let frames = try VideoFrames(source, limits: limits)
            while let _ = try frames.next() { count += 1 }
            return (frames.fault?.code, count)
        } catch {
            return (error.code, count)
        }
    }

    private func bytes(_ name: String) throws -> [UInt8] { try Fixtures.bytes("video/\(name)") }

    @Test func nothingAndNonsense() throws {
        #expect(outcome(.bytes([])).code == "imaging.empty")
        #expect(outcome(.bytes([UInt8](repeating: 0, count: 5000))).code == "imaging.video.unknown")
        #expect(outcome(.bytes(Array("just some prose\n".utf8))).code == "imaging.video.unknown")
        // A picture stays a picture whatever it is called.
        let picture = try Fixtures.bytes("pdq/images/png-gray8-256x256.png")
        #expect(outcome(.bytes(picture)).code == "imaging.video.unknown")
    }

    @Test(arguments: VideoFramesTests.videos) func cutVideosGiveWhatCame(name: String) throws {
        let whole = try bytes(name)
        let half = outcome(.bytes(Array(whole.prefix(whole.count / 2))))
        #expect(half.frames < 30)
        #expect(half.code?.hasPrefix("imaging.video.") == true)
        for count in [1, 11, 40, 200, 700] {
            let cut = outcome(.bytes(Array(whole.prefix(count))))
            #expect(cut.code?.hasPrefix("imaging.video.") == true, "\(count): \(cut)")
        }
    }

    @Test func anMP4CutAfterItsIndexIsTruncated() throws {
        let whole = try bytes("fractal-h264.mp4")
        let cut = outcome(.bytes(Array(whole.prefix(whole.count * 3 / 4))))
        #expect(cut.code == "imaging.video.truncated" && cut.frames > 5)
    }

    /// Wherever a file is cut, that is said, through a pipe too; the whole file is not cut.
    @Test(arguments: VideoFramesTests.videos) func everyCutIsSaid(name: String) throws {
        let whole = try bytes(name)
        for count in stride(from: whole.count / 3, to: whole.count * 19 / 20, by: max(1, whole.count / 40)) {
            #expect(outcome(.bytes(Array(whole.prefix(count)))).code != nil, "\(count) of \(whole.count)")
        }
        #expect(outcome(.bytes(whole)).code == nil)
        let cut = Array(whole.prefix(whole.count * 2 / 3))
        #expect(try PipeFeeder.feed(cut) { outcome(.descriptor($0)).code } != nil)
        #expect(try PipeFeeder.feed(whole) { outcome(.descriptor($0)).code } == nil)
    }

    @Test func damageIsSaid() throws {
        var spoilt = try bytes("fractal-h264.mp4")
        for place in stride(from: spoilt.count / 2, to: spoilt.count * 3 / 4, by: 7) { spoilt[place] ^= 0x5a }
        let found = outcome(.bytes(spoilt))
        #expect(found.code == "imaging.video.damaged" && found.frames > 5)
    }

    @Test func anIndexAtTheEndCannotComeThroughAPipe() throws {
        // The boxes of the committed file in another order, and more between them than any buffer holds.
        let (start, movie, rest) = try boxes(bytes("fractal-h264.mp4"))
        let free: [UInt8] = [0, 8, 0, 0] + Array("free".utf8) + [UInt8](repeating: 0, count: 0x80000 - 8)
        let moved = start + rest + free + movie
        let code = try PipeFeeder.feed(moved) { outcome(.descriptor($0)).code }
        #expect(code == "imaging.video.index-at-end")
    }

    /// ftyp; moov; everything after.
    private func boxes(_ bytes: [UInt8]) throws -> ([UInt8], [UInt8], [UInt8]) {
        func size(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        let first = size(0)
        let second = size(first)
        try #require(Array(bytes[first + 4..<first + 8]) == Array("moov".utf8))
        return (Array(bytes[..<first]), Array(bytes[first..<first + second]), Array(bytes[(first + second)...]))
    }

    @Test func limits() throws {
        let video = VideoSource.bytes(try bytes("fractal-h264.mp4"))
        #expect(outcome(video, VideoLimits(duration: 2)).code == "imaging.video.too-long")
        #expect(outcome(video, VideoLimits(pixels: 10_000)).code == "imaging.video.pixels.too-many")
        #expect(outcome(video, VideoLimits(side: 128)).code == "imaging.video.pixels.too-many")
        #expect(outcome(video, VideoLimits(streams: 1)).code == "imaging.video.streams.too-many")
        #expect(outcome(video, VideoLimits(frames: 20)).code == "imaging.video.frames.too-many")
        #expect(outcome(video, VideoLimits(processorSeconds: 0)).code == "imaging.video.time")
        let all = try bytes("fractal-vp9.webm")
        let code = try PipeFeeder.feed(all) { outcome(.descriptor($0), VideoLimits(bytes: 9000)).code }
        #expect(code == "imaging.bytes.too-many")
    }

    /// A claimed duration of a day is refused before a frame is decoded.
    @Test func aLyingDuration() throws {
        var lying = try bytes("fractal-h264.mp4")
        let name = Array("mvhd".utf8)
        let place = try #require((0..<lying.count - 40).first { Array(lying[$0..<$0 + 4]) == name })
        // Version 0: time scale at 12, duration at 16 behind the box's name.
        let scale = lying[place + 16..<place + 20].reduce(0) { $0 << 8 | Int($1) }
        let claimed = scale * 86_400
        for (offset, shift) in [24, 16, 8, 0].enumerated() {
            lying[place + 20 + offset] = UInt8(truncatingIfNeeded: claimed >> shift)
        }
        let found = outcome(.bytes(lying))
        #expect(found.code == "imaging.video.too-long" && found.frames == 0)
    }

    @Test func hugeDimensions() throws {
        // Width and height in the sample description; the decoder's own header says 160 x 120.
        var lying = try bytes("fractal-mpeg4.avi")
        let name = Array("strf".utf8)
        let place = try #require((0..<lying.count - 60).first { Array(lying[$0..<$0 + 4]) == name })
        for offset in [12, 16] { lying.replaceSubrange(place + offset..<place + offset + 4, with: [0xff, 0xff, 0, 0]) }
        #expect(outcome(.bytes(lying)).code == "imaging.video.pixels.too-many")
    }

    @Test func randomDamageNeverTraps() throws {
        var state: UInt64 = 7
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 40)
        }
        let limits = VideoLimits(duration: 60, frames: 200, pixels: 1_000_000, processorSeconds: 5)
        for name in VideoFramesTests.videos {
            let whole = try bytes(name)
            for _ in 0..<25 {
                var spoilt = whole
                for _ in 0...(next() % 20) { spoilt[next() % spoilt.count] = UInt8(truncatingIfNeeded: next()) }
                for _ in 0...(next() % 4) { spoilt[next() % 1500] = UInt8(truncatingIfNeeded: next()) }
                let found = outcome(.bytes(spoilt), limits)
                #expect(found.code != nil || found.frames > 0)
            }
        }
    }
}

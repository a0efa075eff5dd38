import AllianceKit
import Foundation
import Hashing
import Imaging
import TestKit
import Testing

@Suite struct VideoHashTests {
    static let names = ["fractal-h264.mp4", "fractal-vp9.webm", "fractal-mpeg4.avi"]

    static func expected(_ name: String) throws -> [VideoFrameHash] {
        let file = String(name.prefix { $0 != "." }) + ".vpdq.txt"
        var input = InputFile(name: file, bytes: try Fixtures.bytes("video/\(file)"))
        var frames: [VideoFrameHash] = []
        try VideoHashTextImporter().read(&input) { frames.append(try $0.get()) }
        return frames
    }

    static func compute(_ name: String, _ options: VideoHashOptions = VideoHashOptions()) throws -> VideoHashes {
        try VideoHashes.compute(.bytes(try Fixtures.bytes("video/\(name)")), options: options)
    }

    @Test(arguments: names) func everyFrameEqualsTheReference(name: String) throws {
        let hashes = try Self.compute(name)
        #expect(hashes.frames == (try Self.expected(name)))
        #expect(hashes.fault == nil && hashes.profile == .full && hashes.size == .full)
    }

    @Test(arguments: [(1.0, 10), (2.0, 5), (0.5, 20), (3.0, 3), (50.0, 1)])
    func framesASecond(count: Double, step: Int) throws {
        let name = Self.names[0]
        let hashes = try Self.compute(name, VideoHashOptions(selection: .perSecond(count)))
        #expect(hashes.frames == (try Self.expected(name)).filter { $0.frame % step == 0 })
    }

    @Test(arguments: names) func keyFramesAreAmongAllFrames(name: String) throws {
        let all = Set(try Self.expected(name))
        let hashes = try Self.compute(name, VideoHashOptions(selection: .keyFrames))
        #expect(!hashes.frames.isEmpty && hashes.frames.count <= 5)
        #expect(hashes.frames.allSatisfy { all.contains($0) })
    }

    @Test func grayFramesAreNear() throws {
        for name in Self.names {
            let gray = try Self.compute(name, VideoHashOptions(size: .gray512))
            let full = try Self.expected(name)
            #expect(gray.size == .gray512 && gray.frames.count == full.count)
            for (one, other) in zip(gray.frames, full) { #expect(one.hash.distance(to: other.hash) <= 8) }
        }
    }

    @Test func scenesLeaveOutWhatHardlyMoves() throws {
        let all = try Self.expected(Self.names[0])
        let hashes = try Self.compute(Self.names[0], VideoHashOptions(sceneDistance: 8))
        #expect(hashes.frames.count < all.count && hashes.frames.count + hashes.skipped == all.count)
        #expect(hashes.frames.first == all.first)
        for (one, next) in zip(hashes.frames, hashes.frames.dropFirst()) {
            #expect(one.hash.distance(to: next.hash) > 8)
        }
    }

    @Test(arguments: names) func digestsOfAFileAndOfAPipe(name: String) throws {
        let bytes = try Fixtures.bytes("video/\(name)")
        let plain = FileHashes.compute(bytes, options: HashOptions(algorithms: HashAlgorithms([.md5, .sha1, .sha256])))
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: Fixtures.path("video/\(name)")))
        let file = try FileHashes.computeVideo(handle.fileDescriptor)
        let piped = try PipeFeeder.feed(Array(bytes[3000...])) {
            try FileHashes.computeVideo($0, read: Array(bytes[..<3000]))
        }
        for hashes in [file, piped] {
            #expect(hashes.digests == plain.digests && hashes.byteCount == bytes.count)
            #expect(hashes.video?.frames == (try Self.expected(name)))
            #expect(hashes.width == 160 && hashes.height == 120 && hashes.pictureError == nil)
        }
    }

    @Test func timesHaveThreeDecimals() {
        func text(_ seconds: Double) -> String {
            VideoFrameHash(frame: 0, hash: Hash256(), quality: 0, timestamp: seconds).timestampText
        }
        #expect(
            text(0) == "0.000" && text(1.0 / 30) == "0.033" && text(59.9996) == "60.000" && text(7200.05) == "7200.050")
    }
}

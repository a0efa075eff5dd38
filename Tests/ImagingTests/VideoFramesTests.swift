import AllianceKit
import Glibc
import Imaging
import TestKit
import Testing

@Suite struct VideoFramesTests {
    static let videos = ["fractal-h264.mp4", "fractal-vp9.webm", "fractal-mpeg4.avi"]

    @Test(arguments: zip(videos, ["h264", "vp9", "mpeg4"]))
    func whatTheContainerSays(name: String, codec: String) throws {
        let frames = try VideoFrames(.bytes(try Fixtures.bytes("video/\(name)")))
        #expect(frames.info.codec == codec)
        #expect(frames.info.width == 160 && frames.info.height == 120)
        #expect(abs((frames.info.frameRate ?? 0) - 10) < 0.001)
        #expect(abs((frames.info.duration ?? 0) - 3) < 0.15)
    }

    @Test(arguments: videos) func allFramesWithTheirTimes(name: String) throws {
        let frames = try VideoFrames(.bytes(try Fixtures.bytes("video/\(name)")))
        var times: [Double] = []
        while let frame = try frames.next() {
            #expect(frame.index == times.count)
            times.append(frame.seconds ?? -1)
        }
        #expect(times.count == 30)
        for (place, time) in times.enumerated() { #expect(abs(time - Double(place) / 10) < 0.002) }
        #expect(frames.fault == nil)
    }

    @Test(arguments: videos) func memoryFileAndPipeGiveTheSamePixels(name: String) throws {
        let bytes = try Fixtures.bytes("video/\(name)")
        let path = Fixtures.path("video/\(name)")
        let memory = try Self.pixels(VideoFrames(.bytes(bytes)))
        let file = unsafe open(path, O_RDONLY)
        defer { close(file) }
        #expect(try Self.pixels(VideoFrames(.descriptor(file))) == memory)
        // The file's own place is not moved.
        #expect(lseek(file, 0, SEEK_CUR) == 0)

        var seen: [UInt8] = []
        let start = Array(bytes[..<100])
        let piped = try PipeFeeder.feed(Array(bytes[100...])) { reading in
            try Self.pixels(VideoFrames(.pipe(reading, read: start) { seen += $0 }))
        }
        #expect(piped == memory)
        #expect(seen == Array(bytes[..<seen.count]) && !seen.isEmpty)
    }

    @Test func keyFramesOnly() throws {
        let bytes = try Fixtures.bytes("video/fractal-h264.mp4")
        let frames = try VideoFrames(.bytes(bytes), keyFramesOnly: true)
        var times: [Double] = []
        while let frame = try frames.next() { times.append(frame.seconds ?? -1) }
        #expect(times == [0, 1, 2])
        #expect(frames.fault == nil)
    }

    @Test func scaledAndGray() throws {
        let frames = try VideoFrames(.bytes(try Fixtures.bytes("video/fractal-vp9.webm")))
        _ = try #require(try frames.next())
        let gray = try frames.picture(.gray, width: 512, height: 512)
        #expect(gray.layout == .gray && gray.samples.count == 512 * 512)
        #expect(Set(gray.samples).count > 20)
        let small = try frames.picture(.rgb, width: 33, height: 7)
        #expect(small.width == 33 && small.height == 7)
    }

    /// The samples of the first frames.
    static func pixels(_ frames: VideoFrames) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        while let _ = try frames.next() { all.append(try frames.picture().samples) }
        return all
    }
}

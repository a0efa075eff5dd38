import AllianceKit
import Foundation
import Hashing
import Imaging
import TestKit
import Testing

/// Fresh videos, made by the `ffmpeg` command, against the frames it decodes itself.
@Suite(.enabled(if: ExternalTool.exists("ffmpeg"), "ffmpeg is not installed: apt-get install ffmpeg"))
struct VideoFFmpegTests {
    static let kinds: [[String]] = [
        ["mp4", "-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p"],
        ["mov", "-c:v", "mjpeg", "-pix_fmt", "yuvj422p"], ["mkv", "-c:v", "libx264", "-pix_fmt", "yuv444p"],
        ["webm", "-c:v", "libvpx", "-b:v", "300k"], ["avi", "-c:v", "mpeg4"], ["ts", "-c:v", "mpeg2video"],
        ["mpg", "-c:v", "mpeg1video"], ["flv", "-c:v", "flv"], ["wmv", "-c:v", "wmv2"],
    ]

    private func make(_ kind: [String], in folder: TemporaryFolder, size: String = "176x144") throws -> String {
        let path = folder.file("clip.\(kind[0])")
        let ffmpeg = try #require(ExternalTool.path("ffmpeg"))
        let source = "testsrc2=size=\(size):rate=25,noise=alls=8:allf=t"
        let made = try ExternalTool.run(
            ffmpeg,
            ["-hide_banner", "-loglevel", "error", "-y", "-f", "lavfi", "-i", source, "-t", "2", "-g", "12"]
                + kind.dropFirst() + [path])
        try #require(made.exitCode == 0, "\(made.errors)")
        return path
    }

    /// The frames as the command writes them, red, green and blue.
    private func frames(of path: String, in folder: TemporaryFolder, _ width: Int, _ height: Int) throws -> [Picture] {
        let raw = folder.file("raw.rgb")
        let ffmpeg = try #require(ExternalTool.path("ffmpeg"))
        let done = try ExternalTool.run(
            ffmpeg,
            [
                "-hide_banner", "-loglevel", "error", "-y", "-threads", "1", "-i", path, "-fps_mode", "passthrough",
                "-sws_flags", "area", "-f", "rawvideo", "-pix_fmt", "rgb24", raw,
            ])
        try #require(done.exitCode == 0, "\(done.errors)")
        let bytes = try Files.read(raw)
        let size = width * height * 3
        try #require(bytes.count % size == 0)
        return stride(from: 0, to: bytes.count, by: size).compactMap {
            Picture(width: width, height: height, layout: .rgb, samples: Array(bytes[$0..<$0 + size]))
        }
    }

    @Test(arguments: kinds) func framesEqualThoseOfTheCommand(kind: [String]) throws {
        let folder = try TemporaryFolder()
        let path = try make(kind, in: folder)
        let hashes = try VideoHashes.compute(.bytes(try Files.read(path)))
        let expected = try frames(of: path, in: folder, 176, 144).map { PDQ.hash(of: $0) }
        #expect(hashes.fault == nil)
        #expect(expected.count >= 48 && hashes.frames.count == expected.count)
        #expect(hashes.frames.map(\.hash) == expected.map(\.hash))
        #expect(hashes.frames.map(\.quality) == expected.map(\.quality))
    }

    @Test func oddSizesAndAPipe() throws {
        let folder = try TemporaryFolder()
        let path = try make(["mkv", "-c:v", "libx264", "-pix_fmt", "yuv444p"], in: folder, size: "334x118")
        let bytes = try Files.read(path)
        let expected = try frames(of: path, in: folder, 334, 118).map { PDQ.hash(of: $0).hash }
        #expect(try VideoHashes.compute(.bytes(bytes)).frames.map(\.hash) == expected)
        let piped = try PipeFeeder.feed(bytes) { try VideoHashes.compute(.descriptor($0)) }
        #expect(piped.frames.map(\.hash) == expected)
    }

    /// The driver decodes in its locked-down worker; the command's frames through a pipe and from a file are the same.
    @Test func theDriversWorker() throws {
        let folder = try TemporaryFolder()
        let path = try make(Self.kinds[0], in: folder)
        let here = try VideoHashes.compute(.bytes(try Files.read(path)))
        let run = try AllianceRun.run(["hashing", "video", "compute", "--to", "vpdq", path])
        #expect(run.exitCode == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines == here.frames.map { "\($0.frame),\($0.quality),\($0.hash.hex),\($0.timestampText)" })
    }
}

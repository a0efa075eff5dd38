import AllianceKit
import CommandLineKit
import Hashing
import TestKit
import Testing

/// Videos among the files that other commands hash.
@Suite struct VideoLookupTests {
    private let path = Fixtures.path("video/fractal-h264.mp4")

    @Test func computeTellsAVideoByItsContent() async throws {
        let folder = try TemporaryFolder()
        let renamed = folder.file("picture.jpg")
        try Files.write(try Files.read(path), to: renamed)
        for (words, count) in [([renamed], 3), (["--video-frames", "every", renamed], 30)] {
            let run = await CommandRun.run(
                HashingWorkspace.command("compute"), words, plugins: [HashingPlugin.self], format: .ndjson)
            #expect(run.exitCode == .done, "\(run.errors)")
            let record = try run.record()
            #expect(record["hashes"]?.arrayValue?.count == count && record["video"]?["codec"] == "h264")
            #expect(record["pdq"] == nil && record["sha256"]?.stringValue?.count == 64)
        }
    }
}

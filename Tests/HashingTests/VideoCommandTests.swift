import AllianceKit
import CommandLineKit
import Hashing
import TestKit
import Testing

@Suite struct VideoCommandTests {
    private func run(_ name: String, _ words: [String], format: OutputFormat = .ndjson) async -> CommandRun {
        let group = HashingPlugin.commandGroups.first { $0.name == "video" }!
        let command = group.commands.first { $0.name == name }!
        return await CommandRun.run(command, words, plugins: [HashingPlugin.self], format: format)
    }

    private func path(_ name: String) -> String { Fixtures.path("video/\(name)") }

    @Test func everythingAboutAVideo() async throws {
        let run = await run("compute", [path("fractal-vp9.webm")])
        #expect(run.exitCode == .done)
        let record = try run.record()
        #expect(
            record.names == [
                "path", "bytes", "width", "height", "md5", "sha1", "sha256", "video", "frames", "selection", "hashes",
            ])
        #expect(record["frames"] == 30 && record["width"] == 160 && record["selection"] == "every")
        #expect(record["video"]?["codec"] == "vp9" && record["video"]?["pdqProfile"] == "full")
        #expect(record["hashes"]?.arrayValue?.first == .string(try VideoHashTests.expected("fractal-vp9.webm")[0].text))
    }

    @Test(arguments: VideoHashTests.names) func theTextFormIsTheReferences(name: String) async throws {
        let run = await run("compute", ["--to", "vpdq", path(name)])
        #expect(run.output == (try Fixtures.text("video/\(name.prefix { $0 != "." }).vpdq.txt")))
    }

    @Test func theJSONFormReadsBack() async throws {
        let run = await run("compute", ["--to", "vpdq-json", "--frames", "1", path("fractal-h264.mp4")])
        let json = try #require(try JSONText.decode(Array(run.output.utf8)).arrayValue)
        #expect(json.count == 3 && json[1].stringValue?.hasSuffix(",100,1.000") == true)
    }

    @Test func badFilesAreNamedAndTheOthersDone() async throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("prose.mp4", "no video at all, whatever it is called")
        let run = await run("compute", [text, "/nowhere/x.mp4", folder.path, path("fractal-h264.mp4")])
        #expect(run.exitCode == .partial)
        let records = try run.records()
        #expect(
            records.map { $0["error"]?["code"] } == ["imaging.video.unknown", "file.open", "file.directory", nil])
        // Digests are given of whatever can be read.
        #expect(records[0]["sha256"]?.stringValue?.count == 64)
        #expect(run.errors.contains("prose.mp4"))
    }

    @Test func compareVideosAndKeptHashes() async throws {
        let folder = try TemporaryFolder()
        let json = await run("compute", ["--to", "vpdq-json", path("fractal-h264.mp4")])
        let kept = try folder.write("kept.json", json.output)
        for other in [path("fractal-mpeg4.avi"), path("fractal-mpeg4.vpdq.txt"), kept] {
            let record = try await run("compare", [path("fractal-h264.mp4"), other]).record()
            #expect(record["match"] == true && record["queryPercent"]?.doubleValue == 100, "\(other)")
        }
        let strict = try await run("compare", ["--max-distance", "0", kept, path("fractal-vp9.vpdq.txt")]).record()
        #expect(strict["match"] == false)
    }

    @Test func badLinesOfKeptHashesAreNamed() async throws {
        let folder = try TemporaryFolder()
        let good = try Fixtures.text("video/fractal-h264.vpdq.txt")
        let kept = try folder.write("kept.txt", good + "30,100,abc,3.0\n")
        let run = await run("compare", [kept, path("fractal-h264.vpdq.txt")])
        #expect(run.exitCode == .partial && run.errors.contains("kept.txt:31"))
        #expect(try run.record()["match"] == true)
        let empty = try folder.write("empty.txt", "[]")
        #expect(await self.run("compare", [empty, kept]).errors.contains("hashing.vpdq.empty"))
    }

    @Test(arguments: [
        ["--frames", "0", "x"], ["--frames", "all", "x"], ["--frame-size", "64", "x"],
        ["--scene-distance", "300", "x"],
        ["--to", "csv", "x"], ["--to", "vpdq", "x", "y"], ["--max-duration", "0", "x"], [],
    ])
    func usage(words: [String]) async {
        #expect(await run("compute", words).exitCode == .usage)
    }

    @Test(arguments: [["a"], ["--query-percent", "101", "a", "b"], ["--min-quality", "-1", "a", "b"]])
    func usageOfCompare(words: [String]) async {
        #expect(await run("compare", words).exitCode == .usage)
    }
}

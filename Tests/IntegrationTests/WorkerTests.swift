import AllianceKit
import TestKit
import Testing

/// Hostile files through the built driver: its workers give what decoding in one's own process gives, and lose nothing of a batch.
struct WorkerTests {
    private static let pictures: [String] =
        (try? Fixtures.table("pictures/expected.tsv").compactMap { $0["file"] }) ?? []
    private static let bad: [String] = (try? Fixtures.table("pdq/bad.tsv").compactMap { $0["file"] }) ?? []

    @Test func aMixedBatchIsCompleteAndInOrder() throws {
        let files =
            zip(Self.pictures + Self.pictures, Self.bad + Self.bad).flatMap {
                [Fixtures.path("pictures/\($0)"), Fixtures.path("pdq/\($1)")]
            } + ["/nowhere.jpg"]
        let one = try AllianceRun.run(["--format", "ndjson", "hashing", "compute", "--jobs", "1"] + files)
        let many = try AllianceRun.run(["--format", "ndjson", "hashing", "compute", "--jobs", "5"] + files)
        #expect(one.exitCode == 1)
        #expect(one.output == many.output)
        let records = try one.records()
        #expect(records.compactMap { $0["path"]?.stringValue } == files)
        for record in records {
            let code = record["error"]?["code"]?.stringValue
            #expect((record["pdq"] == nil) == (code != nil))
            #expect(code == nil || code == "file.open" || code?.hasPrefix("imaging.") == true, "\(code ?? "")")
        }
    }

    /// A small file whose pixels need more than the worker has: the file is named, the others are done.
    @Test func limitsComeFromTheConfiguration() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.file("w")
        _ = try AllianceRun.run(["init", workspace])
        let path = "\(workspace)/config.json"
        let plain = String(decoding: try Files.read(path), as: UTF8.self)
        #expect(plain.contains("\"picturePixels\""))
        let small = plain.split(separator: "\n").map {
            $0.contains("\"picturePixels\"") ? "\"picturePixels\": 5000," : String($0)
        }
        try Files.write(Array(small.joined(separator: "\n").utf8), to: path)
        let files = ["two-colours.gif", "tiles.tif", "gray.tif"].map { Fixtures.path("pictures/\($0)") }
        let run = try AllianceRun.run(["--format", "ndjson", "hashing", "compute"] + files, workspace: workspace)
        #expect(run.exitCode == 1)
        #expect(
            try run.records().map { $0["error"]?["code"]?.stringValue ?? "" } == ["", "imaging.pixels.too-many", ""])
    }

    /// A file of 5 MB that is 100 million pixels: allowed by every limit of pictures, too much for this worker.
    @Test func aBombCostsOneItem() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.file("w")
        _ = try AllianceRun.run(["init", workspace])
        let path = "\(workspace)/config.json"
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        let tight = text.split(separator: "\n").map {
            $0.contains("\"workerMemory\"") ? "\"workerMemory\": 300000000" : String($0)
        }
        try Files.write(Array(tight.joined(separator: "\n").utf8), to: path)
        try Files.write(Self.bomb, to: folder.file("bomb.tif"))
        let good = Fixtures.path("pictures/gray.tif")
        let files = [good, folder.file("bomb.tif"), good, folder.file("bomb.tif"), good]
        let run = try AllianceRun.run(
            ["--format", "ndjson", "hashing", "compute", "--jobs", "1"] + files, workspace: workspace)
        #expect(run.exitCode == 1)
        #expect(
            try run.records().map { $0["error"]?["code"]?.stringValue ?? "" } == [
                "", "isolation.memory", "", "isolation.memory", "",
            ])
        #expect(try run.records().allSatisfy { $0["sha256"] != nil })
    }

    /// 10,000 x 10,000 pixels of one colour, PackBits, in one strip.
    private static var bomb: [UInt8] {
        let side = 10_000
        var strip: [UInt8] = []
        for _ in 0..<side {
            // A row is 234 runs of 128 bytes and one of 48.
            for _ in 0..<234 { strip += [0x81, 0x40] }
            strip += [0xd1, 0x40]
        }
        func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
        func long(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }
        let entries: [(Int, Int)] = [
            (256, side), (257, side), (258, 8), (259, 32773), (262, 2), (273, 8), (277, 3), (278, side),
            (279, strip.count), (284, 1),
        ]
        var file: [UInt8] = [0x49, 0x49, 0x2a, 0] + long(8 + strip.count) + strip + short(entries.count)
        for (tag, value) in entries { file += short(tag) + short(4) + long(1) + long(value) }
        return file + long(0)
    }

    @Test func theWorkerIsNothingForPeople() throws {
        let run = try AllianceRun.run(["hashing", "worker", "picture"])
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("[isolation.parent]"))
    }

    @Test func theDoctorTriesTheLock() throws {
        let run = try AllianceRun.run(["--format", "ndjson", "doctor"])
        let found = try run.records().filter { $0["check"] == "locked-down workers" }
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0["state"] != "failed" })
    }
}

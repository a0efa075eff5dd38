import AllianceKit
import CommandLineKit
import Hashing
import TestKit
import Testing

@Suite struct ComputeCommandTests {
    private func compute(_ words: [String], format: OutputFormat = .ndjson) async -> CommandRun {
        await CommandRun.run(HashingWorkspace.command("compute"), words, plugins: [HashingPlugin.self], format: format)
    }

    @Test func allHashesOfAPicture() async throws {
        let path = Fixtures.path("pdq/images/png-gray8-256x256.png")
        let run = await compute([path])
        #expect(run.exitCode == .done)
        let record = try run.record()
        #expect(
            record.names == [
                "path", "bytes", "width", "height", "md5", "sha1", "sha256", "pdq", "pdqQuality", "pdqProfile",
            ])
        let row = try #require(PDQVectorTests.rows.first { path.hasSuffix($0["file"] ?? "-") })
        #expect(record["pdq"]?.stringValue == row["pdq"])
        #expect(record["pdqProfile"] == "full")
        #expect(record["bytes"]?.integerValue == Int64(try Files.read(path).count))
    }

    @Test func outputKeepsTheOrderOfTheInput() async throws {
        let files = PDQVectorTests.rows.compactMap { $0["file"] }.filter { !$0.hasPrefix("raw/") }
        let one = await compute(["--jobs", "1"] + files.map { Fixtures.path("pdq/\($0)") })
        let many = await compute(["--jobs", "7"] + files.map { Fixtures.path("pdq/\($0)") })
        #expect(one.exitCode == .done)
        #expect(one.output == many.output)
        #expect(try one.records().count == files.count)
    }

    @Test func everyBadFileIsNamedAndTheOthersAreDone() async throws {
        let rows = try Fixtures.table("pdq/bad.tsv")
        let good = Fixtures.path("pdq/images/png-5x5.png")
        let run = await compute(rows.compactMap { $0["file"] }.map { Fixtures.path("pdq/\($0)") } + [good])
        #expect(run.exitCode == .partial)
        let records = try run.records()
        #expect(records.count == rows.count + 1)
        for (row, record) in zip(rows, records) where row["suggested"] == "refuse" {
            #expect(record["error"]?["code"]?.stringValue?.hasPrefix("imaging.") == true)
            #expect(record["sha256"]?.stringValue?.count == 64)
            #expect(record["pdq"] == nil)
        }
        #expect(records.last?["error"] == nil)
        #expect(run.errors.contains("truncated-half.jpg: the JPEG ends too early [imaging.jpeg.truncated]"))
    }

    /// Each JPEG ends its worker; the batch is complete, in order, and has its digests.
    @Test func aWorkerThatDiesCostsOneItem() async throws {
        var world = Surroundings.test(clock: TestClock(CommandRun.start))
        world.workerExecutable = AllianceRun.program + "-torture"
        let folder = try TemporaryFolder()
        let jpeg = Fixtures.path("pdq/images/jpg-3x3.jpg")
        let files = [
            Fixtures.path("pictures/plain.gif"), jpeg, jpeg, Fixtures.path("pictures/gray.tif"),
            try folder.write("x.txt", "abc"), jpeg,
        ]
        let run = await CommandRun.run(
            HashingWorkspace.command("compute"), ["--jobs", "2"] + files, surroundings: world)
        #expect(run.exitCode == .partial)
        let records = try run.records()
        #expect(
            records.map { $0["error"]?["code"]?.stringValue } == [
                "torture.picture", "isolation.crashed", "isolation.crashed", "torture.picture",
                "imaging.format.unknown",
                "isolation.crashed",
            ])
        #expect(records.allSatisfy { $0["sha256"]?.stringValue?.count == 64 })
        #expect(run.errors.contains("jpg-3x3.jpg: the decoder was ended by signal 11 (SIGSEGV) at this item"))
    }

    @Test func missingFilesAndFolders() async throws {
        let run = await compute(["/nowhere/x.jpg", Fixtures.path("pdq/images")])
        #expect(run.exitCode == .partial)
        #expect(try run.records().map { $0["error"]?["code"] } == ["file.open", "file.directory"])
    }

    @Test func foldersWithRecursive() async throws {
        let folder = try TemporaryFolder()
        try Files.makeFolder(folder.file("b/deep"))
        _ = try folder.write("b/deep/2", "two")
        _ = try folder.write("b/1", "one")
        _ = try folder.write("a", "zero")
        let run = await compute(["--recursive", "--algorithms", "md5", folder.path])
        #expect(run.exitCode == .done)
        #expect(
            try run.records().compactMap { $0["path"]?.stringValue?.dropFirst(folder.path.count) } == [
                "/a", "/b/1", "/b/deep/2",
            ])
        #expect(try run.records().map { $0["md5"] }.last == "b8a9f715dbb64fd5c56e7783c6820a61")
    }

    @Test func digestsOfWhatIsNoPicture() async throws {
        let folder = try TemporaryFolder()
        let run = await compute(["--algorithms", "sha256,md5", try folder.write("x.txt", "abc")])
        #expect(run.exitCode == .done)
        let record = try run.record()
        #expect(record["md5"] == "900150983cd24fb0d6963f7d28e17f72")
        #expect(record["sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(record["sha1"] == nil && record["pdq"] == nil)
    }

    @Test func dihedralHashes() async throws {
        let record = try await compute(["--dihedral", Fixtures.path("pdq/images/png-gray8-256x256.png")]).record()
        let all = try #require(record["dihedral"]?.objectValue)
        #expect(all.names == PDQOrientation.allCases.map(\.rawValue))
        #expect(all["original"] == record["pdq"])
    }

    @Test(arguments: [
        ["--algorithms", "crc32", "x"], ["--profile", "small", "x"], ["--jobs", "0", "x"], [],
        ["--dihedral", "--algorithms", "md5", "x"],
    ])
    func usage(words: [String]) async {
        #expect(await compute(words).exitCode == .usage)
    }

    @Test func theTableShowsWhatPeopleNeed() async {
        let run = await compute([Fixtures.path("pdq/images/png-5x5.png")], format: .table)
        #expect(run.output.contains("quality"))
        #expect(!run.output.contains("sha1"))
    }
}

import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct MatchCommandTests {
    private func house() async throws -> HashingWorkspace {
        let house = HashingWorkspace()
        _ = await house("import", "partner-a", HashingWorkspace.list)
        return house
    }

    @Test func nearAndEqualFilesAreFound() async throws {
        let house = try await house()
        let run = await house("match", "--recursive", HashingWorkspace.pictures)
        #expect(run.exitCode == .done)
        let found = try run.records().map { record in
            "\(record["path"]?.stringValue?.split(separator: "/").last ?? "") "
                + (record["found"]?.arrayValue?.compactMap(\.stringValue).joined(separator: " ") ?? "")
        }
        #expect(
            found == [
                "upload-01.jpg partner-a/series-a-001 (pdq 12)", "upload-02.jpg partner-a/series-a-001 (pdq 6)",
                "upload-03.jpg partner-a/series-a-002 (pdq 2)", "upload-04.png partner-a/series-b-002 (sha256 0)",
                "upload-05.webp partner-a/legacy-0417 (md5 0)", "upload-06.jpg ",
                "upload-07.png partner-a/series-b-001 (sha256 0)", "upload-08.jpg partner-a/series-b-001 (pdq 16)",
                "upload-09.webp partner-a/series-c-001 (sha256 0)", "upload-10.png partner-a/series-d-001 (sha256 0)",
                "upload-11.jpg ",
            ])
    }

    @Test func distanceIsInclusive() async throws {
        let house = try await house()
        let file = HashingWorkspace.pictures + "/upload-01.jpg"
        #expect(try await house("match", "--max-distance", "12", file).record()["matches"]?.arrayValue?.count == 1)
        #expect(try await house("match", "--max-distance", "11", file).record()["matches"] == [])
        #expect(await house("match", "--max-distance", "256", file).exitCode == .usage)
    }

    @Test func lowQualityIsSaidAndNotMatched() async throws {
        let house = HashingWorkspace()
        let folder = try TemporaryFolder()
        let file = HashingWorkspace.pictures + "/upload-10.png"
        let pdq = PDQ.hash(of: try PDQVectorTests.picture("images/gradient-256x128.png"))
        _ = await house("import", "flat", try folder.write("flat.csv", "id,pdq\nx,\(pdq.hex)\n"))
        let record = try await house("match", file).record()
        #expect(record["matches"] == [])
        #expect(record["unmatched"]?["code"] == "hashing.quality.low")
        let forced = try await house("match", "--any-quality", file).record()
        #expect(forced["matches"]?.arrayValue?.count == 1)
        #expect(forced["unmatched"] == nil)
    }

    @Test func recordingOncePerFileListAndEntry() async throws {
        let house = try await house()
        let first = await house("match", "--record", "--recursive", HashingWorkspace.pictures)
        #expect(first.exitCode == .done)
        let ids = try ids(first)
        #expect(ids.count == 9 && Set(ids).count == 9)
        let events = try house.events("hashing.match.recorded")
        #expect(events.map(\.subject.text) == ids)
        #expect(events.first?.facts.names == ["list", "algorithm", "distance"])
        // Under another name and place it is the same file.
        let folder = try TemporaryFolder()
        try Files.write(try Files.read(HashingWorkspace.pictures + "/upload-01.jpg"), to: folder.file("other.jpg"))
        let again = await house("match", "--record", folder.file("other.jpg"))
        #expect(try self.ids(again) == [ids[0]])
        #expect(try house.events("hashing.match.recorded").count == 9)
        let stored = try house.store.read { try $0.all(Query<KnownFileMatch>()) }
        #expect(stored.count == 9)
        let record = try #require(stored.first { $0.id.text == ids[0] })
        #expect(record.file.name == "upload-01.jpg")
        #expect(record.file.width == 256 && record.file.pdqProfile == "full")
        #expect(record.categories == ["category-1"] && record.source == "hotline-north")
        #expect(record.entry == "series-a-001" && record.distance == 12 && record.algorithm == "pdq")
    }

    @Test func aRepeatedKeyPrintsTheSame() async throws {
        let house = try await house()
        let folder = try TemporaryFolder()
        let words = [
            "--record", "--key", "m1", HashingWorkspace.pictures + "/upload-01.jpg", folder.file("missing.jpg"),
        ]
        let first = await house.run(HashingWorkspace.command("match"), words)
        let again = await house.run(HashingWorkspace.command("match"), words)
        #expect(first.output == again.output)
        #expect(first.exitCode == .partial && again.exitCode == .partial)
        #expect(try house.events("hashing.match.recorded").count == 1)
    }

    @Test func damagedPicturesStillMatchByDigest() async throws {
        let house = HashingWorkspace()
        let folder = try TemporaryFolder()
        let file = Fixtures.path("pdq/bad/truncated-half.jpg")
        let digest = try #require(
            FileHashes.compute(try Files.read(file), options: HashOptions(algorithms: HashAlgorithms([.sha1]))).hex(
                .sha1))
        _ = await house("import", "l", try folder.write("l.csv", "sha1\n\(digest)\n"))
        let run = await house("match", file)
        #expect(run.exitCode == .partial)
        #expect(try run.record()["matches"]?.arrayValue?.first?["algorithm"] == "sha1")
        #expect(try run.record()["error"]?["code"] == "imaging.jpeg.truncated")
    }

    @Test func listsAreChosenByName() async throws {
        let house = try await house()
        _ = await house("import", "partner-b", HashingWorkspace.listWithErrors)
        let file = HashingWorkspace.pictures + "/upload-01.jpg"
        #expect(try await house("match", "--list", "partner-b", file).record()["matches"] == [])
        let both = try await house("match", "--list", "partner-b", "--list", "partner-a", file).record()
        #expect(both["matches"]?.arrayValue?.count == 1)
        let unknown = await house("match", "--list", "partner-z", file)
        #expect(unknown.exitCode == .unusableInput)
        #expect(unknown.errors.contains("there are: partner-a, partner-b"))
    }

    private func ids(_ run: CommandRun) throws -> [String] {
        try run.records().flatMap { $0["matches"]?.arrayValue ?? [] }.compactMap { $0["id"]?.stringValue }
    }
}

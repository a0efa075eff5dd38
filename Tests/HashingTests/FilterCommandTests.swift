import AllianceKit
import Glibc
import Hashing
import TestKit
import Testing

@Suite struct FilterCommandTests {
    private func input(_ folder: TemporaryFolder, _ lines: [String]) throws -> String {
        try folder.write("in.ndjson", lines.joined(separator: "\n") + "\n")
    }

    @Test func oneLineForEveryLine() async throws {
        let folder = try TemporaryFolder()
        let picture = Fixtures.path("pdq/images/png-gray8-256x256.png")
        let md5 = String(repeating: "AB", count: 16)
        let file = try input(
            folder,
            [
                "{\"id\":1,\"path\":\"\(picture)\"}", "not json", "{\"id\":\"b\",\"md5\":\"\(md5)\"}", "", "[]",
                "{\"id\":{\"k\":[1]},\"path\":\"/nowhere\"}", "{\"id\":2}", "{\"id\":3,\"pdq\":\"ff\"}",
                "{\"pdq\":\"\(String(repeating: "0f", count: 32))\"}", String(repeating: "x", count: (1 << 20) + 1),
                "{\"id\":4,\"path\":\"\(Fixtures.path("pdq/bad/truncated-half.png"))\"}",
            ])
        let run = await CommandRun.run(HashingWorkspace.command("filter"), [file], plugins: [HashingPlugin.self])
        #expect(run.exitCode == .done)
        let records = try run.records()
        #expect(records.count == 11)
        let ids: [JSONValue] = [1, nil, "b", nil, nil, ["k": [1]], 2, 3, nil, nil, 4]
        #expect(records.map { $0["id"] } == ids)
        #expect(
            records.map { $0["error"]?["code"]?.stringValue } == [
                nil, "json.syntax", nil, "json.truncated", "filter.line", "file.open", "filter.nothing", "filter.hash",
                nil,
                "file.line.too-long", "imaging.png.truncated",
            ])
        #expect(
            records[0]["pdq"]?.stringValue
                == PDQVectorTests.rows.first { $0["file"]?.hasSuffix("gray8-256x256.png") == true }?["pdq"])
        #expect(records[2]["md5"]?.stringValue == md5.lowercased())
        #expect(records[2].names == ["id", "md5"])
        #expect(records[10]["sha256"]?.stringValue?.count == 64)
    }

    @Test func matchesAndTheStateOfTheLists() async throws {
        let house = HashingWorkspace()
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let folder = try TemporaryFolder()
        let pdq = try #require(PDQVectorTests.rows.first { $0["file"] == "robust/land-half.jpg" }?["pdq"])
        let file = try input(
            folder,
            [
                "{\"id\":1,\"pdq\":\"\(pdq)\"}", "{\"id\":2,\"pdq\":\"\(pdq)\",\"pdqQuality\":20}",
                "{\"id\":3,\"path\":\"\(HashingWorkspace.pictures)/upload-05.webp\"}",
            ])
        let run = await house("filter", "--list", "partner-a", file)
        let records = try run.records()
        #expect(
            records.map { $0["matches"]?.arrayValue?.first?["entry"]?.stringValue } == [
                "series-a-001", nil, "legacy-0417",
            ])
        #expect(records[1]["unmatched"]?["code"] == "hashing.quality.low")
        #expect(Set(records.compactMap { $0["index"]?.stringValue }).count == 1)
        // The same through match, and the same bytes a second time.
        #expect(await house("match", "--filter", file).output == run.output)
        #expect(await house("filter", "--list", "partner-a", file).output == run.output)
        // A change of the list changes its name.
        _ = try house.lists.withdraw("legacy-0417", from: "partner-a", reason: "x", at: CommandRun.start)
        let later = try await house("filter", "--list", "partner-a", file).records()
        #expect(later[2]["matches"] == [])
        #expect(later[0]["index"] != records[0]["index"])
        #expect(try house.events("hashing.match.recorded").isEmpty)
    }

    @Test func countsOnADescriptor() async throws {
        let folder = try TemporaryFolder()
        let file = try input(folder, ["{\"id\":1,\"md5\":\"\(String(repeating: "ab", count: 16))\"}", "{}"])
        let path = folder.file("counts.json")
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let run = await CommandRun.run(
            HashingWorkspace.command("filter"), ["--summary-fd", "\(descriptor)", file], plugins: [HashingPlugin.self])
        #expect(run.exitCode == .done)
        let counts = String(decoding: try Files.read(path), as: UTF8.self)
        #expect(counts == "{\"in\":2,\"out\":2,\"matched\":0,\"errors\":1}\n")
    }

    @Test func unusableArrangements() async throws {
        let house = HashingWorkspace()
        #expect(await house("filter", "--list", "nothing", "/dev/null").exitCode == .unusableInput)
        #expect(await house("filter", "/nowhere").exitCode == .unusableInput)
        #expect(await house("match", "--filter", "--record").exitCode == .usage)
        #expect(await house("match").exitCode == .usage)
    }
}

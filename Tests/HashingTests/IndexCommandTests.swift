import AllianceKit
import TestKit
import Testing

@testable import Hashing

@Suite struct IndexCommandTests {
    private func house(_ folder: TemporaryFolder) async throws -> HashingWorkspace {
        let house = HashingWorkspace(folder: folder.path)
        _ = await house("import", "partner-a", HashingWorkspace.list)
        return house
    }

    @Test func buildAndInfo() async throws {
        let folder = try TemporaryFolder()
        let house = try await house(folder)
        #expect(await house("info").exitCode == .unusableInput)
        let built = try await house("build").record()
        #expect(built["hashes"]?.integerValue ?? 0 > 0 && built["behind"] == 0)
        let info = try await house("info", "--verify").record()
        #expect(info["sha256"] == built["sha256"] && info["verified"] == true)
        #expect(info["built"] == "2026-11-23T09:00:00Z")
        // What follows is the same by the index as by the lists, and by either way of looking.
        let words = ["--recursive", HashingWorkspace.pictures]
        let indexed = await house.run(HashingWorkspace.command("match"), words)
        let scanned = await house.run(HashingWorkspace.command("match"), words + ["--engine", "scan"])
        try Files.remove(folder.file("index/pdq.index"))
        let read = await house.run(HashingWorkspace.command("match"), words)
        #expect(indexed.output == read.output && scanned.output == read.output && read.output.contains("series-a-001"))
    }

    @Test func verifyFindsAFlippedByte() async throws {
        let folder = try TemporaryFolder()
        let house = try await house(folder)
        _ = await house("build")
        let file = folder.file("index/pdq.index")
        var bytes = try Files.read(file)
        bytes[4100] ^= 1
        try Files.write(bytes, to: file)
        #expect(await house("info").exitCode == .done)
        let run = await house("info", "--verify")
        #expect(run.exitCode == .unusableInput && run.errors.contains("[hashing.index.damaged]"))
    }

    /// Whatever byte of the workspace's index is another: the same answers, a warning, and the doctor says so.
    @Test func aDamagedIndexIsLeftForTheLists() async throws {
        let folder = try TemporaryFolder()
        let house = try await house(folder)
        _ = await house("build")
        let file = folder.file("index/pdq.index")
        let input = try folder.write(
            "in.ndjson",
            "{\"id\":1,\"path\":\"\(HashingWorkspace.pictures)/upload-01.jpg\"}\n{\"id\":2,\"path\":\"\(HashingWorkspace.pictures)/upload-05.webp\"}\n"
        )
        let whole = await house("filter", "--list", "partner-a", input)
        #expect(whole.exitCode == .done && !whole.errors.contains("hashing.index"))
        let good = try Files.read(file)
        for place in 4096..<4096 + 6 * 32 {
            var bytes = good
            bytes[place] ^= 0x40
            try Files.write(bytes, to: file)
            let run = await house("filter", "--list", "partner-a", input)
            #expect(run.output == whole.output && run.exitCode == .done)
            #expect(run.errors.contains("[hashing.index.damaged]"), "byte \(place)")
        }
        let findings = try IndexHealthCheck.examine(house.context())
        #expect(findings.map(\.state) == [.warning])
    }

    @Test func aFileThatStandsAloneAnswersAsTheWorkspaceDoes() async throws {
        let folder = try TemporaryFolder()
        let house = try await house(folder)
        let file = folder.file("partner-a.index")
        let built = try await house("build", "--list", "partner-a", "--out", file).record()
        #expect(built["lists"] == ["partner-a"] && built["digests"]?.integerValue ?? 0 > 0)
        let names = try Files.names(in: HashingWorkspace.pictures).filter { $0.hasPrefix("upload") }
        let lines = names.map { "{\"id\":\"\($0)\",\"path\":\"\(HashingWorkspace.pictures)/\($0)\"}" }
        let input = try folder.write("in.ndjson", lines.joined(separator: "\n") + "\n")
        let alone = await CommandRun.run(
            HashingWorkspace.command("filter"), ["--index", file, input], plugins: [HashingPlugin.self])
        let within = await house("filter", "--list", "partner-a", input)
        #expect(alone.output == within.output && alone.exitCode == .done)
        #expect(alone.output.contains("series-a-001") && alone.output.contains("legacy-0417"))
        let unknown = await CommandRun.run(
            HashingWorkspace.command("filter"), ["--index", file, "--list", "other", input],
            plugins: [HashingPlugin.self])
        #expect(unknown.errors.contains("[hashing.list.unknown]"))
        // The workspace's own index has no labels, and says so.
        _ = await house("build")
        let bare = await house("filter", "--index", folder.file("index/pdq.index"), input)
        #expect(bare.exitCode == .unusableInput && bare.errors.contains("[hashing.index.labels]"))
        #expect(await house("build", "--list", "partner-a").exitCode == .usage)
        #expect(await house("build", "--list", "other", "--out", file).exitCode == .unusableInput)
    }

    /// Labels that lead nowhere end the line with an error, never the process.
    @Test func damagedLabels() async throws {
        let folder = try TemporaryFolder()
        let house = try await house(folder)
        let file = folder.file("partner-a.index")
        _ = await house("build", "--out", file)
        let good = try Files.read(file)
        let random = TestRandomness(seed: 5)
        let input = try folder.write(
            "in.ndjson",
            "{\"id\":1,\"path\":\"\(HashingWorkspace.pictures)/upload-01.jpg\"}\n"
                + "{\"id\":2,\"path\":\"\(HashingWorkspace.pictures)/upload-05.webp\"}\n")
        for round in 0..<40 {
            var bytes = good
            for (place, byte) in random.bytes(200).enumerated() {
                bytes[4096 + (place * 7919 + round * 104_729) % (bytes.count - 4096)] = byte
            }
            try Files.write(bytes, to: file)
            let run = await CommandRun.run(
                HashingWorkspace.command("filter"), ["--index", file, input], plugins: [HashingPlugin.self])
            #expect([.done, .unusableInput].contains(run.exitCode))
            if run.exitCode == .done { #expect(try run.records().count == 2) }
        }
    }
}

import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct FloodControlTests {
    private var house = HashingWorkspace()
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        house.configuration.floodRule = FloodRule(files: 3, hours: 24, share: 0.5, leastRun: 10)
        _ = await house("import", "partner-a", HashingWorkspace.list)
    }

    /// Files that differ, all of which one entry meets by its PDQ hash: copies of a picture with different bytes behind its end.
    private func copies(_ range: Range<Int>) throws -> [String] {
        let picture = try Files.read("\(HashingWorkspace.pictures)/upload-01.jpg")
        return try range.map { number in
            let path = folder.file("copy-\(number).jpg")
            try Files.write(picture + Array("copy \(number)".utf8), to: path)
            return path
        }
    }

    private func others(_ count: Int) throws -> [String] {
        try (0..<count).map { try folder.write("other-\($0).txt", "text \($0)") }
    }

    private func match(_ files: [String], record: Bool = true) async -> CommandRun {
        await house.run(HashingWorkspace.command("match"), (record ? ["--record"] : []) + files)
    }

    private func flags(_ run: CommandRun) throws -> [Bool] {
        try run.records().filter { $0["matches"] != [] }.map { record in
            record["matches"]?.arrayValue?.contains { $0["quarantined"] == true } ?? false
        }
    }

    @Test func tooManyFilesWithinTheWindow() async throws {
        let run = await match(try copies(0..<5))
        #expect(try flags(run) == [false, false, false, true, true])
        #expect(run.errors.contains("series-a-001 met 4 files and is in quarantine"))
        #expect(try house.store.read { try $0.count(Query<KnownFileMatch>()) } == 3)
        #expect(try house.events("hashing.match.sighted").count == 3)
        let event = try #require(try house.events("hashing.entry.quarantined").first)
        #expect(event.facts == ["list": "partner-a", "entry": "series-a-001", "rule": "files", "files": 4])
        // Still reported, with and without --record, and nothing is recorded.
        #expect(try flags(await match(try copies(5..<6))) == [true])
        #expect(try flags(await match(try copies(5..<6), record: false)) == [true])
        #expect(try house.store.read { try $0.count(Query<KnownFileMatch>()) } == 3)
        #expect(try house.events("hashing.entry.quarantined").count == 1)
        // Other entries go on.
        #expect(try flags(await match(["\(HashingWorkspace.pictures)/upload-03.jpg"])) == [false])
    }

    @Test func theWindowMoves() async throws {
        #expect(try flags(await match(try copies(0..<3))) == [false, false, false])
        house.clock.advance(hours: 25)
        #expect(try flags(await match(try copies(3..<6))) == [false, false, false])
        #expect(try house.events("hashing.entry.quarantined").isEmpty)
    }

    @Test func theSameFilesAgainAreNoFlood() async throws {
        for _ in 0..<4 { #expect(try flags(await match(try copies(0..<3))) == [false, false, false]) }
    }

    @Test func tooLargeAShareOfARun() async throws {
        var mine = house
        mine.configuration.floodRule = FloodRule(files: 100, hours: 24, share: 0.5, leastRun: 10)
        let files = try copies(0..<6) + others(4)
        let run = await mine.run(HashingWorkspace.command("match"), ["--record"] + files)
        #expect(try flags(run) == Array(repeating: true, count: 6))
        #expect(try mine.store.read { try $0.count(Query<KnownFileMatch>()) } == 0)
        #expect(try mine.events("hashing.entry.quarantined").first?.facts["rule"] == "share")
        #expect(try mine.events("hashing.match.sighted").isEmpty)
    }

    @Test func aShareOfAFewFilesSaysNothing() async throws {
        var mine = house
        mine.configuration.floodRule = FloodRule(files: 100, hours: 24, share: 0.5, leastRun: 10)
        let run = await mine.run(
            HashingWorkspace.command("match"), ["--record"] + (try copies(0..<6)) + (try others(3)))
        #expect(try flags(run) == Array(repeating: false, count: 6))
        // Exactly the share is not more than it.
        let even = await mine.run(
            HashingWorkspace.command("match"), ["--record"] + (try copies(0..<6)) + (try others(6)))
        #expect(try flags(even) == Array(repeating: false, count: 6))
    }

    @Test func shownAndReleased() async throws {
        _ = await match(try copies(0..<5))
        let shown = try await house("quarantine").records()
        #expect(shown.map { $0["entry"] } == ["series-a-001"])
        #expect(shown.first?["rule"] == "files" && shown.first?["files"] == 4)
        #expect(await house("release", "partner-a", "series-b-001", "--reason", "looked at").exitCode == .unusableInput)
        house.clock.advance(hours: 1)
        let released = await house("release", "partner-a", "series-a-001", "--reason", "looked at", "--key", "r")
        #expect(try released.record()["released"] == "2026-11-23T10:00:00Z")
        let again = await house("release", "partner-a", "series-a-001", "--reason", "looked at", "--key", "r")
        #expect(again.output == released.output)
        #expect(try await house("quarantine").records().isEmpty)
        #expect(try await house("quarantine", "--all").records().first?["reason"] == "looked at")
        #expect(try house.events("hashing.entry.released").count == 1)
        // The count starts anew: what was held is recorded now, and a new flood is held again.
        house.clock.advance(minutes: 1)
        #expect(try flags(await match(try copies(3..<8))) == [false, false, false, true, true])
        #expect(try house.events("hashing.entry.quarantined").count == 2)
    }

    @Test func harmlessFilesMayMeetAsMuchAsTheyLike() async throws {
        try house.lists.declare("partner-a", kind: .good, at: house.clock.now)
        #expect(try flags(await match(try copies(0..<6))) == Array(repeating: false, count: 6))
    }
}

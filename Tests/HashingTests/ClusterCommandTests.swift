import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct ClusterCommandTests {
    private let house = HashingWorkspace()

    private func add(_ list: String, _ entries: [HashEntry]) throws {
        var next = entries.makeIterator()
        _ = try house.lists.add(to: list, at: house.clock.now) { next.next() }
    }

    @Test func entriesFilesAndSightingsOfASeriesAreCountedTogether() async throws {
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let upload = HashingWorkspace.pictures + "/upload-01.jpg"
        _ = await house("match", "--record", "--seen-at", "eu", upload)
        house.clock.advance(hours: 24 * 40)
        _ = await house("match", "--record", "--seen-at", "eu", upload, HashingWorkspace.pictures + "/upload-02.jpg")
        let records = try await house("cluster").records()
        // The pictures of the series are 12 and 6 bits from its entry.
        let series = try #require(records.first)
        #expect(series["entries"] == 1 && series["files"] == 2 && series["size"] == 3)
        #expect(series["sightings"] == 3 && series["chained"] == false)
        #expect(series["months"] == ["2026-11": 1, "2027-01": 2])
        #expect(series["firstSeen"] == "2026-11-23T09:00:00Z" && series["lastSeen"] == "2027-01-02T09:00:00Z")
        let files = try await house("cluster", "--recorded", "--members").record()
        #expect(files["entries"] == 0 && files["members"]?.arrayValue?.count == 2)
        #expect(try await house("cluster", "--max-distance", "1").records().isEmpty)
        #expect(try await house("cluster", "--min-size", "1", "--limit", "2").records().count == 2)
    }

    @Test func whatDoesNotMatchTakesNoPart() async throws {
        let hash = Hash256(word0: 0x1234, word1: 0x5678, word2: 0x9abc, word3: 0xdef0)
        var near = hash
        near[7].toggle()
        try add("a", [HashEntry(entry: "1", pdq: hash), HashEntry(entry: "2", pdq: near)])
        #expect(try await house("cluster").records().count == 1)
        try add("a", [HashEntry(entry: "2", pdq: near, opinions: [HashOpinion(.negative, source: "x")])])
        #expect(try await house("cluster").records().isEmpty)
        // Harmless files are no series, unless that list is asked for.
        try house.lists.declare("good", kind: .good, at: house.clock.now)
        try add("good", [HashEntry(entry: "1", pdq: hash), HashEntry(entry: "2", pdq: near)])
        #expect(try await house("cluster").records().isEmpty)
        #expect(try await house("cluster", "--list", "good").records().count == 1)
        #expect(await house("cluster", "--list", "none").exitCode == .unusableInput)
        #expect(await house("cluster", "--max-distance", "64").exitCode == .usage)
    }
}

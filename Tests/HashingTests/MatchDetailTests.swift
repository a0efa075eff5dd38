import AllianceKit
import Hashing
import Imaging
import TestKit
import Testing

/// What a match says besides list, entry and distance, and what does not match.
@Suite struct MatchDetailTests {
    private let start = CommandRun.start
    private let pdq = PDQHash(hash: Hash256(word0: 1, word1: 2, word2: 3, word3: 4), quality: 90, profile: .full)

    private func add(_ entry: HashEntry, to lists: MemoryHashListStore, list: String = "l") throws {
        var entries = [entry].makeIterator()
        _ = try lists.add(to: list, at: start) { entries.next() }
    }

    @Test func entriesThatHaveEndedDoNotMatch() throws {
        let lists = MemoryHashListStore()
        try add(HashEntry(entry: "x", pdq: pdq.hash, expires: start), to: lists)
        let hashes = FileHashes(pdq: pdq)
        #expect(try ListMatcher(lists).matches(for: hashes).count == 1)
        #expect(try ListMatcher(lists, moment: start).matches(for: hashes).isEmpty)
        #expect(try ListMatcher(lists, moment: start.adding(seconds: -1)).matches(for: hashes).count == 1)
    }

    @Test func profileOpinionsAndKindAreSaid() async throws {
        let house = HashingWorkspace()
        let opinion = HashOpinion(.positive, source: "hotline-north", time: start, reasons: ["seen"])
        try add(
            HashEntry(entry: "x", pdq: pdq.hash, pdqProfile: .ref512, category: "A1", opinions: [opinion]),
            to: house.lists)
        try add(HashEntry(entry: "y", pdq: pdq.hash), to: house.lists, list: "known-good")
        try house.lists.declare("known-good", kind: .good, at: start)
        let folder = try TemporaryFolder()
        let input = try folder.write("in", "{\"pdq\":\"\(pdq.hex)\"}\n")
        let matches = try await house("match", "--filter", input).record()["matches"]?.arrayValue ?? []
        #expect(matches.count == 2)
        #expect(matches[0]["kind"] == "good" && matches[0]["profile"] == "full" && matches[0]["crossProfile"] == nil)
        #expect(matches[1]["kind"] == "bad" && matches[1]["profile"] == "ref512" && matches[1]["crossProfile"] == true)
        #expect(matches[1]["standing"] == "positive")
        #expect(
            matches[1]["opinions"] == [
                ["verdict": "positive", "source": "hotline-north", "time": "2026-11-23T09:00:00Z", "reasons": ["seen"]]
            ])
    }

    @Test func turnedPicturesAreFoundByAllOrientations() async throws {
        let house = HashingWorkspace()
        let picture = try PDQVectorTests.picture("images/png-gray8-256x256.png")
        let all = PDQ.dihedral(of: picture)
        try add(HashEntry(entry: "turned", pdq: all[.rotate90]), to: house.lists)
        let file = Fixtures.path("pdq/images/png-gray8-256x256.png")
        #expect(try await house("match", file).record()["matches"] == [])
        let match = try await house("match", "--dihedral", file).record()["matches"]?.arrayValue?.first
        #expect(match?["entry"] == "turned" && match?["orientation"] == "rotate90" && match?["distance"] == 0)
        // As compute prints it, a record with all orientations goes through the filter without the file.
        let computed = await house("compute", "--dihedral", "--algorithms", "pdq", file)
        var record = try computed.record()
        record["path"] = nil
        let folder = try TemporaryFolder()
        let input = try folder.write("in", JSONText.encode(.object(record)) + "\n")
        let answer = try await house("match", "--filter", input).record()
        #expect(answer["matches"]?.arrayValue?.first?["orientation"] == "rotate90")
    }
}

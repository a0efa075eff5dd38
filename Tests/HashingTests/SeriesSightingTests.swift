import AllianceKit
import Hashing
import TestKit
import Testing

/// What counts as known material that came back.
@Suite struct SeriesSightingTests {
    private let house = HashingWorkspace()
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        _ = await house("import", "partner-a", HashingWorkspace.list)
    }

    private func match(_ name: String, at place: String? = nil) async throws -> JSONObject {
        let words = ["--record"] + (place.map { ["--seen-at", $0] } ?? []) + ["\(HashingWorkspace.pictures)/\(name)"]
        return try await house.run(HashingWorkspace.command("match"), words).record()
    }

    private func counts() throws -> [Int] {
        [try house.events("hashing.match.sighted").count, try house.events("hashing.match.repeated").count]
    }

    @Test func theSameFolderTwiceIsNoReturn() async throws {
        #expect(try await match("upload-01.jpg")["times"] == 1)
        house.clock.advance(hours: 48)
        #expect(try await match("upload-01.jpg")["times"] == 1)
        #expect(try counts() == [1, 0])
    }

    @Test func anotherFileOfTheSameMaterialIsAReturn() async throws {
        _ = try await match("upload-01.jpg")
        #expect(try await match("upload-02.jpg")["times"] == 2)
        #expect(try counts() == [2, 1])
        let event = try #require(try house.events("hashing.match.repeated").first)
        #expect(event.facts == ["list": "partner-a", "times": 2])
        #expect(event.subject == (try house.events("hashing.match.sighted").first?.subject))
        // Of other material it is the first.
        #expect(try await match("upload-03.jpg")["times"] == 1)
        #expect(try counts() == [3, 1])
    }

    @Test func theSameFileAtAnotherPlaceOrDayIsAReturn() async throws {
        #expect(try await match("upload-04.png", at: "eu")["times"] == 1)
        #expect(try await match("upload-04.png", at: "eu")["times"] == 1)
        #expect(try await match("upload-04.png", at: "us")["times"] == 2)
        house.clock.advance(hours: 24)
        #expect(try await match("upload-04.png", at: "eu")["times"] == 3)
        // Looked through again without a word: nothing new.
        #expect(try await match("upload-04.png")["times"] == 3)
        #expect(try counts() == [3, 2])
        #expect(try house.events("hashing.match.repeated").map { $0.facts["place"] } == ["us", "eu"])
    }

    @Test func aFileThatMetNothingIsNoSighting() async throws {
        #expect(try await match("upload-06.jpg")["times"] == nil)
        #expect(try counts() == [0, 0])
    }

    @Test func severalListsAreOneItem() async throws {
        _ = await house("import", "partner-b", HashingWorkspace.list)
        #expect(try await match("upload-01.jpg")["matches"]?.arrayValue?.count == 2)
        #expect(try counts() == [1, 0])
        // Only in the other list: still the same item.
        let second = "\(HashingWorkspace.pictures)/upload-02.jpg"
        #expect(try await house("match", "--record", "--list", "partner-b", second).record()["times"] == 2)
        #expect(Set(try house.events("hashing.match.sighted").map(\.subject)).count == 1)
    }

    @Test func harmlessFilesAreNotSighted() async throws {
        _ = await house("import", "known-good", HashingWorkspace.list)
        try house.lists.declare("known-good", kind: .good, at: house.clock.now)
        let file = "\(HashingWorkspace.pictures)/upload-01.jpg"
        #expect(try await house("match", "--record", "--list", "known-good", file).record()["times"] == nil)
        #expect(try counts() == [0, 0])
    }

    @Test func aPlaceIsAWordForTheLedger() async throws {
        let file = "\(HashingWorkspace.pictures)/upload-01.jpg"
        #expect(await house("match", "--seen-at", "eu", file).exitCode == .usage)
        for place in ["", "Jane Doe", "a/b", String(repeating: "a", count: 65)] {
            #expect(await house("match", "--record", "--seen-at", place, file).exitCode == .usage)
        }
    }
}

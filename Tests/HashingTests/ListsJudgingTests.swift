import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct ListsJudgingTests {
    private static let reason = "an empty file"

    private func imported() async throws -> (house: HashingWorkspace, hash: String) {
        let house = HashingWorkspace()
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let entry = try #require(try await house("show", "partner-a").records().last)
        return (house, try #require(entry["pdq"]?.stringValue))
    }

    private func shown(_ house: HashingWorkspace, _ hash: String) async throws -> JSONObject {
        try #require(try await house("show", "partner-a", "--hash", hash).records().first)
    }

    @Test func aDisputeStopsMatchesAndIsReplacedByItsSource() async throws {
        let (house, hash) = try await imported()
        let pdq = try #require(Hash256(hex: hash))
        let count = try house.lists.entries(with: pdq, in: nil).count
        #expect(count > 0)
        #expect(try await shown(house, hash)["state"] == "active")

        let disputed = try await house("dispute", "partner-a", hash, "--reason", Self.reason).record()
        #expect(disputed["verdict"] == "disputed" && disputed["matches"] == false)
        #expect(disputed["source"] == "Example Hotline")
        #expect(try house.lists.entries(with: pdq, in: nil).isEmpty)
        #expect(try await shown(house, hash)["state"] == "disputed")
        let event = try #require(try house.events("hashing.list.judged").first)
        #expect(event.facts["reason"] == .string(Self.reason) && event.facts["standing"] == "disputed")
        #expect(event.actor == "analyst-1")

        // Importing again does not bring it back, nor is it exported.
        _ = await house("import", "partner-a", HashingWorkspace.list)
        #expect(try house.lists.entries(with: pdq, in: nil).isEmpty)
        #expect(await !house("export", "partner-a").output.contains(hash))
        #expect(await house("export", "partner-a", "--all").output.contains(hash))

        let positive = await house("dispute", "partner-a", hash, "--reason", "looked again", "--verdict", "positive")
        #expect(try positive.record()["matches"] == true)
        #expect(try house.lists.entries(with: pdq, in: nil).count == count)
        #expect(try await shown(house, hash)["opinions"]?.arrayValue?.count == 1)
    }

    @Test func twoSourcesThatDisagreeAreADispute() async throws {
        let (house, hash) = try await imported()
        let words = ["partner-a", hash, "--reason", Self.reason, "--verdict"]
        _ = await house.run(HashingWorkspace.command("dispute"), words + ["positive"])
        let other = await house.run(
            HashingWorkspace.command("dispute"), words + ["negative", "--source", "partner-b"])
        #expect(try other.record()["standing"] == "disputed")
        let back = await house(
            "dispute", "partner-a", hash, "--reason", "a mistake", "--source", "partner-b", "--retract")
        #expect(try back.record()["standing"] == "positive" && back.record()["verdict"] == "retracted")
        #expect(
            try house.events("hashing.list.judged").map { $0.facts["verdict"] } == [
                "positive", "negative", "retracted",
            ])
    }

    @Test func judgingAgainWithTheSameKeyAnswersTheSame() async throws {
        let (house, hash) = try await imported()
        let first = await house("dispute", "partner-a", hash, "--reason", Self.reason, "--key", "k1")
        let again = await house("dispute", "partner-a", hash, "--reason", Self.reason, "--key", "k1")
        #expect(first.output == again.output && again.exitCode == .done)
        #expect(try house.events("hashing.list.judged").count == 1)
    }

    @Test func whatCannotBeJudged() async throws {
        var (house, hash) = try await imported()
        let unknown = await house("dispute", "partner-a", String(repeating: "0", count: 32), "--reason", Self.reason)
        #expect(unknown.errors.contains("hashing.entry.unknown"))
        #expect(await house("dispute", "partner-a", hash, "--reason", "x").exitCode == .usage)
        #expect(await house("dispute", "partner-a", hash, "--reason", "why", "--verdict", "bad").exitCode == .usage)
        house.configuration.onePersonVerbs = ["lists.withdraw": "a one-person organisation"]
        _ = await house("withdraw", "partner-a", hash, "--reason", "a false positive")
        let withdrawn = await house("dispute", "partner-a", hash, "--reason", Self.reason, "--verdict", "positive")
        #expect(withdrawn.errors.contains("hashing.entry.withdrawn"))
        #expect(try await shown(house, hash)["state"] == "withdrawn")
        #expect(await house("show", "partner-a", "--hash", "nothing").exitCode == .unusableInput)
    }

    @Test func aListHasAKind() async throws {
        let house = HashingWorkspace()
        _ = await house("import", "known-good", HashingWorkspace.list, "--kind", "good")
        #expect(try await house("ls").records().first?["kind"] == "good")
        // The kind stays; another one is refused.
        #expect(await house("import", "known-good", HashingWorkspace.list).exitCode == .done)
        let other = await house("import", "known-good", HashingWorkspace.list, "--kind", "bad")
        #expect(other.exitCode == .usage && other.errors.contains("hashing.list.kind"))
        #expect(await house("import", "x", HashingWorkspace.list, "--kind", "ugly").exitCode == .usage)
        #expect(try house.lists.lists().count == 1)
    }

    @Test func changingTheKindOfAFullListTakesTwoPeople() async throws {
        var house = HashingWorkspace()
        #expect(await house("declare", "nsrl", "--kind", "good").exitCode == .done)
        #expect(await house("declare", "nsrl", "--kind", "bad").exitCode == .done)
        _ = await house("import", "nsrl", HashingWorkspace.list)
        let alone = await house("declare", "nsrl", "--kind", "good")
        #expect(alone.exitCode == .notAllowed)
        #expect(try house.lists.lists().first?.kind == .bad)
        house.configuration.onePersonVerbs = ["lists.declare": "a one-person organisation"]
        #expect(try await house("declare", "nsrl", "--kind", "good").record()["kind"] == "good")
        #expect(try house.lists.lists().first?.kind == .good)
        #expect(try house.events("hashing.list.declared").count == 3)
    }
}

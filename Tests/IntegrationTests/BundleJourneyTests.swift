import AllianceKit
import TestKit
import Testing

/// Two organisations share a list through a folder, each with a workspace of its own, by the built driver.
@Suite struct BundleJourneyTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @discardableResult private func run(
        _ house: String, _ words: String..., actor: String = "analyst-1", code: Int32 = 0
    ) throws -> AllianceRun {
        let run = try AllianceRun.run(
            ["--format", "ndjson"] + words, workspace: folder.file(house), actor: actor, folder: folder.path)
        #expect(run.exitCode == code, "\(words): \(run.errors)")
        return run
    }

    /// The second person approves what waits, then the command is run again.
    private func withApproval(_ house: String, _ words: [String]) throws -> AllianceRun {
        func go() throws -> AllianceRun {
            try AllianceRun.run(
                ["--format", "ndjson"] + words, workspace: folder.file(house), actor: "analyst-1", folder: folder.path)
        }
        let proposed = try go()
        #expect(proposed.exitCode == 77, "\(proposed.errors)")
        let id = try #require(proposed.errors.split(separator: " ").first { $0.hasPrefix("approval_") })
        try run(house, "approve", String(id.prefix { $0 != ")" }), actor: "reviewer-2")
        let done = try go()
        #expect(done.exitCode == 0, "\(done.errors)")
        return done
    }

    @Test func aListIsPublishedFetchedAndCorrected() throws {
        for house in ["a", "b"] {
            let made = try AllianceRun.run(["init", folder.file(house)], actor: "lead-1")
            #expect(made.exitCode == 0, "\(made.errors)")
        }
        try run("a", "hashing", "lists", "import", "own", "\(Fixtures.package)/Examples/known-hashes.csv")
        try run("a", "hashing", "lists", "key", "--create", "a.example.org/lists")
        let publish = ["hashing", "lists", "publish", "own", "--out", folder.file("www"), "--with-notes"]
        #expect(try withApproval("a", publish).records().first?["sequence"] == 1)

        let key = folder.file("a/keys/lists.pub")
        let fetch = ["hashing", "lists", "fetch", folder.file("www/own"), "--as", "partner-a"]
        let first = try run("b", fetch[0], fetch[1], fetch[2], fetch[3], fetch[4], fetch[5], "--verifier-key", key)
        #expect(try first.records().first?["added"] == 8)
        #expect(try export("b", "partner-a") == export("a", "own"))

        let withdraw = ["hashing", "lists", "withdraw", "own", "series-b-001", "--reason", "a false positive"]
        _ = try withApproval("a", withdraw)
        #expect(try withApproval("a", publish).records().first?["sequence"] == 2)
        let second = try run("b", fetch[0], fetch[1], fetch[2], fetch[3], fetch[4], fetch[5])
        let record = try #require(try second.records().first)
        #expect(record["route"] == "delta" && record["withdrawn"] == 1 && record["added"] == 0)
        #expect(try export("b", "partner-a") == export("a", "own"))
        let shown = try run("b", "hashing", "lists", "show", "partner-a").records()
        #expect(
            shown.first { $0["entry"] == "series-b-001" }?["reason"] == "a.example.org/lists: a false positive")

        // A segment that somebody changed names itself, and nothing is taken.
        let names = try Files.names(in: folder.file("www/own/segment"))
        for name in names {
            var bytes = try Files.read(folder.file("www/own/segment/\(name)"))
            bytes[bytes.count / 2] ^= 1
            try Files.write(bytes, to: folder.file("www/own/segment/\(name)"))
        }
        let tampered = try run(
            "b", fetch[0], fetch[1], fetch[2], fetch[3], "--as", "again", "--verifier-key", key, code: 65)
        #expect(tampered.errors.contains("[bundle.segment.damaged]"))
        #expect(try run("b", "hashing", "lists", "ls").records().count == 1)
        try run("b", "ledger", "verify")
        try run("a", "store", "verify")
    }

    private func export(_ house: String, _ list: String) throws -> String {
        try run(house, "hashing", "lists", "export", list).output
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// `takedown statement`: checked, approved, sent once.
struct StatementCommandTests {
    private static let endpoint = "https://database.example.org/api/v1"

    /// A hotline with removed cases, a token and a database that answers from a table.
    private func house(
        _ answers: [TableHTTPClient.Answer], _ references: [String] = ["HL-1"], relaxed: Bool = true
    ) async throws -> (Hotline, TableHTTPClient) {
        let hotline = try Hotline(
            relaxed: relaxed ? ["takedown.statement": "test"] : [:],
            settings: ["takedown": ["statements": ["endpoint": .string(Self.endpoint), "territories": ["SE", "GR"]]]])
        for reference in references {
            try await hotline.open(reference, url: "https://www.example.org/\(reference)")
            try await hotline.trace(reference)
            try hotline.change(reference) { $0.clocks.firstSeenOffline = Instant("2026-11-20T12:00:00Z") }
        }
        try Files.makeFolder(hotline.folder.file("keys"))
        try Files.write(Array("token-1\n".utf8), to: hotline.folder.file("keys/dsa-transparency.token"), mode: 0o600)
        return (hotline, TableHTTPClient([Self.endpoint + "/statements": answers]))
    }

    private func run(
        _ hotline: Hotline, _ client: TableHTTPClient, _ words: [String], as actor: String = "analyst-1"
    ) async -> CommandRun {
        var world = hotline.world
        world.http = { _ in client }
        return await CommandRun.run(
            StatementCommand.self, words, in: hotline.workspace, clock: hotline.clock, surroundings: world,
            actor: actor,
            plugins: [TestPlugin.self])
    }

    private func taken(_ puids: String...) -> TableHTTPClient.Answer {
        let list = puids.map { #"{"uuid":"u","puid":"\#($0)"}"# }.joined(separator: ",")
        return .response(201, #"{"statements":[\#(list)]}"#, [:])
    }

    @Test func theDraftOfACase() async throws {
        let (hotline, client) = try await house([])
        let out = hotline.folder.file("statement.json")
        let run = await run(hotline, client, ["HL-1", "--out", out])
        #expect(run.exitCode == .done)
        let record = try run.record()
        #expect(record["state"] == "draft")
        let statement = try #require(record["statement"])
        #expect(statement["category"] == "STATEMENT_CATEGORY_PROTECTION_OF_MINORS")
        #expect(statement["category_specification"] == ["KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL"])
        #expect(statement["territorial_scope"] == ["GR", "SE"])
        #expect(statement["content_date"] == "2026-11-19")
        #expect(statement["application_date"] == "2026-11-20")
        #expect(statement["source_type"] == "SOURCE_ARTICLE_16")
        #expect(statement["puid"] == .string("\(try hotline.record().id)-1"))
        let file = try JSONText.decode(Files.read(out))
        #expect(file["statements"]?.arrayValue == [statement])
        #expect(!run.output.contains("example.org"), "no address leaves")
        #expect(client.requests.isEmpty)
    }

    @Test func whatMayNotLeaveIsNamed() async throws {
        let (hotline, client) = try await house([], ["HL-1", "HL-2"])
        let wrong = await run(hotline, client, ["HL-1", "--set", "content_date=1990-01-01"])
        #expect(wrong.exitCode == .unusableInput)
        #expect(wrong.errors.contains("content_date: it must lie between 2000-01-01 and 2038-01-01"))
        let host = await run(hotline, client, ["HL-1", "--set", "decision_facts=Seen at EXAMPLE.org"])
        #expect(host.errors.contains("decision_facts"))
        try hotline.change("HL-2") { $0.clocks.firstSeenOffline = nil }
        let undecided = await run(hotline, client, ["HL-1", "HL-2"])
        #expect(undecided.exitCode == .partial)
        #expect(undecided.errors.contains("[takedown.statement.undecided]"))
        #expect(try undecided.records().count == 1)
        let none = await run(hotline, client, ["HL-1", "HL-2", "--submit"])
        #expect(none.errors.contains("[takedown.statement.incomplete]"))
        #expect(client.requests.isEmpty)
        let given = await run(hotline, client, ["HL-2", "--set", "application_date=2026-11-19"])
        #expect(given.exitCode == .done)
    }

    @Test func twoPersonsThenOnce() async throws {
        let (hotline, client) = try await house([.status(500)], relaxed: false)
        let puid = "\(try hotline.record().id)-1"
        client.set(Self.endpoint + "/statements", [taken(puid)])
        let first = await run(hotline, client, ["HL-1", "--submit"])
        #expect(first.exitCode == .notAllowed)
        #expect(first.errors.contains("approval_"))
        #expect(client.requests.isEmpty)
        try hotline.approveAll()
        // Another text is another batch, which nobody approved.
        let other = await run(hotline, client, ["HL-1", "--submit", "--set", "content_date=2026-11-01"])
        #expect(other.exitCode == .notAllowed)
        let second = await run(hotline, client, ["HL-1", "--submit"])
        #expect(second.exitCode == .done)
        #expect(try second.record()["state"] == "accepted")
        #expect(try second.record()["uuid"] == "u")
        let request = try #require(client.requests.first)
        #expect(client.requests.count == 1)
        #expect(request.headers.contains { $0 == ("Authorization", "Bearer token-1") })
        #expect(request.redirects == 0)
        let body = try JSONText.decode(request.body ?? [])
        #expect(body["statements"]?.arrayValue?.first?["puid"] == .string(puid))
        let third = await run(hotline, client, ["HL-1", "--submit"])
        #expect(third.exitCode == .done)
        #expect(client.requests.count == 1, "never twice")
        #expect(hotline.store.eventKinds.filter { $0 == StatementEvents.accepted }.count == 1)
    }

    @Test func aRefusedBatchNamesItsFaultsAndCanBeMended() async throws {
        let (hotline, client) = try await house([
            .response(422, #"{"errors":{"statement_0":{"content_language":["invalid"]}}}"#, [:])
        ])
        let run1 = await run(hotline, client, ["HL-1", "--submit", "--set", "content_language=AA"])
        #expect(run1.exitCode == .partial)
        #expect(try run1.record()["state"] == "refused")
        #expect(try run1.record()["faults"] == ["content_language: invalid"])
        client.set(Self.endpoint + "/statements", [taken("\(try hotline.record().id)-1")])
        let run2 = await run(hotline, client, ["HL-1", "--submit"])
        #expect(try run2.record()["state"] == "accepted")
        #expect(try run2.record()["faults"] == [])
    }

    /// The connection is lost: nobody knows. The next call asks, and sends again only what did not arrive.
    @Test(arguments: [302, 404]) func aLostAnswerIsAskedAbout(status: Int) async throws {
        let (hotline, client) = try await house([.unreachable])
        let puid = "\(try hotline.record().id)-1"
        let lost = await run(hotline, client, ["HL-1", "--submit"])
        #expect(lost.exitCode == .unavailable)
        #expect(try lost.record()["state"] == "submitting")
        client.set(Self.endpoint + "/statement/existing-puid/" + puid, [.response(500, "", [:])])
        let unknown = await run(hotline, client, ["HL-1", "--submit"])
        #expect(unknown.errors.contains("[takedown.statement.unknown]"))
        client.set(Self.endpoint + "/statement/existing-puid/" + puid, [.response(status, #"{"puid":"x"}"#, [:])])
        client.set(Self.endpoint + "/statements", [taken(puid)])
        let again = await run(hotline, client, ["HL-1", "--submit"])
        #expect(again.exitCode == .done)
        #expect(try again.record()["state"] == "accepted")
        #expect(client.requests.filter { $0.method == "POST" }.count == (status == 302 ? 1 : 2))
    }

    @Test func existingOnesAreKnownAndTheOthersWait() async throws {
        let (hotline, client) = try await house([.status(500)], ["HL-1", "HL-2"])
        let puids = try ["HL-1", "HL-2"].map { "\(try hotline.record($0).id)-1" }
        client.set(
            Self.endpoint + "/statements",
            [.response(422, #"{"errors":{"puid":["m"],"existing_puids":["\#(puids[0])"]}}"#, [:]), taken(puids[1])])
        let first = await run(hotline, client, ["HL-1", "HL-2", "--submit"])
        #expect(first.exitCode == .partial)
        #expect(try first.records().map { $0["state"] } == ["accepted", "proposed"])
        let second = await run(hotline, client, ["HL-1", "HL-2", "--submit"])
        #expect(try second.records().map { $0["state"] } == ["accepted", "accepted"])
    }

    @Test func aUsedKeySendsNothing() async throws {
        let (hotline, client) = try await house([.status(503)])
        let first = await run(hotline, client, ["HL-1", "--submit", "--key", "k"])
        #expect(first.exitCode == .unavailable)
        #expect(try first.record()["state"] == "proposed")
        _ = await run(hotline, client, ["HL-1", "--submit", "--key", "k"])
        #expect(client.requests.count == 1)
    }

    @Test func theTokenIsGuarded() async throws {
        let (hotline, client) = try await house([.status(401)])
        let wrong = await run(hotline, client, ["HL-1", "--submit"])
        #expect(wrong.exitCode == .notAllowed)
        #expect(try wrong.record()["state"] == "proposed")
        let path = hotline.folder.file("keys/dsa-transparency.token")
        try Files.write(Array("token".utf8), to: path, mode: 0o644)
        let open = await run(hotline, client, ["HL-1", "--submit"])
        #expect(open.errors.contains("[takedown.statement.token-permissions]"))
        try Files.remove(path)
        let missing = await run(hotline, client, ["HL-1", "--submit"])
        #expect(missing.errors.contains("[takedown.statement.token]"))
        #expect(client.requests.count == 1)
    }
}

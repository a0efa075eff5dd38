import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// `takedown trace --online` and `takedown rdap …`, with tables in place of the network.
struct OnlineCommandTests {
    private let hotline: Hotline
    private let world: Surroundings
    private let table: TableHTTPClient
    private static let lists = "https://lists.example.net/rdap"

    init() async throws {
        hotline = try Hotline(settings: ["takedown": ["trace": ["bootstrapURL": "https://lists.example.net/rdap"]]])
        let base: JSONValue = ["https://rdap.example.net/"]
        func list(_ key: String) -> [TableHTTPClient.Answer] {
            [.ok(JSONText.encode(["services": [[[.string(key)], base]]]))]
        }
        let block =
            #"{"objectClassName":"ip network","startAddress":"192.0.2.0","endAddress":"192.0.2.127","country":"XA","entities":["#
            + #"{"roles":["abuse"],"vcardArray":["vcard",[["email",{},"text","abuse@host.test"]]]}]}"#
        let answers = TableHTTPClient([
            "\(Self.lists)/ipv4.json": list("192.0.2.0/24"), "\(Self.lists)/asn.json": list("64496-64511"),
            "\(Self.lists)/dns.json": list("test"),
            "https://rdap.example.net/ip/192.0.2.10": [.ok(block)],
            "https://rdap.example.net/domain/site.test": [.ok("nonsense")],
        ])
        table = answers
        var world = hotline.world
        world.http = { _ in answers }
        let names = TableNames(["www.site.test": [["192.0.2.10"]]], reverse: ["192.0.2.10": "host.xa"])
        world.names = { _ in names }
        self.world = world
        try await hotline.open(url: "https://www.site.test/a")
        try #require(
            await hotline.run(AssessCommand.self, ["HL-1", "--outcome", "confirmed", "--classification", "baseline"])
                .exitCode == .done)
    }

    private func run<Declaration: Command>(_ type: Declaration.Type, _ words: [String]) async -> CommandRun {
        await CommandRun.run(
            type, words, in: hotline.workspace, clock: hotline.clock, surroundings: world, plugins: [TestPlugin.self])
    }

    @Test func fromListsToContacts() async throws {
        let early = await run(TraceCommand.self, ["HL-1", "--online"])
        #expect(early.exitCode == .unavailable)
        #expect(early.errors.contains("takedown.rdap.no-bootstrap"))

        let refreshed = await run(RDAPRefreshCommand.self, [])
        #expect(refreshed.exitCode == .partial)
        #expect(
            try refreshed.records().map { $0["outcome"]?.stringValue } == [
                "updated", "failed", "updated", "updated", "failed",
            ])

        // The folder is only databases; names and registries come from the network.
        let folder = try TemporaryFolder()
        for name in ["Documentation-ASN.mmdb", "Documentation-Country.mmdb"] {
            try Files.write(Fixtures.bytes("mmdb/\(name)"), to: folder.file(name))
        }
        let traced = await run(TraceCommand.self, ["HL-1", "--online", "--data", folder.path, "--key", "k"])
        #expect(traced.exitCode == .done)
        let record = try traced.record()
        #expect(record["outcome"] == "located")
        #expect(record["contact"] == "abuse@host.test")
        #expect(
            record["asked"]?.arrayValue?.compactMap(\.stringValue) == [
                "https://rdap.example.net/domain/site.test", "https://rdap.example.net/ip/192.0.2.10",
                "https://rdap.example.net/autnum/64496",
            ])
        #expect(record["gaps"]?.arrayValue?.count == 1)
        #expect(traced.errors.contains("warning: HL-1:"))
        #expect(record["votes"]?.arrayValue?.count == 3)

        // Repeated with its key, and once more without: nobody is asked again.
        let before = table.requests.count
        #expect(
            try await run(TraceCommand.self, ["HL-1", "--online", "--data", folder.path, "--key", "k"]).record()
                == record)
        _ = await run(TraceCommand.self, ["HL-1", "--online", "--data", folder.path])
        #expect(table.requests.count == before)

        let kept = try await run(RDAPLsCommand.self, []).records()
        #expect(kept.count == 3)
        let aside = try await run(RDAPLsCommand.self, ["--kind", "malformed"]).record()
        #expect(aside["content"] == "bm9uc2Vuc2U=")
        #expect(try await run(RDAPForgetCommand.self, ["--days", "1"]).record()["erased"] == 0)
        hotline.clock.advance(hours: 48)
        #expect(try await run(RDAPForgetCommand.self, ["--days", "1"]).record()["erased"] == 3)
        #expect(try await run(RDAPLsCommand.self, []).records().isEmpty)
    }

    @Test func withoutAnAnswerTheCaseIsTriedAgain() async throws {
        _ = await run(RDAPRefreshCommand.self, [])
        let first = try await run(TraceCommand.self, ["--all", "--online"]).record()
        #expect(first["outcome"] == "unconfirmed" || first["state"] == "tracing")
        let folder = try TemporaryFolder()
        _ = try folder.write("hosts.tsv", "host\taddresses\nwww.site.test\t\n")
        let second = try await run(TraceCommand.self, ["HL-1", "--data", folder.path]).record()
        #expect(second["outcome"] == "unresolved")
        #expect(second["state"] == "tracing")
        #expect(try await run(TraceCommand.self, ["--all", "--data", folder.path]).records().count == 1)
        let decided = try await run(TraceCommand.self, ["HL-1", "--data", folder.path, "--country", "XA"]).record()
        #expect(decided["state"] == "traced")
        #expect(try await run(TraceCommand.self, ["--all", "--data", folder.path]).records().isEmpty)
    }

    @Test func mistakes() async throws {
        for words in [
            ["HL-1"], ["HL-1", "--all", "--online"], ["--online"],
            ["HL-1", "--data", "x", "--name-server", "192.0.2.53"],
            ["HL-1", "--online", "--allow-loopback", "70000"],
        ] {
            #expect(await run(TraceCommand.self, words).exitCode == .usage)
        }
        #expect(await run(RDAPRefreshCommand.self, ["--from", "http://x.test/"]).exitCode == .usage)
        #expect(await run(RDAPForgetCommand.self, ["--days", "-1"]).exitCode == .usage)
    }
}

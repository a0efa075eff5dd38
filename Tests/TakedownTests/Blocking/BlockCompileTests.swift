import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// `takedown blocklist compile` as a new user runs it, without a workspace.
struct BlockCompileTests {
    static let rules = """
        {"domain":"dedicated.example.org","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}
        {"domain":"DEDICATED.example.org.","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}
        {"host":"ok.a.dedicated.example.org","action":"passthru","reason":"appeal","expiresAt":"2027-01-01T00:00:00Z"}
        {"host":"bücher.example.net","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}
        {"url":"https://www.example.org/v/1.mp4","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}

        """

    private func compile(
        _ text: String, _ format: String, _ words: [String] = [], folder: TemporaryFolder
    ) async throws -> CommandRun {
        let file = try folder.write("rules.jsonl", text)
        return await CommandRun.run(
            BlocklistCompileCommand.self, [file, "--to", format, "--out", folder.file("out")] + words,
            plugins: [TestPlugin.self])
    }

    @Test func aZone() async throws {
        let folder = try TemporaryFolder()
        let run = try await compile(Self.rules, "rpz", ["--origin", "rpz.example"], folder: folder)
        #expect(run.exitCode == .partial)
        #expect(run.errors.contains("rules.jsonl:5: www.example.org/v/1.mp4: rpz cannot block a URL; left out"))
        #expect(run.errors.contains("[takedown.block.inexpressible]"))
        #expect(try run.record()["entries"] == 3)
        let zone = String(decoding: try Files.read(folder.file("out/rpz.zone")), as: UTF8.self)
        #expect(
            zone == """
                $TTL 300
                $ORIGIN rpz.example.
                @ SOA localhost. hostmaster.localhost. \(CommandRun.start.milliseconds / 1000) 300 60 604800 300
                @ NS localhost.
                dedicated.example.org CNAME .
                *.dedicated.example.org CNAME .
                ok.a.dedicated.example.org CNAME rpz-passthru.
                xn--bcher-kva.example.net CNAME *.
                *.a.dedicated.example.org CNAME .
                *.ok.a.dedicated.example.org CNAME .
                a.dedicated.example.org CNAME .

                """)
        let again = try await compile(Self.rules, "rpz", ["--origin", "rpz.example"], folder: folder)
        #expect(again.output == run.output)
    }

    @Test func badRulesDoNotStopTheOthers() async throws {
        let folder = try TemporaryFolder()
        let text = """
            not json
            {"host":"a.example.org","action":"block","reason":"csam","expiresAt":"2026-01-01T00:00:00Z"}
            {"host":"b.example.org","action":"block","reason":"csam"}
            {"domain":"co.uk","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}
            {"host":"bank.example.com","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}
            {"host":"c.example.org","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}

            """
        let never = try folder.write("never.tsv", "example.com\t2026-01-01\ta bank\n")
        let run = try await compile(text, "hosts", ["--never", never], folder: folder)
        #expect(run.exitCode == .partial)
        for (line, code) in [
            (1, "json.syntax"), (2, "takedown.block.expired"), (3, "takedown.block.expiry.missing"),
            (4, "takedown.block.public-suffix"), (5, "takedown.block.never"),
        ] {
            let said = run.errors.split(separator: "\n").contains {
                $0.contains("rules.jsonl:\(line): ") && $0.hasSuffix("[\(code)]")
            }
            #expect(said, "line \(line): \(run.errors)")
        }
        let hosts = String(decoding: try Files.read(folder.file("out/hosts.txt")), as: UTF8.self)
        #expect(hosts.hasSuffix("0.0.0.0 c.example.org\n:: c.example.org\n"))
    }

    @Test func stopPagesAreAddresses() async throws {
        let folder = try TemporaryFolder()
        let words = ["--stop-address", "2001:db8::53", "--stop-address", "192.0.2.53"]
        let rules = Self.rules.split(separator: "\n").dropLast().joined(separator: "\n")
        #expect(try await compile(rules, "rpz", words, folder: folder).exitCode == .done)
        let zone = String(decoding: try Files.read(folder.file("out/rpz.zone")), as: UTF8.self)
        #expect(zone.contains("\n*.dedicated.example.org A 192.0.2.53\n*.dedicated.example.org AAAA 2001:db8::53\n"))
        #expect(!zone.contains("CNAME ."))
        #expect(
            try await compile(rules, "hosts", ["--stop-address", "192.0.2.53"], folder: folder).exitCode == .partial)
        let hosts = String(decoding: try Files.read(folder.file("out/hosts.txt")), as: UTF8.self)
        #expect(hosts.contains("192.0.2.53 xn--bcher-kva.example.net\n:: xn--bcher-kva.example.net\n"))
    }

    @Test(arguments: [
        ["--ttl", "86400"], ["--origin", "RPZ..example"], ["--stop-address", "example.org"],
        ["--stop-page", "https://stop.example/\" onload="], ["--install-folder", "/a b"], ["--to", "bind"],
    ])
    func optionsThatCannotBe(_ words: [String]) async throws {
        let run = try await compile(Self.rules, "rpz", words, folder: try TemporaryFolder())
        #expect(run.exitCode == .usage)
    }

    @Test func keyedListsNeedAKeyAndSayWhich() async throws {
        let folder = try TemporaryFolder()
        let text = """
            {"domain":"dedicated.example.org","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}
            {"url":"https://www.example.org/v/1.mp4","action":"block","reason":"csam","expiresAt":"2027-01-01T00:00:00Z"}

            """
        #expect(try await compile(text, "prefixes-hmac", folder: folder).exitCode == .usage)
        let key = try folder.write("key", String(repeating: "k", count: 32))
        #expect(try await compile(text, "prefixes-hmac", ["--key-file", key], folder: folder).exitCode == .done)
        let hasher = try ExpressionHasher(key: Array(repeating: UInt8(ascii: "k"), count: 32))
        let domains = try HashPrefixFile.decode(try Files.read(folder.file("out/domains.prefixes")))
        let urls = try HashPrefixFile.decode(try Files.read(folder.file("out/urls.prefixes")))
        let below = try URLIdentity(parsing: "https://a.dedicated.example.org/x")
        let beside = try URLIdentity(parsing: "https://dedicated2.example.org/x")
        #expect(try domains.answer(for: below, hasher) != .absent)
        #expect(try domains.answer(for: beside, hasher) == .absent)
        #expect(urls.list?.contains(hasher.digest("www.example.org/v/1.mp4")) == true)
        #expect(urls.list?.count == 1)
        #expect(urls.header.keyID == hasher.keyID)
    }
}

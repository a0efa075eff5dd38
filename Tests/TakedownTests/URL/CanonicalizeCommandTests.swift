import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// `takedown canonicalize`.
struct CanonicalizeCommandTests {
    @Test func answersInOrder() async throws {
        let run = await CommandRun.run(
            CanonicalizeCommand.self,
            ["http://HOST.example.org:81/a/../b?q#f", "www.example.org", "http://host%23.com/"])
        #expect(run.exitCode == .done)
        let records = try run.records()
        #expect(
            records.first
                == [
                    "input": "http://HOST.example.org:81/a/../b?q#f", "canonical": "http://host.example.org/b?q",
                    "resource": "http://host.example.org:81/b?q", "host": "host.example.org",
                    "registrableDomain": "example.org",
                    "expressions": [
                        "host.example.org/b?q", "host.example.org/b", "host.example.org/", "example.org/b?q",
                        "example.org/b", "example.org/",
                    ],
                ])
        #expect(records[1]["canonical"] == "http://www.example.org/")
        #expect(records[1]["resource"] == .null)
        #expect(records[1]["resourceError"]?["code"] == "takedown.url.relative")
        #expect(records[2]["canonical"] == "http://host%23.com/")
        #expect(records[2]["resourceError"]?["code"] == "takedown.url.host.forbidden")
    }

    @Test func profilesDiffer() async throws {
        let url = "http://[::ffff:192.0.2.1]/"
        let fourth = try await CommandRun.run(CanonicalizeCommand.self, [url]).record()
        let fifth = try await CommandRun.run(CanonicalizeCommand.self, ["--profile", "v5", url]).record()
        #expect(fourth["canonical"] == "http://[::ffff:c000:201]/")
        #expect(fifth["canonical"] == "http://192.0.2.1/")
    }

    /// Browsers need no slashes; the list rules know no such URL.
    @Test func whatBrowsersReadHasAKey() async throws {
        let record = try await CommandRun.run(CanonicalizeCommand.self, ["https:a:b@host.test/c"]).record()
        #expect(record["canonical"] == "https://host.test/c")
        #expect(record["resource"] == "https://a:b@host.test/c")
    }

    @Test func badOnesAreNamedAndTheRestIsDone() async throws {
        let run = await CommandRun.run(
            CanonicalizeCommand.self, ["http:///x", "http://example.org", "mailto:a@b.test"])
        #expect(run.exitCode == .partial)
        let records = try run.records()
        #expect(
            records.map { $0["error"]?["code"]?.stringValue } == [
                "takedown.url.host.missing", nil, "takedown.url.scheme",
            ])
        #expect(run.errors.contains("[takedown.url.host.missing]"))
    }

    @Test func standardInputIsReadByLines() throws {
        var answers: [UInt8] = []
        var errors = ""
        let context = CommandContext(
            surroundings: .test(clock: TestClock(CommandRun.start)), actor: "analyst-1", registry: try Registry([]),
            output: OutputWriter(format: .ndjson, width: 80) { answers += $0 },
            talk: Talk(quiet: false, isTerminal: false, now: { CommandRun.start }) { errors += $0 }, request: ""
        ) { _ in throw AllianceError("workspace.missing", "none") }
        let long = String(repeating: "a", count: 70_000)
        let huge = String(repeating: "a", count: 1_100_000)
        let text = "http://a.test/\r\n\nhttp://\u{1}.test/\nhttp://a.test/\(long)\n\(huge)\nhttp://b.test\n"
        var input = InputFile(name: "-", bytes: Array(text.utf8) + Array("http://c.test/".utf8) + [0xff, 0x0a])
        try CanonicalizeCommand().answerLines(&input, context)
        let records = try answers.split(separator: 0x0a).map { try JSONText.decode(Array($0)) }
        #expect(
            records.map { $0["canonical"] ?? $0["error"]?["code"] ?? .null } == [
                "http://a.test/", "takedown.url.host.missing", "http://%01.test/", "takedown.url.too-long",
                "takedown.url.too-long", "http://b.test/", "takedown.url.encoding",
            ])
        #expect(errors.contains("standard input:2: there is no host"))
        #expect(errors.contains("standard input:5:"))
        #expect(context.failureCount == 4)
    }
}

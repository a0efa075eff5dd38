import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Getting IANA's lists: only what changed, only when it is due, never a broken one in place of a good one.
struct BootstrapRefreshTests {
    private let scratch: TemporaryFolder
    private let folder: BootstrapFolder
    private static let base = "https://lists.example.net/rdap"
    private static let lists = [
        "ipv4": #"{"services":[[["192.0.2.0/24"],["https://v4.example.net/"]]]}"#,
        "ipv6": #"{"services":[[["2001:db8::/32"],["https://v6.example.net/"]]]}"#,
        "asn": #"{"services":[[["64496-64511"],["https://as.example.net/"]]]}"#,
        "dns": #"{"services":[[["test"],["https://dns.example.net/"]]]}"#,
        "object-tags": #"{"services":[[["x@example.net"],["EX"],["https://tags.example.net/"]]]}"#,
    ]

    init() throws {
        scratch = try TemporaryFolder()
        folder = BootstrapFolder(path: scratch.file("rdap"))
    }

    private func table(_ fields: [String: String]) -> TableHTTPClient {
        TableHTTPClient(
            Dictionary(
                uniqueKeysWithValues: Self.lists.map {
                    ("\(Self.base)/\($0.key).json", [.response(200, $0.value, fields)])
                })
        )
    }

    private func refresh(
        _ http: TableHTTPClient, force: Bool = false, at now: Instant = CommandRun.start
    ) async throws -> [BootstrapRefresh.Outcome] {
        var outcomes: [BootstrapRefresh.Outcome] = []
        try await BootstrapRefresh(folder, base: Self.base, http: http).run(force: force, at: now) {
            _, outcome, _, error in
            outcomes.append(outcome)
            #expect((error != nil) == (outcome == .failed))
        }
        return outcomes
    }

    @Test func onlyWhatIsDueAndChanged() async throws {
        let http = table([
            "etag": "\"v1\"", "last-modified": "Sun, 22 Nov 2026 00:00:00 GMT", "cache-control": "public, max-age=3600",
        ])
        #expect(try await refresh(http) == Array(repeating: .updated, count: 5))
        var problems: [AllianceError] = []
        let bootstrap = folder.load(&problems)
        #expect(problems.isEmpty)
        #expect(bootstrap.servers(forAutnum: 64500) == ["https://as.example.net/"])
        #expect(bootstrap.servers(forEntity: "ABC-EX") == ["https://tags.example.net/"])
        #expect(bootstrap.servers(for: .v4(0xc000_0201)) == ["https://v4.example.net/"])

        #expect(try await refresh(http) == Array(repeating: .fresh, count: 5))
        #expect(http.requests.count == 5)
        let later = CommandRun.start.adding(hours: 2)
        for name in Self.lists.keys {
            http.set("\(Self.base)/\(name).json", [.response(304, "", ["expires": "Tue, 24 Nov 2026 00:00:00 GMT"])])
        }
        #expect(try await refresh(http, at: later) == Array(repeating: .unchanged, count: 5))
        #expect(http.requests.last?.headers.contains { $0.name == "If-None-Match" && $0.value == "\"v1\"" } == true)
        #expect(http.requests.last?.headers.contains { $0.name == "If-Modified-Since" } == true)
        #expect(try await refresh(http, at: CommandRun.start.adding(hours: 14)) == Array(repeating: .fresh, count: 5))
        #expect(try await refresh(table([:]), force: true, at: later) == Array(repeating: .updated, count: 5))
    }

    @Test func aBrokenOneDoesNotReplaceAGoodOne() async throws {
        _ = try await refresh(table([:]))
        let http = table([:])
        http.set("\(Self.base)/asn.json", [.ok("{")])
        http.set("\(Self.base)/dns.json", [.ok(#"{"services":[]}"#)])
        http.set("\(Self.base)/ipv4.json", [.status(500)])
        http.set("\(Self.base)/ipv6.json", [.unreachable])
        #expect(try await refresh(http, force: true) == [.failed, .failed, .failed, .failed, .updated])
        var problems: [AllianceError] = []
        let bootstrap = folder.load(&problems)
        #expect(problems.isEmpty)
        #expect(!bootstrap.servers(forAutnum: 64500).isEmpty && !bootstrap.servers(forDomain: "a.test").isEmpty)
    }

    @Test func brokenFilesAreNamed() throws {
        try Files.makeFolder(folder.path)
        try Files.write(Array("[]".utf8), to: "\(folder.path)/asn.json")
        try Files.write(Array("{".utf8), to: "\(folder.path)/dns.json")
        try Files.write(Array(Self.lists["ipv4"]!.utf8), to: "\(folder.path)/ipv4.json")
        try Files.write(Array("nonsense".utf8), to: "\(folder.path)/state.json")
        var problems: [AllianceError] = []
        let bootstrap = folder.load(&problems)
        #expect(Set(problems.map(\.code)) == ["takedown.rdap.bootstrap", "json.truncated"])
        #expect(problems.allSatisfy { $0.place != nil })
        #expect(!bootstrap.servers(for: .v4(0xc000_0201)).isEmpty)
        #expect(folder.states().isEmpty)
    }

    @Test(
        arguments: [
            (["cache-control": "no-cache"], 0.0), (["cache-control": "Max-Age=60"], 60), ([:], 86_400),
            (["expires": "Mon, 23 Nov 2026 10:00:00 GMT"], 3600), (["expires": "0"], 86_400),
            (["cache-control": "max-age=99999999"], 604_800),
        ] as [([String: String], Double)])
    func freshness(fields: [String: String], seconds: Double) {
        let response = HTTPResponse(status: 200, url: "", headers: fields.map { ($0.key, $0.value) })
        #expect(BootstrapRefresh.fresh(response, at: CommandRun.start).seconds(since: CommandRun.start) == seconds)
    }
}

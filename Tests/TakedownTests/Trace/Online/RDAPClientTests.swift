import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Asking RDAP servers, with a table in place of the network and a clock that only waiting moves.
struct RDAPClientTests {
    private let clock = TestClock(CommandRun.start)
    private static let base = "https://rdap.example.net"

    private func client(
        _ table: TableHTTPClient, perMinute: Double = 600, cache: any RDAPCache = MemoryRDAPCache(),
        limits: RDAPLimits = RDAPLimits()
    ) throws -> RDAPClient {
        var bootstrap = RDAPBootstrap()
        try bootstrap.add(
            ["services": [[["192.0.0.0/8"], [.string(Self.base), "http://rdap.example.net/"]]]], .ipv4)
        try bootstrap.add(
            ["services": [[["64496-64511"], ["https://one.example.net/x/", "https://two.example.net/"]]]], .asn)
        try bootstrap.add(["services": [[["test"], ["http://plain.example.net/"]]]], .dns)
        try bootstrap.add(["services": [[[], ["EX"], [.string(Self.base)]]]], .object)
        let clock = clock
        return RDAPClient(
            http: table, bootstrap: bootstrap, cache: cache, limits: limits,
            pace: RDAPPace(perMinute: perMinute, slower: ["slow.example.net": 6]), now: { clock.now },
            sleep: { clock.advance(seconds: Int($0.rounded(.up))) })
    }

    private static func block(_ first: String, _ last: String) -> TableHTTPClient.Answer {
        .ok(#"{"objectClassName":"ip network","startAddress":"\#(first)","endAddress":"\#(last)","country":"XA"}"#)
    }

    private static let address = RDAPQuery.address(.v4(0xc000_0201))

    private func code(_ reply: RDAPReply) -> String? {
        if case .failed(let error) = reply { return error.code }
        return nil
    }

    @Test func asksTheRightServerWithTheRightFields() async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [Self.block("192.0.2.0", "192.0.2.255")]])
        let client = try client(table)
        let reply = await client.ask(Self.address)
        #expect(reply.stored?.answer.country?.value.code == "XA")
        #expect(reply.stored?.name == "\(Self.base)/ip/192.0.2.1")
        let request = try #require(table.requests.first)
        #expect(request.headers.map(\.value) == ["application/rdap+json, application/json"])
        #expect(request.redirects == 0)
        #expect(await client.asked == ["\(Self.base)/ip/192.0.2.1"])
    }

    @Test func oneAnswerCoversItsBlock() async throws {
        let table = TableHTTPClient([
            "\(Self.base)/ip/192.0.2.1": [Self.block("192.0.2.0", "192.0.2.255")],
            "\(Self.base)/ip/192.0.3.1": [Self.block("192.0.3.0", "192.0.3.255")],
        ])
        let client = try client(table)
        for last in 1...255 { #expect(await client.ask(.address(.v4(0xc000_0200 + UInt32(last)))).stored != nil) }
        _ = await client.ask(.address(.v4(0xc000_0301)))
        #expect(table.requests.count == 2)
        clock.advance(hours: 12, seconds: 1)
        _ = await client.ask(Self.address)
        #expect(table.requests.count == 3)
    }

    /// Inside a large block there may be smaller ones with contacts of their own.
    @Test func aLargeBlockSpeaksForTheQuestionAlone() async throws {
        let table = TableHTTPClient([
            "\(Self.base)/ip/192.0.2.1": [Self.block("192.0.0.0", "192.255.255.255")],
            "\(Self.base)/ip/192.0.2.2": [Self.block("192.0.2.0", "192.0.2.255")],
        ])
        let client = try client(table)
        _ = await client.ask(Self.address)
        _ = await client.ask(Self.address)
        #expect(await client.ask(.address(.v4(0xc000_0202))).stored?.answer.addresses?.upperBound == .v4(0xc000_02ff))
        #expect(table.requests.count == 2)
    }

    @Test func redirectsAreFollowedByUs() async throws {
        let table = TableHTTPClient([
            "\(Self.base)/ip/192.0.2.1": [.response(301, "", ["location": "https://b.example.net/a/ip/192.0.2.1"])],
            "https://b.example.net/a/ip/192.0.2.1": [.response(302, "", ["location": "/c/192.0.2.1"])],
            "https://b.example.net/c/192.0.2.1": [.response(303, "", ["location": "d"])],
            "https://b.example.net/c/d": [.response(307, "", ["location": "//e.example.net/x"])],
            "https://e.example.net/x": [.response(308, "", ["location": "https://f.example.net/y?z=1"])],
            "https://f.example.net/y?z=1": [Self.block("192.0.2.0", "192.0.2.255")],
        ])
        let reply = await (try client(table)).ask(Self.address)
        #expect(reply.stored?.name == "https://f.example.net/y?z=1")
        #expect(table.requests.count == 6)
        #expect(table.requests.allSatisfy { $0.redirects == 0 })
        var limits = RDAPLimits()
        limits.redirects = 4
        #expect(code(await (try client(table, limits: limits)).ask(Self.address)) == "takedown.rdap.redirects")
    }

    @Test(arguments: [
        "http://b.example.net/", "ftp://b.example.net/", "", "https://u:p@b.example.net/", "javascript:x",
    ])
    func redirectsThatAreRefused(location: String) async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.response(302, "", ["location": location])]])
        // `javascript:x` reads as a relative path, which leads to nothing.
        let expected = location.hasPrefix("javascript") ? nil : "takedown.rdap.redirect"
        #expect(code(await (try client(table)).ask(Self.address)) == expected)
    }

    @Test func aLoopOfRedirectsEnds() async throws {
        let table = TableHTTPClient([
            "\(Self.base)/ip/192.0.2.1": [.response(302, "", ["location": "\(Self.base)/ip/192.0.2.1"])]
        ])
        #expect(code(await (try client(table)).ask(Self.address)) == "takedown.rdap.redirects")
        #expect(table.requests.count == 6)
    }

    @Test func nothingThereIsAnAnswer() async throws {
        let table = TableHTTPClient([:])
        let client = try client(table)
        for _ in 0..<3 {
            guard case .noData = await client.ask(Self.address) else {
                Issue.record("404 is no error")
                return
            }
        }
        #expect(table.requests.count == 1)
        clock.advance(hours: 1, seconds: 1)
        _ = await client.ask(Self.address)
        #expect(table.requests.count == 2)
    }

    @Test(arguments: [("7", 7), ("Mon, 23 Nov 2026 09:00:30 GMT", 30), ("", 5), ("soon", 5), ("0", 1)])
    func aServerThatHasHadEnoughIsAskedLater(field: String, seconds: Int) async throws {
        let table = TableHTTPClient([
            "\(Self.base)/ip/192.0.2.1": [
                .response(429, "", ["retry-after": field]), Self.block("192.0.2.0", "192.0.2.255"),
            ]
        ])
        #expect(await (try client(table)).ask(Self.address).stored != nil)
        #expect(clock.now.seconds(since: CommandRun.start) == Double(seconds))
        #expect(table.requests.count == 2)
    }

    @Test func aLongPauseIsNotWaitedFor() async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.response(503, "", ["retry-after": "600"])]])
        let client = try client(table)
        guard case .failed(let error) = await client.ask(Self.address) else {
            Issue.record("the server refused")
            return
        }
        #expect(error.code == "takedown.rdap.busy")
        #expect(error.exitCode == .busy)
        #expect(error.message.contains("2026-11-23T09:10:00Z"))
        // While the pause lasts, nobody knocks.
        #expect(code(await client.ask(.address(.v4(0xc000_0909)))) == "takedown.rdap.busy")
        #expect(table.requests.count == 1)
        #expect(clock.now == CommandRun.start)
        clock.advance(minutes: 11)
        table.set("\(Self.base)/ip/192.0.2.1", [Self.block("192.0.2.0", "192.0.2.255")])
        #expect(await client.ask(Self.address).stored != nil)
    }

    @Test func refusalsWithoutEndEnd() async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.status(429)]])
        #expect(code(await (try client(table)).ask(Self.address)) == "takedown.rdap.busy")
        #expect(table.requests.count == 3)
    }

    @Test func thePaceHolds() async throws {
        let table = TableHTTPClient([:])
        let client = try client(table, perMinute: 30)
        for last in 0..<11 { _ = await client.ask(.address(.v4(0xc000_0200 + UInt32(last)))) }
        // Five at once, then one every two seconds.
        #expect(table.requests.count == 11)
        #expect(clock.now.seconds(since: CommandRun.start) == 12)
    }

    @Test func anotherServerOfTheRegistryHelps() async throws {
        let table = TableHTTPClient([
            "https://one.example.net/x/autnum/64496": [.unreachable],
            "https://two.example.net/autnum/64496": [
                .ok(#"{"objectClassName":"autnum","startAutnum":64496,"endAutnum":64500,"country":"XA"}"#)
            ],
        ])
        let client = try client(table)
        #expect(await client.ask(.autnum(64496)).stored?.name == "https://two.example.net/autnum/64496")
        #expect(await client.ask(.autnum(64500)).stored != nil)
        #expect(table.requests.count == 2)
    }

    @Test func nothingIsAskedInTheClearWhereThereIsAnother() async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.unreachable]])
        #expect(code(await (try client(table)).ask(Self.address)) == "transport.unreachable")
        #expect(table.requests.map(\.url) == ["\(Self.base)/ip/192.0.2.1"])
        _ = await (try client(table)).ask(.domain("x.test"))
        #expect(table.requests.last?.url == "http://plain.example.net/domain/x.test")
    }

    @Test func handlesCannotReachOut() async throws {
        let table = TableHTTPClient([:])
        let client = try client(table)
        _ = await client.ask(.entity("../a b/\u{e9}?x-EX"))
        #expect(table.requests.last?.url == "\(Self.base)/entity/..%2Fa%20b%2F%C3%A9%3Fx-EX")
        _ = await client.ask(.entity("OTHER"), or: "https://two.example.net")
        #expect(table.requests.last?.url == "https://two.example.net/entity/OTHER")
        #expect(code(await client.ask(.entity("NOBODY"))) == "takedown.rdap.no-server")
    }

    @Test(arguments: [
        ("not JSON", "json.syntax"), ("[]", "takedown.rdap.shape"), ("{", "json.truncated"), ("", "json.truncated"),
        (#"{"objectClassName":"ip network","startAddress":"198.51.100.0"}"#, "takedown.rdap.mismatch"),
        (#"{"objectClassName":"autnum","startAutnum":1}"#, "takedown.rdap.mismatch"),
        (#"{"errorCode":500}"#, "takedown.rdap.mismatch"), ("<html>", "json.syntax"),
    ])
    func whatIsNoAnswerIsKeptAside(body: String, expected: String) async throws {
        let cache = MemoryRDAPCache()
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.ok(body)]])
        let client = try client(table, cache: cache)
        let found = code(await client.ask(Self.address))
        #expect(found == expected || (expected.hasPrefix("json.") && found?.hasPrefix("json.") == true))
        let kept = try #require(cache.kept(Self.address, since: CommandRun.start))
        #expect(kept.kind == .malformed)
        #expect(kept.bytes == Array(body.utf8))
        // It is not asked for again at once.
        #expect(code(await client.ask(Self.address)) == "takedown.rdap.malformed")
        #expect(table.requests.count == 1)
    }

    @Test func anErrorAnswerThatSaysNothingIsThere() async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.ok(#"{"errorCode":404,"title":"none"}"#)]])
        guard case .noData = await (try client(table)).ask(Self.address) else {
            Issue.record("an error answer 404 is no data")
            return
        }
    }

    @Test func anAnswerHasALimit() async throws {
        var limits = RDAPLimits()
        limits.bytes = 50
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [Self.block("192.0.2.0", "192.0.2.255")]])
        #expect(code(await (try client(table, limits: limits)).ask(Self.address)) == "takedown.rdap.too-large")
    }

    @Test(arguments: [400, 401, 403, 500, 502])
    func otherStatusesAreNamed(status: Int) async throws {
        let table = TableHTTPClient(["\(Self.base)/ip/192.0.2.1": [.status(status)]])
        #expect(code(await (try client(table)).ask(Self.address)) == "takedown.rdap.status")
    }

    @Test func answersStayInTheWorkspace() async throws {
        let store = MemoryStore()
        let table = TableHTTPClient([
            "\(Self.base)/ip/192.0.2.1": [Self.block("192.0.2.0", "192.0.2.255")],
            "\(Self.base)/ip/192.0.2.130": [Self.block("192.0.2.128", "192.0.2.255")],
            "\(Self.base)/ip/192.0.9.1": [.ok("nonsense")],
            "https://one.example.net/x/autnum/64496": [
                .ok(#"{"objectClassName":"autnum","startAutnum":64496,"endAutnum":64500}"#)
            ],
        ])
        func fresh() throws -> RDAPClient { try client(table, cache: StoreRDAPCache(store, actor: "analyst-1")) }
        _ = await (try fresh()).ask(.address(.v4(0xc000_0282)))
        _ = await (try fresh()).ask(Self.address)
        _ = await (try fresh()).ask(.autnum(64496))
        _ = await (try fresh()).ask(.address(.v4(0xc000_0901)))
        #expect(table.requests.count == 4)
        let smallest = await (try fresh()).ask(.address(.v4(0xc000_02c8)))
        #expect(smallest.stored?.answer.addresses?.lowerBound == .v4(0xc000_0280))
        #expect(
            await (try fresh()).ask(.address(.v4(0xc000_0210))).stored?.answer.addresses?.lowerBound == .v4(0xc000_0200)
        )
        #expect(await (try fresh()).ask(.autnum(64499)).stored != nil)
        #expect(code(await (try fresh()).ask(.address(.v4(0xc000_0901)))) == "takedown.rdap.malformed")
        #expect(table.requests.count == 4)
        #expect(await (try fresh()).ask(.autnum(64501)).stored == nil)
        #expect(table.requests.count == 5)
    }
}

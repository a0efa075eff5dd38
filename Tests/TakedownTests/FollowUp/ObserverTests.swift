import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// One look at one URL: what each answer means.
struct ObserverTests {
    private static let url = "https://www.example.org/v/1.mp4"
    private static let video = ["content-type": "video/mp4", "content-range": "bytes 0-0/7000"]
    private let clock = TestClock(Instant("2026-11-20T00:00:00Z")!)

    private func look(
        _ table: [String: [TableHTTPClient.Answer]], _ known: Observer.Known = .init(),
        vantage: Vantage = Vantage("plain")
    ) async throws -> (Sighting, TableHTTPClient) {
        let client = TableHTTPClient(table)
        let observer = Observer(
            vantage: vantage, client: client, userAgent: "alliance (+https://example.org/why)",
            now: { [clock] in clock.now })
        return (try await observer.look(at: Self.url, known: known), client)
    }

    @Test(arguments: [
        (200, ObservationOutcome.online, LookReason.content), (206, .online, .content), (404, .removed, .notFound),
        (410, .removed, .goneForGood), (401, .unavailable, .access), (403, .unavailable, .access),
        (402, .unavailable, .premium), (451, .unavailable, .legalHere), (500, .unavailable, .temporary),
        (503, .unavailable, .temporary), (429, .unknown, .throttled), (408, .unknown, .timeout),
        (204, .unknown, .status), (418, .unknown, .status), (100, .unknown, .status),
    ])
    func whatAStatusSays(status: Int, outcome: ObservationOutcome, reason: LookReason) async throws {
        let (found, _) = try await look([Self.url: [.status(status)]])
        #expect(found.outcome == outcome)
        #expect(found.reason == reason)
        #expect(found.status == status)
        #expect(found.vantage == "plain" && found.time == clock.now)
    }

    @Test(arguments: [
        ("transport.timeout", LookReason.timeout), ("transport.tls", .tls), ("transport.unreachable", .connection),
        ("transport.failed", .connection), ("transport.name.failed", .nameServer), ("transport.name.empty", .noAddress),
        ("transport.headers.too-large", .connection), ("transport.url.credentials", .refused),
    ])
    func silenceIsNeverARemoval(code: String, reason: LookReason) async throws {
        let observer = Observer(client: FailingClient(code), userAgent: "x", now: { [clock] in clock.now })
        let found = try await observer.look(at: Self.url)
        #expect(found.outcome == .unknown)
        #expect(found.reason == reason)
    }

    @Test func aNameMustBeMissingTwice() async throws {
        let client = FailingClient("transport.name.unresolved")
        let found = try await Observer(client: client, userAgent: "x", now: { [clock] in clock.now }).look(at: Self.url)
        #expect(found.outcome == .gone && found.reason == .noName)
        #expect(client.count == 2)
        let once = FailingClient("transport.name.unresolved", then: 200)
        let back = try await Observer(client: once, userAgent: "x", now: { [clock] in clock.now }).look(at: Self.url)
        #expect(back.outcome == .online)
    }

    @Test func withoutANetworkNothingIsFound() async throws {
        let observer = Observer(client: NoNetwork(), userAgent: "x", now: { [clock] in clock.now })
        let error = await #expect(throws: AllianceError.self) { try await observer.look(at: Self.url) }
        #expect(error?.code == "network.off")
    }

    @Test func asksForHeaderFieldsOnly() async throws {
        let (_, client) = try await look(
            [Self.url: [.status(416), .status(200)]], .init(referrer: "https://board.example.net/t/1"),
            vantage: Vantage("referred", referrer: true))
        #expect(client.requests.count == 2)
        for request in client.requests {
            #expect(request.method == "GET" && request.headersOnly && request.redirects == 0 && request.bodyLimit == 0)
            #expect(request.headers.contains { $0 == ("Referer", "https://board.example.net/t/1") })
            #expect(request.headers.contains { $0 == ("User-Agent", "alliance (+https://example.org/why)") })
            #expect(!request.headers.contains { $0.name == "Cookie" })
        }
        #expect(client.requests[0].headers.contains { $0 == ("Range", "bytes=0-0") })
        #expect(!client.requests[1].headers.contains { $0.name == "Range" })
        let (found, second) = try await look(
            [Self.url: [.status(405), .status(404)]], .init(referrer: "https://x.test/"))
        #expect(found.outcome == .removed)
        #expect(second.requests.map(\.method) == ["GET", "HEAD"])
        #expect(
            !second.requests[0].headers.contains { $0.name == "Referer" }, "only vantage points that say so send it")
    }

    @Test(arguments: [
        ("https://other.example.net/x", ObservationOutcome.moved, LookReason.otherSite),
        ("//other.example.net/x", .moved, .otherSite), ("http://192.0.2.1/x", .moved, .otherSite),
        ("https://www.sedoparking.com/park?d=example.org", .parkedSuspected, .parkingSign),
        ("/cgi-sys/suspendedpage.cgi", .parkedSuspected, .parkingSign), ("/login?next=/v/1.mp4", .unavailable, .access),
        ("https://www.example.org/users/sign_in", .unavailable, .access), ("javascript:alert(1)", .unknown, .redirects),
        ("https://[broken", .unknown, .redirects), ("", .unknown, .redirects), ("/", .changed, .frontPage),
        ("https://cdn.example.org/v/1.mp4", .online, .content), ("2.mp4", .online, .content),
        ("https://www.example.org/v/1.mp4?token=1", .online, .content), ("?x", .online, .content),
    ])
    func whereARedirectLeads(location: String, outcome: ObservationOutcome, reason: LookReason) async throws {
        var table: [String: [TableHTTPClient.Answer]] = [Self.url: [.response(302, "", ["location": location])]]
        for next in [
            "https://www.example.org/", "https://cdn.example.org/v/1.mp4", "https://www.example.org/v/2.mp4",
            Self.url + "?token=1", Self.url + "?x",
        ] {
            table[next] = [.response(206, "", Self.video)]
        }
        let (found, _) = try await look(table)
        #expect(found.outcome == outcome)
        #expect(found.reason == reason)
        if outcome == .moved { #expect(found.movedTo?.contains("://") == true) }
    }

    @Test func atMostFiveRedirects() async throws {
        let (found, client) = try await look([Self.url: [.response(302, "", ["location": Self.url])]])
        #expect(found.outcome == .unknown && found.reason == .redirects)
        #expect(client.requests.count == Observer.redirectLimit + 1)
    }

    @Test func strongDifferencesGoToAnAnalyst() async throws {
        let (first, _) = try await look([Self.url: [.response(206, "", Self.video)]])
        let before = try #require(first.fingerprint)
        #expect(before.type == "video/mp4" && before.length == 7000)
        for (headers, outcome) in [
            (Self.video, ObservationOutcome.online),
            (["content-type": "text/html"], .changed),
            (["content-type": "video/mp4", "content-range": "bytes 0-0/6000"], .changed),
            (["content-type": "video/mp4", "content-range": "bytes 0-0/*"], .online),
            ([:], .online), (["content-type": "VIDEO/MP4; codecs=x", "content-range": "bytes 0-0/7000"], .online),
        ] {
            let (found, _) = try await look([Self.url: [.response(206, "", headers)]], .init(fingerprint: before))
            #expect(found.outcome == outcome, "\(headers)")
        }
    }

    @Test func parkingSignsAreHints() async throws {
        let (found, _) = try await look([
            Self.url: [.response(200, "", ["x-adblock-key": "MFw", "content-type": "text/html"])]
        ])
        #expect(found.outcome == .parkedSuspected)
        #expect(found.signs == ["parking-header"])
        #expect(!found.outcome.isMiss && !found.outcome.isSighting, "never automatic either way")
    }

    @Test func whatOneVantageSeesIsThere() {
        func seen(_ vantage: String, _ outcome: ObservationOutcome) -> Sighting {
            Sighting(vantage: vantage, time: clock.now, outcome: outcome, reason: .content)
        }
        let apart = Sighting.reconcile([seen("a", .online), seen("b", .removed), seen("c", .unknown)])
        #expect(apart.map(\.outcome) == [.online, .geoDependent, .unknown])
        let agreed = Sighting.reconcile([seen("a", .removed), seen("b", .gone)])
        #expect(agreed.map(\.outcome) == [.removed, .gone])
    }

    @Test func tablesAreWhole() {
        for entry in ObservationSigns.builtin.entries { #expect(!entry.source.isEmpty && !entry.name.isEmpty) }
        let codes = OutcomeCodes.builtin
        for outcome in ObservationOutcome.allCases { #expect(codes.lines.contains { $0.outcome == outcome }) }
        #expect(codes.code(.unavailable, .premium)?.actionReason == 11)
        #expect(codes.code(.unavailable, .legalHere)?.actionReason == 7)
        #expect(codes.code(.unavailable, .temporary)?.actionReason == 10)
        #expect(codes.code(.removed, .notFound)?.action == 3)
        #expect(codes.code(.unknown, .timeout) == nil)
    }
}

/// Fails with a code, the first time or always.
private final class FailingClient: HTTPClient {
    private let code: String
    private let table: TableHTTPClient
    private let status: Int?

    init(_ code: String, then status: Int? = nil) {
        self.code = code
        self.status = status
        table = TableHTTPClient([:])
    }

    var count: Int { table.requests.count }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        _ = try await table.send(request)
        if count > 1, let status { return HTTPResponse(status: status, url: request.url) }
        throw AllianceError(code, "it failed", exit: .unavailable)
    }
}

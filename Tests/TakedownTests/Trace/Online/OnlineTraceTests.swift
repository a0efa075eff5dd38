import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Traces that ask the network: what is asked of whom, and what follows from it.
struct OnlineTraceTests {
    private let clock = TestClock(CommandRun.start)
    private let examples: TraceSources

    init() throws { examples = try TraceFolder(path: "\(Fixtures.package)/Examples/trace").sources }

    private static let base = "https://rdap.example.net"

    private func sources(_ table: TableHTTPClient, _ names: TableNames) throws -> TraceSources {
        var bootstrap = RDAPBootstrap()
        let servers: JSONValue = [.string(Self.base)]
        try bootstrap.add(["services": [[["0.0.0.0/0"], servers]]], .ipv4)
        try bootstrap.add(["services": [[["1-4294967294"], servers]]], .asn)
        try bootstrap.add(["services": [[["test"], servers]]], .dns)
        let clock = clock
        let sleep: @Sendable (Double) async throws -> Void = { clock.advance(seconds: Int($0.rounded(.up))) }
        return TraceSources(
            resolver: RepeatedLooks([names], sleep: sleep), autonomousSystems: examples.autonomousSystems,
            countries: examples.countries, reverse: ReverseNames(names),
            online: RDAPClient(
                http: table, bootstrap: bootstrap, pace: RDAPPace(perMinute: 6000), now: { clock.now }, sleep: sleep))
    }

    private func trace(
        _ url: String, _ table: TableHTTPClient, _ names: TableNames, earlier: [TraceResult] = []
    ) async throws -> TraceResult {
        try await Tracer(sources(table, names)).trace(URLIdentity(parsing: url), earlier: earlier)
    }

    private static let registry = [
        "\(base)/ip/192.0.2.10": [
            TableHTTPClient.Answer.ok(
                #"""
                {"objectClassName":"ip network","handle":"NET-1","startAddress":"192.0.2.0","endAddress":"192.0.2.127",
                "country":"XA","links":[{"rel":"up","href":"https://rdap.example.net/up/1"}],
                "entities":[{"objectClassName":"entity","handle":"AB1-EX","roles":["abuse"],
                "links":[{"rel":"self","href":"https://rdap.example.net/entity/AB1-EX"}]}]}
                """#)
        ],
        "\(base)/up/1": [
            .ok(
                #"""
                {"objectClassName":"ip network","handle":"NET-0","startAddress":"192.0.0.0","endAddress":"192.0.255.255",
                "entities":[{"handle":"UP","roles":["abuse"],"vcardArray":["vcard",[["email",{},"text","abuse@up.test"]]]}]}
                """#)
        ],
        "\(base)/entity/AB1-EX": [
            .ok(
                #"""
                {"objectClassName":"entity","handle":"ab1-ex","vcardArray":["vcard",[["fn",{},"text","Desk"],
                ["email",{},"text","abuse@host.test"],["contact-uri",{},"uri","https://host.test/abuse"]]]}
                """#)
        ],
        "\(base)/autnum/64496": [
            .ok(
                #"""
                {"objectClassName":"autnum","startAutnum":64496,"endAutnum":64496,"country":"XA","entities":[{"roles":["abuse"],
                "vcardArray":["vcard",[["email",{},"text","abuse@as.test"]]]}]}
                """#)
        ],
        "\(base)/domain/site.test": [
            .ok(
                #"""
                {"objectClassName":"domain","ldhName":"SITE.TEST","entities":[{"roles":["registrar"],"entities":[{"roles":["abuse"],
                "vcardArray":["vcard",[["email",{},"text","abuse@registrar.test"]]]}]}]}
                """#)
        ],
    ]

    @Test func everyQuestionAndWhatItGives() async throws {
        let table = TableHTTPClient(Self.registry)
        let names = TableNames(["www.site.test": [["192.0.2.10"]]], reverse: ["192.0.2.10": "web.host.xa."])
        let result = try await trace("https://www.site.test/secret?x=1", table, names)
        #expect(result.outcome == .located)
        #expect(result.country?.code == "XA")
        #expect(result.reasons.last == "4 sources agree on XA")
        #expect(
            table.requests.map(\.url) == [
                "\(Self.base)/domain/site.test", "\(Self.base)/ip/192.0.2.10", "\(Self.base)/up/1",
                "\(Self.base)/autnum/64496", "\(Self.base)/entity/AB1-EX",
            ])
        // Neither the URL's path nor the host's full name goes to a registry.
        #expect(table.requests.allSatisfy { !$0.url.contains("secret") && !$0.url.contains("www.") })
        #expect(
            result.contacts.candidates.map(\.target) == [
                "abuse@host.test", "https://host.test/abuse", "abuse@up.test", "abuse@as.test", "abuse@registrar.test",
                "abuse@site.test",
            ])
        #expect(result.contacts.candidates.map(\.way) == [.mail, .form, .mail, .mail, .mail, .mail])
        #expect(result.contacts.preferred?.confidence == .high)
        #expect(result.gaps.isEmpty)
        #expect(result.addresses.first?.name == "web.host.xa.")
    }

    @Test func localDataComeFirst() async throws {
        let table = TableHTTPClient([:])
        var sources = try sources(table, TableNames([:]))
        sources.answers = examples.answers
        let result = try await Tracer(sources).trace(URLIdentity(parsing: "http://192.0.2.10/"))
        #expect(result.outcome == .located)
        #expect(table.requests.isEmpty)
    }

    @Test func failuresAreGapsAndNeverTheEnd() async throws {
        var registry = Self.registry
        registry["\(Self.base)/ip/192.0.2.10"] = [.status(500)]
        registry["\(Self.base)/autnum/64496"] = [.ok("nonsense")]
        registry["\(Self.base)/domain/site.test"] = [.unreachable]
        let result = try await trace(
            "https://site.test/", TableHTTPClient(registry), TableNames(["site.test": [["192.0.2.10"]]]))
        #expect(result.gaps.map(\.code).prefix(2) == ["transport.unreachable", "takedown.rdap.status"])
        #expect(result.gaps.count == 3)
        // The country database alone, with where it has the block registered, is not enough.
        #expect(result.outcome == .unconfirmed)
        #expect(result.contacts.preferred == nil || result.contacts.preferred?.purpose == .lastResort)
    }

    @Test func questionsHaveALimit() async throws {
        let table = TableHTTPClient(Self.registry)
        var sources = try sources(table, TableNames(["www.site.test": [["192.0.2.10"]]]))
        sources.rules.questions = 2
        let result = try await Tracer(sources).trace(URLIdentity(parsing: "https://www.site.test/"))
        #expect(table.requests.count == 2)
        #expect(result.gaps.map(\.code) == ["takedown.trace.questions"])
    }

    @Test func twoLooksAndNamesThatDoNotExist() async throws {
        let none = try await trace("https://gone.test/", TableHTTPClient([:]), TableNames([:]))
        #expect(none.outcome == .unresolved)
        #expect(none.reasons.last == "the name does not resolve")
        #expect(clock.now == CommandRun.start.adding(seconds: 5))
        // One look that fails and one that denies prove nothing.
        let names = TableNames(["half.test": [["!"], []]])
        #expect(
            try await trace("https://half.test/", TableHTTPClient([:]), names).reasons.last
                == "the resolver knows nothing of the name")
        let late = TableNames(["late.test": [["!"], ["192.0.2.10"]]])
        #expect(try await trace("https://late.test/", TableHTTPClient([:]), late).addresses.count == 1)
        #expect(try await RepeatedLooks([], sleep: { _ in }).resolve("x.test") == .unknown)
        await #expect(throws: AllianceError.self) {
            try await RepeatedLooks([NoNames()], sleep: { _ in }).resolve("x.test")
        }
    }

    /// Many addresses over many networks hide the origin as well as a delivery network does.
    @Test func fastFlux() async throws {
        let names = TableNames([
            "flux.test": [["192.0.2.10", "192.0.2.140", "198.51.100.20"], ["198.51.100.200", "203.0.113.15"]],
            "wide.test": [["192.0.2.10", "192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.14", "192.0.2.15"]],
        ])
        let flux = try await trace("https://flux.test/", TableHTTPClient([:]), names)
        #expect(flux.outcome == .originUnknown)
        #expect(flux.reasons.last?.hasPrefix("fast-flux: 5 addresses in 5 autonomous systems") == true)
        #expect(flux.country == nil)
        let wide = try await trace("https://wide.test/", TableHTTPClient([:]), names)
        #expect(wide.outcome != .originUnknown)
        var sources = try sources(TableHTTPClient([:]), names)
        sources.rules.addresses = 4
        let cut = try await Tracer(sources).trace(URLIdentity(parsing: "https://wide.test/"))
        #expect(cut.addresses.count == 4)
        #expect(cut.reasons.contains("6 addresses, 4 of them were looked at"))
    }

    /// Another network at every look is the same trick, slower.
    @Test func movingFromNetworkToNetwork() async throws {
        var earlier: [TraceResult] = []
        for address in ["192.0.2.10", "192.0.2.140", "198.51.100.20"] {
            let names = TableNames(["moving.test": [[address]]])
            let result = try await trace("https://moving.test/", TableHTTPClient([:]), names, earlier: earlier)
            #expect((result.outcome == .originUnknown) == (earlier.count == 2))
            earlier.append(result)
        }
        // The same spread with an address that stays is an ordinary host with several connections.
        let stays = TableNames(["moving.test": [["192.0.2.10", "198.51.100.200"]]])
        let fixed = try await trace("https://moving.test/", TableHTTPClient([:]), stays, earlier: [earlier[0]])
        #expect(fixed.outcome != .originUnknown)
    }
}

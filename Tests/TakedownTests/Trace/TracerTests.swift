import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Tracing with the folder of the examples.
struct TracerTests {
    private let folder: TraceFolder

    init() throws { folder = try TraceFolder(path: "\(Fixtures.package)/Examples/trace") }

    private func trace(_ url: String) async throws -> TraceResult {
        try await Tracer(folder.sources).trace(URLIdentity(parsing: url))
    }

    @Test func theFolderIsWithoutProblems() {
        #expect(folder.problems.isEmpty)
        #expect(folder.sources.answers.count == 20)
    }

    struct Expectation: Sendable {
        var url: String
        var outcome: TraceResult.Outcome
        var country: String?
        var autnum: UInt32?
        var contact: String?
        var basis: ContactCandidate.Basis?

        init(
            _ url: String, _ outcome: TraceResult.Outcome, _ country: String?, _ autnum: UInt32?, _ contact: String?,
            _ basis: ContactCandidate.Basis? = .network
        ) {
            (self.url, self.outcome, self.country, self.autnum) = (url, outcome, country, autnum)
            (self.contact, self.basis) = (contact, basis)
        }
    }

    @Test(arguments: [
        Expectation("https://www.example.org/v", .located, "XA", 64496, "abuse@hosting-one.example.net"),
        Expectation("https://files.example.org/", .located, "XA", 64496, "abuse@hosting-one.example.net"),
        Expectation("http://img.example.net/", .located, "XB", 64497, "abuse@hosting-two.example.org", .organization),
        Expectation("https://board.example.net/", .located, "XB", 64498, "abuse@cloud.example.net"),
        Expectation("https://share.example.com/", .originUnknown, nil, 64499, "abuse@cdn.example.net"),
        Expectation("https://forum.example.com/", .located, "XA", 64500, "abuse@TELECOM.EXAMPLE.NET"),
        Expectation("https://host-one.test/p", .located, "XD", 64501, "abuse@university.test", .autnum),
        Expectation("http://u2.users.host-two.test/", .located, "XD", 64501, "abuse@six.example.org"),
        Expectation(
            "https://b\u{fc}cher.test/", .located, "XB", 64497, "abuse@hosting-two.example.org", .organization),
        Expectation(
            "https://a.b.c.d.e.deep.test/", .disagreed, nil, 64498, "abuse@customer.example.org", .abuseMailbox),
        Expectation("http://192.0.2.17/i", .located, "XA", 64496, "abuse@hosting-one.example.net"),
        Expectation("http://[2001:db8:1::5]/", .located, "XA", 64496, "abuse@hosting-one.example.net"),
        Expectation("http://[::ffff:192.0.2.17]/", .located, "XA", 64496, "abuse@hosting-one.example.net"),
        Expectation("http://198.51.100.77:8080/", .originUnknown, nil, 64499, "abuse@cdn.example.net"),
        Expectation("http://203.0.113.250/", .located, "XD", 64501, "abuse@university.test", .autnum),
        Expectation("https://gone.example.org/", .unresolved, nil, nil, "abuse@registrar.example.net", .registrar),
        Expectation("https://elsewhere.test/", .unresolved, nil, nil, nil, nil),
        Expectation("http://something.onion/", .originUnknown, nil, nil, nil, nil),
        Expectation("http://10.0.0.1/", .unknown, nil, nil, nil, nil),
    ])
    func outcome(expected: Expectation) async throws {
        let result = try await trace(expected.url)
        #expect(result.outcome == expected.outcome)
        #expect(result.country?.code == expected.country)
        #expect(result.autnum == expected.autnum)
        #expect(result.contacts.preferred?.email == expected.contact)
        #expect(result.contacts.preferred?.basis == expected.basis)
        #expect(!result.reasons.isEmpty)
    }

    @Test func everyReportedHostHasAnOutcome() async throws {
        for row in try URLVectors.rows("report-identities.jsonl") where row["resource"]?.isNull == false {
            let result = try await trace(row["url"]?.stringValue ?? "")
            #expect(result.outcome != .unknown && result.outcome != .unconfirmed, "\(result.host)")
        }
    }

    @Test func addressesAreDescribed() async throws {
        let result = try await trace("https://www.example.org/")
        let first = try #require(result.addresses.first)
        #expect(first.address.description == "192.0.2.10")
        #expect(first.first?.description == "192.0.2.0")
        #expect(first.last?.description == "192.0.2.127")
        #expect(first.organization == "Example Hosting One")
        #expect(first.answers == ["ip-192.0.2.0-25.json", "ip-192.0.2.0-24.json", "autnum-64496.json"])
        #expect(
            result.votes.map(\.source) == [.registration, .geolocation, .autnum, .registration, .geolocation, .autnum])
        #expect(result.reasons == ["3 sources agree on XA"])
        #expect(
            result.contacts.candidates.map(\.email) == [
                "abuse@hosting-one.example.net", "noc@hosting-one.example.net", "abuse@upstream.example.net",
                "abuse@registrar.example.net", "abuse@example.org",
            ])
        #expect(
            result.contacts.candidates.map(\.basis) == [
                .network, .network, .parentNetwork, .registrar, .convention,
            ])
    }

    @Test func aProvidersCountryDoesNotCount() async throws {
        let result = try await trace("https://share.example.com/")
        #expect(result.votes.allSatisfy { !$0.counts })
        #expect(result.reasons.first?.contains("ask abuse@cdn.example.net for the origin host") == true)
    }

    @Test func theRegistrysAddressIsPutAside() async throws {
        let result = try await trace("https://a.b.c.d.e.deep.test/")
        #expect(result.contacts.dropped.map(\.target) == ["helpdesk@apnic.net"])
        #expect(result.reasons.last == "the sources disagree: registration XC, geolocation XB, autnum XB")
        #expect(
            result.contacts.candidates.first?.reasons.last?.hasPrefix("also named in the text of a remark") == true)
    }

    @Test func theOperatorsWordDecides() async throws {
        let identity = try URLIdentity(parsing: "https://a.b.c.d.e.deep.test/")
        let result = try await Tracer(folder.sources).trace(identity, country: CountryCode("XD"))
        #expect(result.outcome == .located)
        #expect(result.country?.code == "XD")
    }

    @Test func oneSourceAloneIsUnconfirmed() async throws {
        var sources = TraceSources(resolver: HostsFile())
        sources.countries = folder.sources.countries
        let result = try await Tracer(sources).trace(URLIdentity(parsing: "http://192.0.2.1/"))
        #expect(result.outcome == .unconfirmed)
        #expect(result.country?.code == "XA")
        #expect(result.addresses.first?.last?.description == "192.0.2.127")
    }

    @Test func survivesCoding() async throws {
        let result = try await trace("https://www.example.org/")
        #expect(try JSONBytes.decode(TraceResult.self, from: JSONBytes.encode(result)) == result)
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// How sources become a country.
struct CountryVoteTests {
    private func outcome(
        _ votes: [(CountryVote.Source, String)], named name: String = "x.host.test"
    ) -> [String?] {
        var work = TraceWork(host: "host.test", sources: TraceSources(resolver: HostsFile()), earlier: [])
        for (source, country) in votes {
            work.votes.append(
                CountryVote(
                    source: source, country: CountryCode(country)!, address: .v4(0xc000_0201), evidence: name,
                    counts: true))
        }
        let result = work.decided()
        return [result.outcome.rawValue, result.country?.code, result.reasons.last]
    }

    @Test func threeLocateTwoDoNot() {
        #expect(
            outcome([(.registration, "XA"), (.geolocation, "XA"), (.autnum, "XA")]) == [
                "located", "XA", "3 sources agree on XA",
            ])
        #expect(outcome([(.registration, "XA"), (.geolocation, "XA")])[0] == "unconfirmed")
        // The same source for two addresses is one source.
        #expect(outcome([(.registration, "XA"), (.registration, "XA"), (.geolocation, "XA")])[0] == "unconfirmed")
        #expect(outcome([(.geolocation, "XA")])[0] == "unconfirmed")
        #expect(outcome([])[0] == "unknown")
    }

    @Test func aNameCanAgreeButNotContradict() {
        #expect(outcome([(.registration, "XA"), (.geolocation, "XA"), (.reverse, "XA")])[0] == "located")
        let doubted = outcome(
            [(.registration, "XA"), (.geolocation, "XA"), (.autnum, "XA"), (.reverse, "XB")], named: "a.xb")
        #expect(doubted == ["located", "XA", "3 sources agree on XA; the name a.xb looks like XB"])
        #expect(outcome([(.registration, "XA"), (.geolocation, "XA"), (.reverse, "XB")])[0] == "unconfirmed")
        let hint = outcome([(.reverse, "XB")], named: "a.xb")
        #expect(hint == ["unknown", nil, "no source knows a country, only the name a.xb hints at XB"])
    }

    @Test func contradictionIsForAnAnalyst() {
        #expect(outcome([(.registration, "XA"), (.geolocation, "XA"), (.autnum, "XB")])[0] == "disagreed")
        #expect(
            outcome([(.registration, "XA"), (.autnum, "XB"), (.operator, "XC")]) == [
                "located", "XC", "the operator says XC",
            ])
    }

    @Test(arguments: [
        ("host.example.de.", "DE"), ("a.uk", "GB"), ("a.io", nil), ("a.com", nil), ("a.eu", nil), ("", nil),
        ("a.tv", nil),
        ("x.1a", nil), ("a.it", "IT"),
    ])
    func namesOfAddresses(name: String, country: String?) {
        #expect(ReverseNames.country(of: name)?.code == country)
    }

    @Test func tablesOfNames() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "reverse.tsv", "address\tname\n192.0.2.1\tA.Host.XA\nx\ty\n\n2001:db8::1\tb.test\n192.0.2.2\t\n")
        let names = try ReverseNames(path: path)
        #expect(names.problems.map(\.code) == ["takedown.reverse.line", "takedown.reverse.line"])
        #expect(names.problems.first?.place?.line == 3)
        #expect(await names.name(of: .v4(0xc000_0201)) == "a.host.xa")
        #expect(await names.name(of: .v4(0xc000_0202)) == nil)
        let asking = names.asking(TableNames([:], reverse: ["192.0.2.1": "other", "192.0.2.2": "C.TEST"]))
        #expect(await asking.name(of: .v4(0xc000_0201)) == "a.host.xa")
        #expect(await asking.name(of: .v4(0xc000_0202)) == "c.test")
    }

    @Test func securityTexts() async throws {
        let text = """
            # comment
            Contact: mailto:security@site.test?subject=x
            contact:https://site.test/report
            Contact: tel:+1-201-555-0123
            Contact: http://site.test/insecure
            Expires: 2027-01-01T00:00:00Z
            nonsense
            """
        let security = try SecurityText(Array(text.utf8), name: "site.test.txt")
        #expect(security.expires?.description == "2027-01-01T00:00:00Z")
        let selection = ContactSelection([], domain: "site.test", security: security)
        #expect(
            selection.candidates.map(\.target) == [
                "security@site.test", "https://site.test/report", "abuse@site.test",
            ])
        #expect(selection.candidates.allSatisfy { $0.purpose == .lastResort })
        #expect(selection.preferred == nil)
        #expect(selection.candidates.first?.pointer == "line 2")
        #expect(throws: AllianceError.self) { try SecurityText(Array(repeating: 0x41, count: 70_000), name: "x") }

        var sources = TraceSources(resolver: HostsFile())
        sources.securityTexts = ["site.test": security]
        let result = try await Tracer(sources).trace(URLIdentity(parsing: "https://www.site.test/"))
        #expect(result.contacts.candidates.first?.basis == .securityText)
    }

    @Test func gatewaysHideToo() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "providers.tsv", "match\tkind\tname\tnote\ngate.test\ttor\tExample Gateway\task it\n")
        var sources = TraceSources(resolver: HostsFile())
        sources.providers = try ProviderList(path: path)
        #expect(sources.providers.entry(forName: "other.test") == nil)
        let result = try await Tracer(sources).trace(URLIdentity(parsing: "https://abc.gate.test/"))
        #expect(result.outcome == .originUnknown)
        #expect(result.reasons.first?.contains("abc.gate.test belongs to Example Gateway (tor)") == true)
    }
}

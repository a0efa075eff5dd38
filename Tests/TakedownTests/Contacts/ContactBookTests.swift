import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Who is written to: the gate for what was found, what was put in by hand, bounces.
struct ContactBookTests {
    private let store = MemoryStore()
    private let folder: TraceFolder
    private let now = Instant("2026-11-20T10:00:00Z")!

    init() throws { folder = try TraceFolder(path: "\(Fixtures.package)/Examples/trace") }

    private func traced(_ url: String) async throws -> TraceResult {
        let result = try await Tracer(folder.sources).trace(URLIdentity(parsing: url))
        try store.write { _ = try ContactDesk.keep(result, in: $0, at: now, by: "analyst-1") }
        return result
    }

    private func choice(
        _ result: TraceResult, _ level: ContactLevel = .host, without written: [String] = []
    ) throws -> ContactChoice {
        try store.read {
            try ContactBook($0).preferred(
                for: result, at: level, excluding: Set(written.map { Contact.id(of: .mail, $0) }))
        }
    }

    private func change(_ target: String, _ body: (inout Contact) -> Void) throws {
        try store.write { transaction in
            var contact = try ContactDesk.find(target, in: transaction)
            body(&contact)
            try ContactDesk.put(contact, "takedown.contact.approved", in: transaction, at: now, by: "x")
        }
    }

    private func add(_ way: ContactWay, _ target: String, _ kind: ContactKind, _ scope: String, approved: Bool) throws {
        try store.write { transaction in
            var contact = Contact(
                way, target, kind: kind, scopes: [try #require(ContactScope(scope))], origin: .hand, found: now, by: "x"
            )
            if approved { contact.approve(by: "y", at: now, reason: nil) }
            try ContactDesk.put(contact, "takedown.contact.added", in: transaction, at: now, by: "x")
        }
    }

    @Test func whatATraceFoundWaitsForAnAnalyst() async throws {
        let result = try await traced("https://www.example.org/")
        guard case .undecided(let options) = try choice(result) else {
            Issue.record("nobody approved it")
            return
        }
        #expect(options.first?.contact.target == "abuse@hosting-one.example.net")
        #expect(options.first?.reasons.isEmpty == false)
        let error = #expect(throws: AllianceError.self) { try choice(result).contact(for: "HL-1") }
        #expect(error?.code == "takedown.contact.unapproved")
        #expect(error?.exitCode == .notAllowed)

        try change("ABUSE@hosting-one.example.net") { $0.approve(by: "analyst-2", at: now, reason: nil) }
        #expect(try choice(result).contact(for: "HL-1").target == "abuse@hosting-one.example.net")
    }

    /// A wider contact that was approved before does not get the notice while the closer one has not been looked at.
    @Test func theBestOneDecides() async throws {
        let result = try await traced("https://www.example.org/")
        try change("abuse@upstream.example.net") { $0.approve(by: "analyst-2", at: now, reason: nil) }
        #expect(throws: AllianceError.self) { try choice(result).contact(for: "HL-1") }
        for target in ["abuse@hosting-one.example.net", "noc@hosting-one.example.net"] {
            try change(target) { $0.reject(by: "analyst-2", at: now, reason: "no longer theirs") }
        }
        #expect(try choice(result).contact(for: "HL-1").target == "abuse@upstream.example.net")
        #expect(try choice(result, .upstream).contact(for: "HL-1").target == "abuse@upstream.example.net")
        #expect(try choice(result, .host, without: ["abuse@upstream.example.net"]) == .none)
    }

    @Test func theChainOfEscalation() async throws {
        let result = try await traced("https://www.example.org/")
        try add(.mail, "notices@authority.example.org", .authority, "country:XA", approved: true)
        try add(.mail, "other@authority.example.org", .authority, "country:XB", approved: true)
        let chain = try store.read { try ContactBook($0).chain(for: result) }
        #expect(chain.map(\.level) == [.host, .upstream, .registrar, .authority])
        #expect(
            chain.map { $0.options.first?.contact.target } == [
                "abuse@hosting-one.example.net", "abuse@upstream.example.net", "abuse@registrar.example.net",
                "notices@authority.example.org",
            ])
        #expect(chain.allSatisfy { $0.options.allSatisfy { !$0.reasons.isEmpty } })
        // The conventional address is there for an analyst to see, and does not count by itself.
        #expect(chain[0].options.last?.contact.target == "abuse@example.org")
        #expect(chain[0].options.last?.isLastResort == true)
    }

    @Test func aFormBeatsMailAndTheClosestWins() async throws {
        let result = try await traced("https://www.example.org/")
        try add(.mail, "desk@hosting-one.example.net", .hoster, "192.0.2.0/25", approved: true)
        try add(.form, "https://wide.example.net/report", .hoster, "AS64496", approved: true)
        try add(.form, "https://close.example.net/report", .hoster, "192.0.2.0/24", approved: true)
        try add(.api, "https://else.example.net/api", .hoster, "AS64497", approved: true)
        #expect(try choice(result).contact(for: "HL-1").target == "https://close.example.net/report")
        try change("https://close.example.net/report") { $0.reject(by: "y", at: now, reason: "gone") }
        #expect(try choice(result).contact(for: "HL-1").target == "https://wide.example.net/report")
        try change("https://wide.example.net/report") { $0.reject(by: "y", at: now, reason: "gone") }
        #expect(try choice(result).contact(for: "HL-1").target == "desk@hosting-one.example.net")
    }

    @Test func oneThatBouncedStandsBehind() async throws {
        let result = try await traced("https://www.example.org/")
        let best = "abuse@hosting-one.example.net"
        for target in [best, "noc@hosting-one.example.net"] {
            try change(target) { $0.approve(by: "y", at: now, reason: nil) }
        }
        try store.write {
            try ContactDesk.recordBounce(of: best.uppercased(), code: "5.1.1", at: now, by: "system", in: $0)
            try ContactDesk.recordBounce(of: "unknown@example.net", code: nil, at: now, by: "system", in: $0)
        }
        let contact = try store.read { try ContactDesk.find(best, in: $0) }
        #expect(contact.standing == .bounced)
        #expect(contact.bounceCode == "5.1.1")
        #expect(try choice(result).contact(for: "HL-1").target == "noc@hosting-one.example.net")
        // Alone it needs a new decision, which clears the count.
        try change("noc@hosting-one.example.net") { $0.reject(by: "y", at: now, reason: "not for this") }
        guard case .undecided(let options) = try choice(result) else {
            Issue.record("it bounced")
            return
        }
        #expect(options.map(\.contact.target) == ["abuse@upstream.example.net", best])
        #expect(options.last?.reasons.last?.contains("came back") == true)
        try change(best) { $0.approve(by: "y", at: now, reason: "a typo in their server") }
        #expect(try choice(result).contact(for: "HL-1").target == best)
        #expect(try store.read { try ContactDesk.find(best, in: $0) }.bounces == 1)
    }

    @Test func aBounceNeedNotCountAtOnce() {
        var contact = Contact.examples[0]
        contact.bounce(at: now, code: nil, limit: 2)
        #expect(contact.standing == .approved)
        contact.bounce(at: now, code: nil, limit: 2)
        #expect(contact.standing == .bounced)
    }

    @Test func contactsAreKeptOnceWithAllTheyAreFor() async throws {
        _ = try await traced("https://www.example.org/")
        let before = try store.read { try $0.count(Query<Contact>()) }
        _ = try await traced("https://www.example.org/")
        _ = try await traced("http://[2001:db8:1::5]/")
        let contact = try store.read { try ContactDesk.find("abuse@hosting-one.example.net", in: $0) }
        #expect(contact.scopes.map(\.description) == ["192.0.2.0/25", "2001:db8:1::/48"])
        #expect(try store.read { try $0.count(Query<Contact>()) } == before)
        let registrar = try store.read { try ContactDesk.find("abuse@registrar.example.net", in: $0) }
        #expect(registrar.scopes.map(\.description) == ["www.example.org"])
        #expect(try store.read { try ContactDesk.find("abuse@upstream.example.net", in: $0) }.kind == .upstream)
        #expect(throws: AllianceError.self) { try store.read { try ContactDesk.find("abuse@example.org", in: $0) } }
    }

    @Test func withoutATraceThereIsNobody() throws {
        #expect(try store.read { try ContactBook($0).preferred(for: CaseTrace?.none) } == .none)
        let error = #expect(throws: AllianceError.self) { try ContactChoice.none.contact(for: "HL-1", at: .registrar) }
        #expect(error?.code == "takedown.contact.missing")
        #expect(throws: AllianceError.self) { try ContactChoice.undecided([]).contact(for: "HL-1") }
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Reading RDAP answers and choosing contacts, on recorded answers of all regional registries.
struct RDAPTests {
    static let rows = (try? Fixtures.table("rdap/expected.tsv")) ?? []

    @Test func allRowsAreThere() { #expect(Self.rows.count == 24) }

    @Test(arguments: rows)
    func recordedAnswer(row: [String: String]) throws {
        let file = try #require(row["file"])
        let answer = try RDAPAnswer(Fixtures.bytes("rdap/\(file)"))
        let kinds: [String: RDAPAnswer.Kind] = [
            "ip network": .network, "autnum": .autnum, "domain": .domain, "entity": .entity, "error": .error,
        ]
        #expect(answer.kind == kinds[row["object"] ?? ""])
        let start = row["start_or_name"] ?? ""
        switch answer.kind {
        case .network:
            #expect(answer.addresses?.lowerBound == RDAPAddress.read(start))
            #expect(answer.addresses?.upperBound == RDAPAddress.read(row["end"]))
            #expect(answer.addresses != nil)
        case .autnum: #expect(answer.autnums == UInt32(start).map { $0...$0 })
        case .domain: #expect(answer.name == start.lowercased())
        case .entity: #expect(answer.handle == start)
        default: #expect(answer.errorCode == 501)
        }
        #expect((answer.country?.value.code ?? "") == row["country"])
        #expect((answer.country?.pointer ?? "") == row["country_pointer"])

        let selection = ContactSelection([ContactSource(answer, name: file)])
        let expected = row["abuse_email"] ?? ""
        let pointer = row["abuse_pointer"] ?? ""
        #expect(
            selection.candidates.contains { $0.target == expected && $0.pointer == pointer }
                || expected.isEmpty)
        if row["certainty"] == "certain" || expected.isEmpty {
            #expect((selection.preferred?.email ?? "") == expected)
            #expect((selection.preferred?.pointer ?? "") == pointer)
        }
        for candidate in selection.candidates { #expect(!candidate.reasons.isEmpty) }
        // What the plain reading gives and we do not offer was put aside for a reason.
        let plain = row["role_abuse_email"] ?? ""
        #expect(
            plain.isEmpty || selection.candidates.contains { $0.target == plain }
                || selection.dropped.contains { $0.target == plain && $0.reason.contains("registry") })
    }

    /// The judgement rows too are won by the address the expectations name.
    @Test func judgementsAgree() throws {
        for row in Self.rows where row["certainty"] == "judgement" {
            let answer = try RDAPAnswer(Fixtures.bytes("rdap/\(row["file"] ?? "")"))
            #expect(ContactSelection([ContactSource(answer, name: "")]).preferred?.email == row["abuse_email"])
        }
    }

    /// Every pointer leads to the text the address was read from.
    @Test func pointersLeadToTheText() throws {
        for row in Self.rows {
            let json = try JSONText.decode(
                Fixtures.bytes("rdap/\(row["file"] ?? "")"), limits: JSONLimits(allowsRepeatedNames: true))
            let selection = ContactSelection([ContactSource(try RDAPAnswer(json), name: "")])
            for (email, pointer) in selection.candidates.map({ ($0.target, $0.pointer) })
                + selection.dropped.map({ ($0.target, $0.pointer) })
            {
                #expect(Self.value(json, at: pointer)?.stringValue?.contains(email) == true)
            }
        }
    }

    @Test func registryAddressesAreNeverOffered() throws {
        let answer = try RDAPAnswer(Fixtures.bytes("rdap/ipwhois-2001-240-10c-1--ca20-9d1d.json"))
        let selection = ContactSelection([ContactSource(answer, name: "jp")])
        #expect(selection.candidates.isEmpty)
        #expect(selection.dropped.map(\.target) == ["hostmaster@nic.ad.jp"])
    }

    @Test(arguments: [
        ("074.125.000.000", "74.125.0.0"), ("2a00:2381:ffff::/128", "2a00:2381:ffff::"), ("010.0.0.1", "10.0.0.1"),
        ("1.2.3", nil), ("1..2.3", nil), ("", nil), ("1.2.3.256", nil),
    ])
    func addressesAsRegistriesWriteThem(text: String, expected: String?) {
        #expect(RDAPAddress.read(text)?.description == expected)
    }

    @Test func countryNames() {
        #expect(CountryNames.code(ofName: "UNITED  STATES")?.code == "US")
        #expect(CountryNames.code(ofName: "zimbabwe")?.code == "ZW")
        #expect(CountryNames.code(ofName: "Afghanistan")?.code == "AF")
        #expect(CountryNames.code(ofName: "CA") == nil)
        #expect(CountryNames.code(ofNameOrCode: "ca")?.code == "CA")
        #expect(CountryNames.code(ofName: "") == nil)
    }

    @Test func shapesOutOfTheOrdinary() throws {
        let text = """
            {"objectClassName":"ip network","startAddress":"192.0.2.0","endAddress":"192.0.2.255","entities":[5,null,
            {"roles":"ABUSE","vcardArray":["vcard",[["EMAIL",{"TYPE":["work","ABUSE"],"PREF":1},"text",["a@host.test",
            "b@host.test"]],["email",{},"text",null],["email"],"x",["email",{},"text","bad\\r\\nBcc: x@y.test"],
            ["email",{},"text","no-reply@host.test"],["contact-uri",{},"uri","https://host.test/form"],
            ["org",{"type":"work"},"text",["Example","Dept"]],["adr",{"CC":"xa"},"text",null]]]}]}
            """
        let answer = try RDAPAnswer(Array(text.utf8))
        let entity = try #require(answer.entities.first)
        #expect(entity.contactURIs.map(\.value) == ["https://host.test/form"])
        #expect(entity.displayName == "Example")
        #expect(entity.country == Located(try #require(CountryCode("XA")), at: "/entities/2/vcardArray/1/8/1/CC"))
        let selection = ContactSelection([ContactSource(answer, name: "x")], domain: "example.org")
        #expect(
            selection.candidates.map(\.target) == [
                "a@host.test", "b@host.test", "https://host.test/form", "abuse@example.org",
            ])
        #expect(selection.candidates.first?.pointer == "/entities/2/vcardArray/1/0/3/0")
        #expect(selection.dropped.map(\.reason) == ["not a mail address", "a mailbox that nobody reads"])
    }

    /// A recorded answer writes `secureDNS` twice.
    @Test func repeatedMembersCountOnce() throws {
        let bytes = try Fixtures.bytes("rdap/whoisit-domain1.json")
        let error = #expect(throws: AllianceError.self) { try JSONText.decode(bytes) }
        #expect(error?.code == "json.repeated-name")
        #expect(try RDAPAnswer(bytes).name == "google.com")
    }

    @Test func nestingHasALimit() throws {
        var json: JSONValue = ["roles": ["abuse"]]
        for _ in 0..<30 { json = ["entities": [json]] }
        #expect(try RDAPAnswer(json).entities.count == 1)
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: AllianceError.self) { try RDAPAnswer(Array(deep.utf8)) }
        #expect(throws: AllianceError.self) { try RDAPAnswer(Array("[]".utf8)) }
    }

    /// Damaged answers are read or refused; whatever is offered to write to is still a plain mailbox or an https form.
    @Test func damagedAnswers() throws {
        let random = TestRandomness(seed: 11)
        var read = 0
        for row in Self.rows {
            let whole = try Fixtures.bytes("rdap/\(row["file"] ?? "")")
            for round in 0..<60 {
                var bytes = whole
                for _ in 0...(round % 4) {
                    let dice = random.bytes(4)
                    let place = (Int(dice[0]) << 16 | Int(dice[1]) << 8 | Int(dice[2])) % bytes.count
                    switch round % 3 {
                    case 0: bytes[place] = dice[3]
                    case 1: bytes.insert(bytes[Int(dice[3]) % bytes.count], at: place)
                    default: bytes.removeSubrange(place..<min(bytes.count, place + Int(dice[3] % 16) + 1))
                    }
                    if bytes.isEmpty { bytes = whole }
                }
                guard let answer = try? RDAPAnswer(bytes) else { continue }
                read += 1
                let selection = ContactSelection([ContactSource(answer, name: "x", roles: ["abuse"])])
                for candidate in selection.candidates {
                    #expect(ContactListImporter.objection(to: candidate.target, candidate.way) == nil)
                }
            }
        }
        #expect(read > 200)
    }

    private static func value(_ json: JSONValue, at pointer: String) -> JSONValue? {
        pointer.split(separator: "/").reduce(json) { value, part in
            if let place = Int(part), let items = value?.arrayValue { return place < items.count ? items[place] : nil }
            return value?[String(part)]
        }
    }
}

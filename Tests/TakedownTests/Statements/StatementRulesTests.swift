import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Every rule of the database's attributes, on the minimal statement.
struct StatementRulesTests {
    static let minimal: JSONObject = [
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground": "National penal code",
        "illegal_content_explanation": "The content is an offence.", "content_type": ["CONTENT_TYPE_IMAGE"],
        "category": "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
        "category_specification": ["KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL"], "content_date": "2026-11-19",
        "application_date": "2026-11-20", "decision_facts": "It was reported and examined.",
        "source_type": "SOURCE_ARTICLE_16", "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED", "puid": "case-1",
    ]

    private func changed(_ changes: [(String, JSONValue)]) -> StatementOfReasons {
        var fields = Self.minimal
        for (name, value) in changes { fields[name] = value }
        return StatementOfReasons(fields)
    }

    @Test func theMinimalStatementMayLeave() {
        let statement = StatementOfReasons(Self.minimal)
        #expect(statement.problems.isEmpty)
        #expect(Set(statement.fields.names) == Set(Self.minimal.names))
    }

    @Test func theCodeListsAreComplete() {
        let codes = StatementCodes.builtin
        #expect(codes["category"].count == 16)
        #expect(codes["category_specification"].count == 69)
        #expect(!codes["category_specification"].contains("KEYWORD_DANGEROUS_TOYS"))
        #expect(codes["territorial_scope"].count == 30 && codes["territorial_scope"].contains("GR"))
        #expect(codes["content_language"].count == 184)
        for list in codes.lists.values { #expect(Set(list).count == list.count && !list.isEmpty) }
        for field in StatementField.all {
            switch field.kind {
            case .choice, .choices: #expect(!codes[StatementField.sharedLists[field.name] ?? field.name].isEmpty)
            default: break
            }
        }
    }

    @Test(arguments: [
        "decision_ground", "content_type", "category", "content_date", "application_date", "decision_facts",
        "source_type", "automated_detection", "automated_decision", "puid", "illegal_content_legal_ground",
        "illegal_content_explanation", "decision_visibility",
    ])
    func whatIsRequiredIsMissed(name: String) {
        let problems = changed([(name, .null)]).problems
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix(name) == true)
    }

    @Test(arguments: ["decision_monetary", "decision_provision", "decision_account"])
    func anyDecisionIsEnough(name: String) throws {
        let code = try #require(StatementCodes.builtin[name].first)
        #expect(changed([("decision_visibility", .null), (name, .string(code))]).problems.isEmpty)
    }

    @Test(arguments: [
        ("decision_visibility", "decision_visibility_other", "DECISION_VISIBILITY_OTHER", true),
        ("decision_monetary", "decision_monetary_other", "DECISION_MONETARY_OTHER", true),
        ("content_type", "content_type_other", "CONTENT_TYPE_OTHER", true),
        ("category_specification", "category_specification_other", "KEYWORD_OTHER", false),
    ])
    func othersGoWithTheirCode(field: String, other: String, code: String, isRequired: Bool) {
        let isList = field != "decision_monetary"
        let value: JSONValue = isList ? [.string(code)] : .string(code)
        let missing = changed([(field, value)])
        #expect(missing.problems.map { $0.hasPrefix(other) } == (isRequired ? [true] : []))
        #expect(changed([(field, value), (other, "another way")]).problems.isEmpty)
        #expect(changed([(other, "another way")]).fields[other] == nil, "dropped without its code")
        let long = changed([(field, value), (other, .string(String(repeating: "a", count: 501)))])
        #expect(long.problems.count == 1)
    }

    @Test func theGroundsExcludeEachOther() {
        let changes: [(String, JSONValue)] = [
            ("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT"), ("incompatible_content_ground", "Terms, 4"),
            ("incompatible_content_explanation", "Not allowed."), ("incompatible_content_illegal", "Yes"),
        ]
        let statement = changed(changes)
        #expect(statement.problems.isEmpty)
        #expect(statement.fields["illegal_content_legal_ground"] == nil)
        #expect(statement.fields["incompatible_content_illegal"] == "Yes")
        #expect(changed(Array(changes.prefix(1))).problems.count == 2)
        #expect(changed(Array(changes.dropFirst())).fields["incompatible_content_ground"] == nil)
    }

    @Test(arguments: [
        ("decision_facts", 5000), ("illegal_content_legal_ground", 500), ("illegal_content_explanation", 2000),
        ("source_identity", 500), ("puid", 500),
    ])
    func lengthsAreInCharacters(name: String, limit: Int) {
        // Characters, not bytes; a puid is ASCII.
        let letter = name == "puid" ? "a" : "\u{e9}"
        #expect(changed([(name, .string(String(repeating: letter, count: limit)))]).problems.isEmpty)
        #expect(changed([(name, .string(String(repeating: letter, count: limit + 1)))]).problems.count == 1)
    }

    @Test(arguments: [
        ("content_date", "1999-12-31"), ("content_date", "2038-01-02"), ("application_date", "2019-12-31"),
        ("application_date", "2026-02-30"), ("content_date", "2026-1-1"), ("content_date", "20261101"),
        ("end_date_visibility_restriction", "2038-01-02"), ("end_date_account_restriction", "soon"),
        ("decision_account", "DECISION_ACCOUNT_DELETED"), ("category", "STATEMENT_CATEGORY_CHILD_SAFETY"),
        ("category_specification", "KEYWORD_OTHER"), ("content_language", "en"), ("puid", "a b"), ("puid", "a.b"),
        ("puid", "\u{e9}"), ("automated_detection", "yes"), ("decision_ground_reference_url", "law"),
        ("source_type", "SOURCE_OTHER"), ("content_id", "4006381333931"), ("unknown_attribute", "x"),
        ("incompatible_content_illegal_x", "Yes"),
    ])
    func whatIsNotAllowed(name: String, value: String) {
        let problems = changed([(name, .string(value))]).problems
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix(name) == true)
    }

    @Test(arguments: [
        ("content_date", "2000-01-01"), ("application_date", "2038-01-01"),
        ("end_date_monetary_restriction", "2038-01-01"),
        ("content_language", "EN"), ("account_type", "ACCOUNT_TYPE_PRIVATE"),
        ("decision_ground_reference_url", "https://law.example.org/5"), ("puid", "Az09-_"),
    ])
    func whatIsAllowed(name: String, value: String) {
        #expect(changed([(name, .string(value))]).problems.isEmpty)
    }

    @Test func listsAreTidied() {
        let statement = changed([
            ("territorial_scope", ["SE", "GR", "SE"]),
            (
                "category_addition",
                ["STATEMENT_CATEGORY_VIOLENCE", "STATEMENT_CATEGORY_PROTECTION_OF_MINORS"]
            ),
        ])
        #expect(statement.fields["territorial_scope"] == ["GR", "SE"])
        #expect(statement.fields["category_addition"] == ["STATEMENT_CATEGORY_VIOLENCE"])
        #expect(statement.problems.isEmpty)
        #expect(
            changed([("category_addition", ["STATEMENT_CATEGORY_PROTECTION_OF_MINORS"])]).fields["category_addition"]
                == nil)
        #expect(changed([("territorial_scope", ["EL"])]).problems.count == 1)
        #expect(changed([("territorial_scope", [1])]).problems.count == 1)
    }

    @Test func productsAndVoluntarySources() {
        #expect(changed([("content_id", ["EAN-13": "4006381333931"])]).problems.isEmpty)
        #expect(changed([("content_id", ["EAN-13": "400638133393"])]).problems.count == 1)
        #expect(changed([("content_id", ["EAN-13": "4006381333931", "x": 1])]).problems.count == 1)
        #expect(
            changed([("source_type", "SOURCE_VOLUNTARY"), ("source_identity", "us")]).fields["source_identity"] == nil)
    }

    @Test(arguments: [
        "It stood at https://host.test/a.", "See www.host.test", "hxxp://a", "host[.]test", "Mail: someone@host.test!",
        "It was on album.example.com, and stayed.", "On 192.0.2.7.", "(files.example.co.uk/a/b)", "photo.zip",
    ])
    func addressesDoNotLeave(text: String) {
        #expect(StatementPrivacy.problem(in: text) != nil)
        #expect(changed([("decision_facts", .string(text))]).problems.count == 1)
    }

    @Test(arguments: [
        "Directive 2011/93/EU, Articles 2(c) and 5, as transposed.", "Reported on 2026-11-19 at 10.30.",
        "Art. 184 StGB.",
        "A score of 0.97; e.g. by a user. It was removed.", "Section 1.2.3 of the code",
    ])
    func plainTextLeaves(text: String) { #expect(StatementPrivacy.problem(in: text) == nil) }

    @Test func theHousesOwnTextsMayLeave() {
        let texts = StatementCodes.builtin.defaults
        for text in [texts.legalGround, texts.explanation, texts.facts] {
            #expect(StatementPrivacy.problem(in: text) == nil)
        }
    }
}

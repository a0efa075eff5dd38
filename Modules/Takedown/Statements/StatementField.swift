import AllianceKit

/// One attribute of a statement of reasons: what it may hold and when it must be there.
struct StatementField: Sendable {
    /// What it may hold.
    enum Kind: Sendable {
        /// One code of its list.
        case choice
        /// Codes of its list; the database sorts them and keeps each once.
        case choices
        /// Text of so many characters at most.
        case text(Int)
        /// A web address of so many characters at most.
        case url(Int)
        /// A day, `YYYY-MM-DD`, in a range.
        case date(from: String, to: String)
        /// An object with `EAN-13` as its only member.
        case product
        /// Letters, digits, `-` and `_`, so many at most.
        case token(Int)
    }

    /// When it must be there.
    enum Need: Sendable {
        /// Always.
        case required
        /// Whenever it is known.
        case optional
        /// Required when another attribute holds a code, left out otherwise.
        case iff(String, String)
        /// Allowed when another attribute holds a code, left out otherwise.
        case onlyIf(String, String)
        /// Left out when another attribute holds a code.
        case unless(String, String)
    }

    let name: String
    let kind: Kind
    let need: Need

    init(_ name: String, _ kind: Kind, _ need: Need = .optional) {
        self.name = name
        self.kind = kind
        self.need = need
    }

    /// The first and the last day that the database takes.
    private static let lastDay = "2038-01-01"
    private static let end = Kind.date(from: "2000-01-01", to: lastDay)

    /// All attributes, in the order in which they are written (Transparency Database, API documentation).
    static let all = [
        StatementField("decision_visibility", .choices),
        StatementField(
            "decision_visibility_other", .text(500), .iff("decision_visibility", "DECISION_VISIBILITY_OTHER")),
        StatementField("end_date_visibility_restriction", end),
        StatementField("decision_monetary", .choice),
        StatementField("decision_monetary_other", .text(500), .iff("decision_monetary", "DECISION_MONETARY_OTHER")),
        StatementField("end_date_monetary_restriction", end),
        StatementField("decision_provision", .choice),
        StatementField("end_date_service_restriction", end),
        StatementField("decision_account", .choice),
        StatementField("end_date_account_restriction", end),
        StatementField("account_type", .choice),
        StatementField("decision_ground", .choice, .required),
        StatementField("decision_ground_reference_url", .url(500)),
        StatementField(
            "illegal_content_legal_ground", .text(500), .iff("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT")),
        StatementField(
            "illegal_content_explanation", .text(2000), .iff("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT")),
        StatementField(
            "incompatible_content_ground", .text(500), .iff("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")),
        StatementField(
            "incompatible_content_explanation", .text(2000),
            .iff("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")),
        StatementField(
            "incompatible_content_illegal", .choice,
            .onlyIf("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")),
        StatementField("content_type", .choices, .required),
        StatementField("content_type_other", .text(500), .iff("content_type", "CONTENT_TYPE_OTHER")),
        StatementField("category", .choice, .required),
        StatementField("category_addition", .choices),
        StatementField("category_specification", .choices),
        StatementField(
            "category_specification_other", .text(500), .onlyIf("category_specification", "KEYWORD_OTHER")),
        StatementField("territorial_scope", .choices),
        StatementField("content_language", .choice),
        StatementField("content_date", .date(from: "2000-01-01", to: lastDay), .required),
        StatementField("application_date", .date(from: "2020-01-01", to: lastDay), .required),
        StatementField("decision_facts", .text(5000), .required),
        StatementField("source_type", .choice, .required),
        StatementField("source_identity", .text(500), .unless("source_type", "SOURCE_VOLUNTARY")),
        StatementField("automated_detection", .choice, .required),
        StatementField("automated_decision", .choice, .required),
        StatementField("content_id", .product),
        StatementField("puid", .token(500), .required),
    ]

    /// The attributes of which a statement must have at least one.
    static let decisions = ["decision_visibility", "decision_monetary", "decision_provision", "decision_account"]

    /// The attributes that share the codes of another.
    static let sharedLists = ["category_addition": "category"]
}

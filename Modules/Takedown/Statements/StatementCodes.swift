import AllianceKit

/// The Transparency Database's code lists and the texts of a plain statement, as a dated table with its source.
struct StatementCodes: Sendable, Codable {
    /// Where it is from.
    var source: String
    /// The first day on which it applies.
    var from: CalendarDate
    /// The codes of each attribute that has a closed list.
    var lists: [String: [String]]
    /// What a statement says unless settings or the caller say otherwise.
    var defaults: Defaults

    /// Texts of a plain statement.
    struct Defaults: Sendable, Codable {
        /// `illegal_content_legal_ground`
        var legalGround: String
        /// `illegal_content_explanation`
        var explanation: String
        /// `decision_facts`
        var facts: String
    }

    /// The codes of an attribute; empty where there is no list.
    subscript(field: String) -> [String] { lists[field] ?? [] }

    /// The table of this build.
    static let builtin: StatementCodes = {
        do {
            return try JSONBytes.decode(StatementCodes.self, from: PackageResources.statement_codes_json)
        } catch {
            // The file is part of the build, and a test reads it.
            fatalError("statement-codes.json: \(error)")
        }
    }()
}

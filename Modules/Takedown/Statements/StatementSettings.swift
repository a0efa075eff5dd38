public import AllianceKit

/// How statements of reasons are made and where they go.
public struct StatementSettings: ModuleSettings, Hashable {
    /// `takedown.statements`
    public static let section = "takedown.statements"
    /// The members.
    public static let members = [
        SettingsMember("endpoint", "the database's API, https://…/api/v1; empty: statements only go to files"),
        SettingsMember("tokenFile", "the file in the keys folder that holds the API token (dsa-transparency.token)"),
        SettingsMember("legalGround", "the law that is relied on; empty: Directive 2011/93/EU as transposed"),
        SettingsMember("explanation", "why the content is illegal on that ground; empty: the plain sentence"),
        SettingsMember("facts", "the facts relied on; empty: the plain sentence"),
        SettingsMember("sourceType", "SOURCE_… of all statements; empty: by the channel of the first report"),
        SettingsMember("territories", "the territorial scope, as a list of country codes; empty: not stated"),
    ]

    /// The database's API; empty where nothing is submitted.
    public var endpoint = ""
    /// The file in the keys folder that holds the token.
    public var tokenFile = "dsa-transparency.token"
    /// `illegal_content_legal_ground`
    public var legalGround = ""
    /// `illegal_content_explanation`
    public var explanation = ""
    /// `decision_facts`
    public var facts = ""
    /// `source_type`
    public var sourceType = ""
    /// `territorial_scope`
    public var territories: [String] = []

    /// The defaults.
    public init() {}

    /// What cannot be.
    public var problems: [String] {
        var problems: [String] = []
        if !endpoint.isEmpty {
            let url = try? WebURL(parsing: endpoint)
            if url == nil || url?.query != nil || url?.username.isEmpty == false || endpoint.hasSuffix("/") {
                problems.append("endpoint must be a web address without a slash at its end")
            }
        }
        if tokenFile.isEmpty || tokenFile.contains("/") { problems.append("tokenFile must be a file's name") }
        if !sourceType.isEmpty, !StatementCodes.builtin["source_type"].contains(sourceType) {
            problems.append("sourceType is not one of \(StatementCodes.builtin["source_type"].joined(separator: ", "))")
        }
        for code in territories where !StatementCodes.builtin["territorial_scope"].contains(code) {
            problems.append("territories: \(code) is not one of the 30 states")
        }
        return problems
    }
}

public import AllianceKit

/// `takedown.trace` in `config.json`: how the network is asked, and what counts as hiding.
public struct TraceSettings: ModuleSettings, Hashable {
    /// Hours for which an RDAP answer is taken from the workspace.
    public var maxAgeHours = 12
    /// Requests a minute to one RDAP server.
    public var requestsPerMinute = 30.0
    /// The same for servers that allow less, by host name.
    public var slowerServers = ["rdap.lacnic.net": 6.0, "rdap.registro.br": 6.0]
    /// Seconds that one question may wait for a server's pace and pauses.
    public var patienceSeconds = 90.0
    /// Questions to RDAP servers for one trace.
    public var questions = 16
    /// How often a name is looked up for one trace.
    public var looks = 2
    /// Seconds between two rounds of looks.
    public var lookSeconds = 5.0
    /// Name servers that are asked in place of the system's resolver.
    public var nameServers: [String] = []
    /// Where IANA's lists of RDAP servers are fetched.
    public var bootstrapURL = "https://data.iana.org/rdap/"
    /// Addresses of one name that make it fast-flux, together with `fluxSystems`.
    public var fluxAddresses = 5
    /// Autonomous systems over which they are spread.
    public var fluxSystems = 3
    /// Autonomous systems within a day that make a host fast-flux.
    public var fluxMoves = 3

    /// `takedown.trace`
    public static let section = "takedown.trace"
    /// Its members.
    public static let members = [
        SettingsMember("maxAgeHours", "hours for which an RDAP answer is taken from the workspace (12)"),
        SettingsMember("requestsPerMinute", "requests a minute to one RDAP server (30)"),
        SettingsMember(
            "slowerServers", "the same for servers that allow less, by host name (LACNIC and Registro.br 6)"),
        SettingsMember("patienceSeconds", "seconds that one question waits for a server's pace and pauses (90)"),
        SettingsMember("questions", "questions to RDAP servers for one trace (16)"),
        SettingsMember("looks", "how often a name is looked up for one trace, at least 2 (2)"),
        SettingsMember("lookSeconds", "seconds between two rounds of looks (5)"),
        SettingsMember("nameServers", "name servers that are asked in place of the system's resolver (none)"),
        SettingsMember("bootstrapURL", "where the lists of RDAP servers are fetched (https://data.iana.org/rdap/)"),
        SettingsMember("fluxAddresses", "addresses of one name that make it fast-flux, with fluxSystems (5)"),
        SettingsMember("fluxSystems", "autonomous systems over which they are spread (3)"),
        SettingsMember("fluxMoves", "autonomous systems within a day that make a host fast-flux (3)"),
    ]

    /// The defaults.
    public init() {}

    /// What cannot be.
    public var problems: [String] {
        var problems: [String] = []
        func require(_ good: Bool, _ problem: String) { if !good { problems.append(problem) } }
        require(0...8784 ~= maxAgeHours, "maxAgeHours is not between 0 and 8784")
        require(0.1...6000 ~= requestsPerMinute, "requestsPerMinute is not between 0.1 and 6000")
        require(slowerServers.values.allSatisfy { 0.1...6000 ~= $0 }, "slowerServers has a number outside 0.1 to 6000")
        require(0...3600 ~= patienceSeconds, "patienceSeconds is not between 0 and 3600")
        require(1...1000 ~= questions, "questions is not between 1 and 1000")
        require(2...20 ~= looks, "looks is not between 2 and 20")
        require(0...600 ~= lookSeconds, "lookSeconds is not between 0 and 600")
        require(nameServers.count <= 8, "nameServers names more than 8")
        require(bootstrapURL.hasPrefix("https://"), "bootstrapURL is not an https address")
        require(2...1000 ~= fluxAddresses, "fluxAddresses is not between 2 and 1000")
        require(2...100 ~= fluxSystems, "fluxSystems is not between 2 and 100")
        require(2...100 ~= fluxMoves, "fluxMoves is not between 2 and 100")
        return problems
    }

    /// The same as rules of a trace.
    public var rules: TraceRules {
        var rules = TraceRules()
        rules.questions = questions
        rules.fluxAddresses = fluxAddresses
        rules.fluxSystems = fluxSystems
        rules.fluxMoves = fluxMoves
        return rules
    }
}

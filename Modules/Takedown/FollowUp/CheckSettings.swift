public import AllianceKit

/// How the toolkit looks at reported addresses.
public struct CheckSettings: ModuleSettings, Hashable {
    /// `takedown.checks`
    public static let section = "takedown.checks"
    /// The members.
    public static let members = [
        SettingsMember(
            "vantages",
            "from where it looks: a list of {\"name\",\"resolver\",\"referrer\",\"userAgent\"}; one called plain unless given. "
                + "resolver is a name server's address; referrer true sends the referrer of the report"),
        SettingsMember("confirmMinutes", "minutes from the first miss to the last that confirm a removal (30)"),
        SettingsMember("perHostSeconds", "seconds between two looks at the same host (5)"),
        SettingsMember("parallel", "hosts that are looked at side by side (8)"),
        SettingsMember("timeoutSeconds", "seconds until a look is given up (30)"),
        SettingsMember("ports", "ports besides 80 and 443 that may be looked at: 8080, 8443 (none)"),
        SettingsMember("contactURL", "a page that says who looks and why; it goes into the user agent"),
    ]

    /// From where it looks.
    public var vantages = [Vantage("plain")]
    /// Minutes from the first miss of a run to the last.
    public var confirmMinutes = 30
    /// Seconds between two looks at the same host.
    public var perHostSeconds = 5
    /// Hosts side by side.
    public var parallel = 8
    /// Seconds until a look is given up.
    public var timeoutSeconds = 30
    /// Ports besides 80 and 443.
    public var ports: [UInt16] = []
    /// A page that says who looks.
    public var contactURL = ""

    /// The defaults.
    public init() {}

    /// Vantage points without or with equal names, numbers that make no sense.
    public var problems: [String] {
        var problems: [String] = []
        if vantages.isEmpty || vantages.count > 8 { problems.append("vantages are not one to eight") }
        if Set(vantages.map(\.name)).count < vantages.count { problems.append("two vantages have one name") }
        for vantage in vantages where !vantage.isNamed {
            problems.append("a vantage's name is not 1 to 64 letters, digits and . _ -")
        }
        for (name, value, range) in [
            ("confirmMinutes", confirmMinutes, 0...10_080), ("perHostSeconds", perHostSeconds, 0...3600),
            ("parallel", parallel, 1...256), ("timeoutSeconds", timeoutSeconds, 1...300),
        ] where !range.contains(value) {
            problems.append("\(name) is not between \(range.lowerBound) and \(range.upperBound)")
        }
        if !NetworkPermission.otherPorts.isSuperset(of: ports) { problems.append("ports can only be 8080 and 8443") }
        if !contactURL.utf8.allSatisfy({ 0x21...0x7e ~= $0 }) || contactURL.utf8.count > 200 {
            problems.append("contactURL is not a plain URL")
        }
        return problems
    }

    /// When misses make a removal: with two or more vantage points, from two of them.
    public func rule(misses: Int) -> RemovalRule {
        RemovalRule(misses: misses, minutes: confirmMinutes, vantages: vantages.count > 1 ? 2 : 1)
    }
}

/// A place from which is looked, or a way of looking.
public struct Vantage: Sendable, Hashable, Codable {
    /// What it is called in looks.
    public var name: String
    /// The name server that is asked in place of the system's.
    public var resolver: String?
    /// Whether the report's referrer is sent: some sites show what was reported only to those who come from there.
    public var referrer: Bool?
    /// Who to look like, where the honest name would be shown something else.
    public var userAgent: String?

    /// Makes one.
    public init(_ name: String, resolver: String? = nil, referrer: Bool? = nil, userAgent: String? = nil) {
        self.name = name
        self.resolver = resolver
        self.referrer = referrer
        self.userAgent = userAgent
    }

    var isNamed: Bool {
        1...64 ~= name.utf8.count
            && name.utf8.allSatisfy {
                48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || [0x2d, 0x2e, 0x5f].contains($0)
            }
    }
}

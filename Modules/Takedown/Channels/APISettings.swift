public import AllianceKit

/// Providers' interfaces for notices.
public struct APISettings: ModuleSettings, Hashable {
    /// `takedown.api`
    public static let section = "takedown.api"
    /// The members.
    public static let members = [
        SettingsMember("tokens", "for each host of an interface the file in keys with its bearer token"),
        SettingsMember("timeoutSeconds", "seconds until an answer is given up (30)"),
        SettingsMember("loopbackPorts", "ports on this machine that may be connected to, for a gateway of your own"),
    ]

    /// Files with bearer tokens, by host.
    public var tokens: [String: String] = [:]
    /// Seconds for an answer.
    public var timeoutSeconds = 30
    /// Ports of this machine.
    public var loopbackPorts: [UInt16] = []

    /// None.
    public init() {}

    /// Files that are not in the folder keys, times that cannot be.
    public var problems: [String] {
        var problems = tokens.sorted { $0.key < $1.key }.filter {
            $0.value.isEmpty || $0.value.contains("/") || $0.value.hasPrefix(".")
        }.map { "tokens: \($0.key) names no file in keys" }
        if !(1...600 ~= timeoutSeconds) { problems.append("timeoutSeconds is not between 1 and 600") }
        return problems
    }
}

public import AllianceKit

/// `takedown.contacts` in `config.json`.
public struct ContactSettings: ModuleSettings {
    /// Notices that may come back for good before a contact waits for an analyst again.
    public var bounceLimit = 1

    /// `takedown.contacts`
    public static let section = "takedown.contacts"
    /// Its members.
    public static let members = [
        SettingsMember(
            "bounceLimit", "notices that come back for good until a contact waits for an analyst again (1)")
    ]

    /// The defaults.
    public init() {}

    /// What cannot be.
    public var problems: [String] { 1...100 ~= bounceLimit ? [] : ["bounceLimit is not between 1 and 100"] }
}

public import AllianceKit

/// What a trusted flagger says about itself in its yearly report.
public struct FlaggerSettings: ModuleSettings, Hashable {
    /// `takedown.flagger`
    public static let section = "takedown.flagger"
    /// The members.
    public static let members = [
        SettingsMember("independence", "how independence from providers is kept; the report needs it"),
        SettingsMember("coordinator", "the Digital Services Coordinator that awarded the status"),
    ]

    /// How independence from providers of online platforms is kept.
    public var independence = ""
    /// Who awarded the status.
    public var coordinator = ""

    /// The defaults.
    public init() {}
}

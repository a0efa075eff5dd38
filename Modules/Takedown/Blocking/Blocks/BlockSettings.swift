public import AllianceKit

/// What an organisation sets for its block lists. Without stop-page text and complaint address no list is built.
public struct BlockSettings: ModuleSettings, Hashable {
    /// `takedown.blocking`
    public static let section = "takedown.blocking"
    /// The members.
    public static let members = [
        SettingsMember("stopText", "what the stop page says: why, under which law; required for a build"),
        SettingsMember("complaintAddress", "where to complain: a mail address or an https URL; required for a build"),
        SettingsMember("stopPage", "the stop page's own URL, for proxies (none)"),
        SettingsMember("stopAddresses", "addresses of the server with the stop page, for resolvers (none)"),
        SettingsMember("language", "language of the stop page, as in BCP 47 (en)"),
        SettingsMember(
            "verifyHours", "a block is on a list only when its content was seen so many hours ago at most (24)"),
        SettingsMember("removalHours", "hours that a removal attempt has before a block, unless ordered (48)"),
        SettingsMember(
            "collateralPercent", "least share of a domain's known addresses that are blocked, for a domain block (50)"),
        SettingsMember("longestDays", "the longest that a block lasts without being asked for again (90)"),
        SettingsMember("origin", "the policy zone's name (rpz.invalid)"),
        SettingsMember("ttl", "seconds that resolvers may keep an answer, 60 to 300 (300)"),
        SettingsMember("listName", "the list's name (alliance)"),
        SettingsMember("installFolder", "the folder in which Squid finds the files (/etc/alliance/blocklist)"),
    ]

    /// What the stop page says.
    public var stopText = ""
    /// Where to complain.
    public var complaintAddress = ""
    /// The stop page's own URL.
    public var stopPage = ""
    /// Addresses of its server.
    public var stopAddresses: [String] = []
    /// The stop page's language.
    public var language = "en"
    /// Hours for which a look that saw the content counts.
    public var verifyHours = 24
    /// Hours for a removal attempt.
    public var removalHours = 48
    /// Least share of known addresses that are blocked, for a domain.
    public var collateralPercent = 50
    /// The longest that a block lasts.
    public var longestDays = 90
    /// The policy zone's name.
    public var origin = "rpz.invalid"
    /// Seconds that resolvers may keep an answer.
    public var ttl = 300
    /// The list's name.
    public var listName = "alliance"
    /// The folder in which Squid finds the files.
    public var installFolder = "/etc/alliance/blocklist"

    /// No stop page yet.
    public init() {}

    /// Numbers and names that cannot be.
    public var problems: [String] {
        var problems: [String] = []
        for (name, value, range) in [
            ("verifyHours", verifyHours, 1...168), ("removalHours", removalHours, 0...8784),
            ("collateralPercent", collateralPercent, 1...100), ("longestDays", longestDays, 1...3660),
            ("ttl", ttl, 60...300),
        ] where !range.contains(value) {
            problems.append("\(name) is not between \(range.lowerBound) and \(range.upperBound)")
        }
        if (try? BlockName.read(origin)) != origin { problems.append("origin is no name of a zone in lower case") }
        if let bad = stopAddresses.first(where: { IPAddress($0) == nil }) {
            problems.append("stopAddresses has \(bad)")
        }
        if !stopPage.isEmpty, !BlockStopPage.isUsable(stopPage) {
            problems.append("stopPage is no plain http or https URL")
        }
        let plain = { (text: String) in text.utf8.allSatisfy { 0x21...0x7e ~= $0 && $0 != 0x22 && $0 != 0x24 } }
        if !plain(listName) || listName.isEmpty { problems.append("listName is not a word") }
        if !plain(installFolder) { problems.append("installFolder has blanks, quotes or dollar signs") }
        if !complaintAddress.isEmpty, BlockStopPage.complaint(complaintAddress) == nil {
            problems.append("complaintAddress is neither a mail address nor an https URL")
        }
        return problems
    }

    /// Throws `takedown.block.stop-page` where a build may not be made: people who are blocked are told why and where to complain.
    func requireStopPage() throws {
        guard !stopText.isEmpty, !complaintAddress.isEmpty else {
            throw AllianceError(
                "takedown.block.stop-page", "no list is built without a stop page's text and an address for complaints",
                hint: "set stopText and complaintAddress of takedown.blocking in \(Workspace.configurationFile)")
        }
    }

    /// The options of a build.
    func options(at time: Instant, key: [UInt8]?) -> BlockListOptions {
        BlockListOptions(
            time: time, origin: origin, timeToLive: ttl, stopAddresses: stopAddresses.compactMap { IPAddress($0) },
            stopPage: stopPage.isEmpty ? nil : stopPage, name: listName, key: key, folder: installFolder)
    }
}

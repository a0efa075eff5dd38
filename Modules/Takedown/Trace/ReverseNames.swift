public import AllianceKit

/// Names of addresses (reverse DNS), and what they hint at.
public struct ReverseNames: Sendable {
    private var names: [IPAddress: String] = [:]
    private let lookup: (any NameLookup)?
    /// What could not be used, each with its line.
    public private(set) var problems: [AllianceError] = []

    /// Names from a look-up, none without one.
    public init(_ lookup: (any NameLookup)? = nil) { self.lookup = lookup }

    /// Reads a table: tab-separated with a heading, `address` and `name`. Bad lines become `problems`; throws when the file cannot be read.
    public init(path: String, or lookup: (any NameLookup)? = nil) throws {
        self.lookup = lookup
        var input = try InputFile(path: path)
        _ = try input.nextLine()
        while let line = try HostsFile.nextLine(&input, &problems) {
            let cells = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            if cells.allSatisfy(\.isEmpty) { continue }
            guard cells.count >= 2, let address = IPAddress(cells[0]), !cells[1].isEmpty else {
                problems.append(
                    AllianceError("takedown.reverse.line", "not a line of address and name", at: input.place))
                continue
            }
            names[address] = cells[1].lowercased()
        }
    }

    /// The name of an address: from the table, else from the look-up.
    public func name(of address: IPAddress) async -> String? {
        if let known = names[address] { return known }
        return await lookup?.name(of: address)?.lowercased()
    }

    /// The same names with a look-up behind them.
    public func asking(_ lookup: any NameLookup) -> ReverseNames {
        var copy = ReverseNames(lookup)
        copy.names = names
        copy.problems = problems
        return copy
    }

    /// The country that a name's last label stands for; nil for generic ones and for country codes that are sold to anyone.
    static func country(of name: String) -> CountryCode? {
        let bare = name.hasSuffix(".") ? name.dropLast() : name[...]
        guard let label = bare.split(separator: ".").last, label.utf8.count == 2 else { return nil }
        if label == "uk" { return CountryCode("GB") }
        return soldAbroad.contains(String(label)) || label == "eu" ? nil : CountryCode(label)
    }

    /// Country codes that are registered all over the world for their letters.
    private static let soldAbroad: Set<String> = [
        "ac", "ag", "ai", "am", "as", "bz", "cc", "cf", "cm", "co", "fm", "ga", "gd", "gg", "gl", "gq", "gs", "im",
        "io", "je", "la", "lc", "ly", "me", "ml", "mn", "mu", "nu", "pw", "sc", "sh", "so", "st", "su",
        "tk", "to", "tv", "vc", "vg", "vu", "ws",
    ]
}

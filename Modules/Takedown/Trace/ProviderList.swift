public import AllianceKit

/// Networks that stand in front of others: content delivery, anycast, proxies. An address there says nothing of where the content is.
public struct ProviderList: Sendable, Hashable {
    /// One provider's AS or network.
    public struct Entry: Sendable, Hashable {
        /// What it does.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// Content delivery: the origin is elsewhere.
            case cdn
            /// One address served from many places.
            case anycast
            /// Passes requests on.
            case proxy
            /// An exit of the Tor network.
            case tor
        }

        /// What it does.
        public var kind: Kind
        /// The provider's name.
        public var name: String
        /// What is known of asking for the origin.
        public var note: String?
    }

    private var autnums: [UInt32: Entry] = [:]
    private var networks: [(network: IPNetwork, entry: Entry)] = []
    private var domains: [String: Entry] = [:]
    /// What could not be used, each with its line.
    public private(set) var problems: [AllianceError] = []

    /// An empty list.
    public init() {}

    /// Reads a list: tab-separated with the heading `match`, `kind`, `name`, `note`; a match is `AS64499`, a network, or a domain with all names below it. Bad lines
    /// become `problems`; throws when the file cannot be read.
    public init(path: String) throws {
        var input = try InputFile(path: path)
        _ = try input.nextLine()
        while let line = try HostsFile.nextLine(&input, &problems) {
            let cells = String(decoding: line, as: UTF8.self)
                .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if cells == [""] { continue }
            guard cells.count >= 3, let kind = Entry.Kind(rawValue: cells[1]) else {
                problems.append(
                    AllianceError(
                        "takedown.providers.line", "not a line of match, kind, name and note", at: input.place,
                        hint: "kinds are \(Entry.Kind.allCases.map(\.rawValue).joined(separator: ", "))"))
                continue
            }
            let note = cells.count > 3 && !cells[3].isEmpty ? cells[3] : nil
            let entry = Entry(kind: kind, name: cells[2], note: note)
            if cells[0].uppercased().hasPrefix("AS"), let number = UInt32(cells[0].dropFirst(2)) {
                autnums[number] = entry
            } else if let network = IPNetwork(cells[0]) {
                networks.append((network, entry))
            } else if case .domain(let name)? = ContactScope(cells[0]) {
                domains[name] = entry
            } else {
                problems.append(
                    AllianceError(
                        "takedown.providers.match", "\"\(cells[0].prefix(50))\" is no AS, network or domain",
                        at: input.place))
            }
        }
    }

    /// The provider an address belongs to: by the longest network, else by its AS.
    public func entry(for address: IPAddress, autnum: UInt32?) -> Entry? {
        networks.filter { $0.network.contains(address) }.max { $0.network.length < $1.network.length }?.entry
            ?? autnum.flatMap { autnums[$0] }
    }

    /// The provider a name in ASCII form belongs to, by its longest suffix: gateways to hidden services, and proxies.
    public func entry(forName name: String) -> Entry? {
        guard !domains.isEmpty else { return nil }
        let labels = name.lowercased().split(separator: ".")
        return labels.indices.lazy.compactMap { domains[labels[$0...].joined(separator: ".")] }.first
    }

    /// The same entries.
    public static func == (left: ProviderList, right: ProviderList) -> Bool {
        left.autnums == right.autnums && left.domains == right.domains
            && left.networks.elementsEqual(right.networks) { $0 == $1 }
    }

    /// Feeds the entries.
    public func hash(into hasher: inout Hasher) { hasher.combine(autnums) }
}

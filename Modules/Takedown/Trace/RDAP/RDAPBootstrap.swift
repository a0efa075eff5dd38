public import AllianceKit

/// Which RDAP server answers for what: IANA's bootstrap files (RFC 9224, object tags RFC 8521).
public struct RDAPBootstrap: Sendable, Hashable {
    /// The five files.
    public enum Registry: String, Sendable, Hashable, CaseIterable {
        /// IPv4 blocks.
        case ipv4
        /// IPv6 blocks.
        case ipv6
        /// AS numbers.
        case asn
        /// Domain names.
        case dns
        /// Tags at the end of entity handles (`…-ARIN`).
        case object
    }

    private var networks: [(network: IPNetwork, servers: [String])] = []
    private var autnums: [(range: ClosedRange<UInt32>, servers: [String])] = []
    private var suffixes: [String: [String]] = [:]
    private var tags: [String: [String]] = [:]

    /// Knows nothing yet.
    public init() {}

    /// Reads all files in one object, each below its name (`asn`, `dns`, `ipv4`, `ipv6`, `object`).
    public init(all json: JSONValue) throws(AllianceError) {
        for registry in Registry.allCases {
            if let file = json[registry.rawValue] { try add(file, registry) }
        }
    }

    /// Adds one of IANA's files: `{"services": [[[keys…], [servers…]]…]}`. Keys that cannot be read are passed over; throws
    /// `takedown.rdap.bootstrap` when there are no services.
    public mutating func add(_ json: JSONValue, _ registry: Registry) throws(AllianceError) {
        guard let services = json["services"]?.arrayValue else {
            throw AllianceError("takedown.rdap.bootstrap", "the RDAP bootstrap file for \(registry) has no services")
        }
        for service in services {
            // Object tags have three lists: contacts, tags, servers.
            guard let lists = service.arrayValue, lists.count >= 2, let keys = lists[lists.count - 2].arrayValue else {
                continue
            }
            let servers = Self.preferred(RDAPEntityReader.texts(lists[lists.count - 1]))
            guard !servers.isEmpty else { continue }
            for key in keys.compactMap(\.stringValue) { add(key, servers, registry) }
        }
    }

    private mutating func add(_ key: String, _ servers: [String], _ registry: Registry) {
        switch registry {
        case .ipv4, .ipv6:
            if let network = IPNetwork(key) { networks.append((network, servers)) }
        case .asn:
            let ends = key.split(separator: "-").compactMap { UInt32($0) }
            if let first = ends.first, let last = ends.last, first <= last { autnums.append((first...last, servers)) }
        case .dns: suffixes[key.lowercased()] = servers
        case .object: tags[key.uppercased()] = servers
        }
    }

    /// Servers for an address, https first: those of the longest block it lies in.
    public func servers(for address: IPAddress) -> [String] {
        networks.filter { $0.network.contains(address) }.max { $0.network.length < $1.network.length }?.servers ?? []
    }

    /// Servers for an AS number.
    public func servers(forAutnum number: UInt32) -> [String] {
        autnums.first { $0.range.contains(number) }?.servers ?? []
    }

    /// Servers for a domain name in ASCII form: those of its longest suffix, by labels.
    public func servers(forDomain name: String) -> [String] {
        let labels = name.lowercased().split(separator: ".")
        for start in labels.indices {
            if let servers = suffixes[labels[start...].joined(separator: ".")] { return servers }
        }
        return []
    }

    /// Servers for an entity by the tag behind the last hyphen of its handle.
    public func servers(forEntity handle: String) -> [String] {
        guard let dash = handle.lastIndex(of: "-") else { return [] }
        return tags[handle[handle.index(after: dash)...].uppercased()] ?? []
    }

    private static func preferred(_ servers: [String]) -> [String] {
        let usable = servers.filter { $0.hasPrefix("https://") || $0.hasPrefix("http://") }
        return usable.filter { $0.hasPrefix("https://") } + usable.filter { $0.hasPrefix("http://") }
    }

    /// The same servers for the same keys.
    public static func == (left: RDAPBootstrap, right: RDAPBootstrap) -> Bool {
        left.networks.elementsEqual(right.networks) { $0 == $1 }
            && left.autnums.elementsEqual(right.autnums) { $0 == $1 }
            && left.suffixes == right.suffixes && left.tags == right.tags
    }

    /// Feeds the number of keys.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(networks.count)
        hasher.combine(suffixes.count)
    }
}

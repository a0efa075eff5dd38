public import AllianceKit

/// What a rule is about. Names are in their ASCII form and lower case; URLs are list keys (`host/path?query`, edition v4), so neither
/// scheme nor port counts.
public enum BlockMatcher: Sendable, Hashable, Codable {
    /// This host and no other name.
    case host(String)
    /// This name and every name below it.
    case domain(String)
    /// This resource and no other.
    case url(String)
    /// This path, which ends in a slash, and everything below it on the same host.
    case urlPrefix(String)
    /// Whatever is at these addresses.
    case ip(IPNetwork)

    /// The kinds, for declarations and tables.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        case host, domain, url, urlPrefix, ip
    }

    /// Its kind.
    public var kind: Kind {
        switch self {
        case .host: .host
        case .domain: .domain
        case .url: .url
        case .urlPrefix: .urlPrefix
        case .ip: .ip
        }
    }

    /// What it is about, as text: a name, a list key, a block of addresses.
    public var text: String {
        switch self {
        case .host(let text), .domain(let text), .url(let text), .urlPrefix(let text): text
        case .ip(let network): network.description
        }
    }

    /// The host it is about; nil for addresses.
    public var hostName: Substring? {
        switch self {
        case .host(let text), .domain(let text): text[...]
        case .url(let text), .urlPrefix(let text): text.prefix { $0 != "/" }
        case .ip: nil
        }
    }

    /// The path and query of a URL; nil for the others.
    public var pathAndQuery: Substring? {
        switch self {
        case .url(let text), .urlPrefix(let text): text.drop { $0 != "/" }
        default: nil
        }
    }

    /// Whether it meets a URL. Blocks of addresses meet URLs whose host is such an address; what a name resolves to is not known here.
    public func meets(_ key: ListKey) -> Bool {
        switch self {
        case .host(let name): return key.host == name
        case .domain(let name):
            return key.host == name || (!key.isAddress && key.host.hasSuffix("." + name))
        case .url(let text): return key.text == text
        case .urlPrefix(let text): return key.text.hasPrefix(text)
        case .ip(let network):
            guard key.isAddress, let address = BlockName.address(key.host) else { return false }
            return network.contains(address)
        }
    }
}

extension BlockMatcher: Comparable, CustomStringConvertible {
    /// `domain example.org`
    public var description: String { "\(kind.rawValue) \(text)" }

    /// By text, then by kind: the order in which lists are written.
    public static func < (left: BlockMatcher, right: BlockMatcher) -> Bool {
        let (one, two) = (left.text, right.text)
        return one == two ? left.rank < right.rank : one < two
    }

    private var rank: Int {
        switch self {
        case .domain: 0
        case .host: 1
        case .urlPrefix: 2
        case .url: 3
        case .ip: 4
        }
    }
}

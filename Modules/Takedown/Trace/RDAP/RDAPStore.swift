public import AllianceKit

/// RDAP answers kept at hand and found by what they cover: address blocks, AS numbers and domains.
public struct RDAPStore: Sendable {
    /// An answer with the name of its file.
    public struct Stored: Sendable, Hashable {
        /// The file's name.
        public var name: String
        /// The answer.
        public var answer: RDAPAnswer
    }

    private var blocks: [(range: ClosedRange<IPAddress>, stored: Stored)] = []
    private var autnums: [(range: ClosedRange<UInt32>, stored: Stored)] = []
    private var domains: [String: Stored] = [:]

    /// An empty store.
    public init() {}

    /// Keeps an answer; entities and errors cover nothing and are not kept.
    public mutating func add(_ answer: RDAPAnswer, name: String) {
        let stored = Stored(name: name, answer: answer)
        switch answer.kind {
        case .network:
            guard let range = answer.addresses, range.lowerBound.width == range.upperBound.width else { return }
            blocks.append((range, stored))
        case .autnum: if let range = answer.autnums { autnums.append((range, stored)) }
        case .domain: if let domain = answer.name { domains[domain] = stored }
        default: break
        }
    }

    /// How many answers are kept.
    public var count: Int { blocks.count + autnums.count + domains.count }

    /// Blocks around an address, the smallest first.
    public func networks(around address: IPAddress) -> [Stored] {
        blocks.filter { $0.range.lowerBound.width == address.width && $0.range.contains(address) }
            .sorted { Self.size($0.range) < Self.size($1.range) }.map(\.stored)
    }

    /// The answer for an AS number, of several the one for the smallest range.
    public func autnum(_ number: UInt32) -> Stored? {
        autnums.filter { $0.range.contains(number) }
            .min { $0.range.upperBound - $0.range.lowerBound < $1.range.upperBound - $1.range.lowerBound }?.stored
    }

    /// The answer for a domain in ASCII form.
    public func domain(_ name: String) -> Stored? { domains[name.lowercased()] }

    private static func size(_ range: ClosedRange<IPAddress>) -> UInt128 {
        range.upperBound.bits - range.lowerBound.bits
    }
}

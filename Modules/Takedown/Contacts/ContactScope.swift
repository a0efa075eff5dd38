public import AllianceKit
public import CommandLineKit

/// What a contact is responsible for: an AS, a block of addresses, a domain with all names below it, or a country.
public enum ContactScope: Sendable, Hashable {
    /// `AS64496`
    case autnum(UInt32)
    /// `192.0.2.0/24`, or `192.0.2.0-192.0.2.130` where the registered block is no prefix.
    case addresses(ClosedRange<IPAddress>)
    /// `example.org`, in ASCII form
    case domain(String)
    /// `country:XA`, for authorities
    case country(CountryCode)

    /// Reads the text form; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let upper = text.uppercased()
        if upper.hasPrefix("AS"), let number = UInt32(upper.dropFirst(2)) {
            self = .autnum(number)
        } else if upper.hasPrefix("COUNTRY:") {
            guard let country = CountryCode(upper.dropFirst(8)) else { return nil }
            self = .country(country)
        } else if let network = IPNetwork(text) {
            self = .addresses(network.address...network.last)
        } else {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { IPAddress($0) }
            if ends.count == 2, let first = ends[0], let last = ends[1] {
                guard first.width == last.width, first <= last else { return nil }
                self = .addresses(first...last)
            } else {
                guard let name = try? DomainName.ascii(String(text)), Self.isName(name) else { return nil }
                self = .domain(String(decoding: name, as: UTF8.self))
            }
        }
    }

    /// At least two labels of letters, digits, hyphens and underscores.
    private static func isName(_ bytes: [UInt8]) -> Bool {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count > 1 && !labels[labels.count - 1].allSatisfy { 48...57 ~= $0 }
            && labels.allSatisfy { label in
                !label.isEmpty && label.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x5f }
            }
    }

    /// Whether it covers what a trace found.
    public func covers(_ result: TraceResult) -> Bool {
        switch self {
        case .autnum(let number): result.addresses.contains { $0.autnum == number }
        case .addresses(let range):
            result.addresses.contains { $0.address.width == range.lowerBound.width && range.contains($0.address) }
        case .domain(let name): result.host == name || result.host.hasSuffix(".\(name)")
        case .country(let country): result.country == country
        }
    }

    /// How closely it fits; greater is closer. A name says more than a block, a block more than an AS, that more than a country.
    var closeness: Int {
        switch self {
        case .country: 0
        case .autnum: 1
        case .addresses(let range):
            2 + (range.upperBound.bits - range.lowerBound.bits).leadingZeroBitCount - (128 - range.lowerBound.width)
        case .domain(let name): 1000 + name.utf8.count
        }
    }
}

extension ContactScope: CustomStringConvertible, Codable, ArgumentValue {
    /// The text form.
    public var description: String {
        switch self {
        case .autnum(let number): return "AS\(number)"
        case .country(let country): return "country:\(country)"
        case .domain(let name): return name
        case .addresses(let range):
            let size = range.upperBound.bits - range.lowerBound.bits
            let length = range.lowerBound.width - (128 - size.leadingZeroBitCount)
            if let network = IPNetwork(range.lowerBound, length: length), network.address == range.lowerBound,
                network.last == range.upperBound
            {
                return network.description
            }
            return "\(range.lowerBound)-\(range.upperBound)"
        }
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let scope = ContactScope(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an AS, network or domain")
        }
        self = scope
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The text form.
    public init?(argument: String) { self.init(argument) }
    /// The text form.
    public var argument: String { description }
    /// `an AS, a network, a domain or country:CC`
    public static var valueDescription: String { "an AS, a network, a domain or country:CC" }
}

public import AllianceKit

/// The host of a URL after parsing: a name in its ASCII form, or an address.
public enum URLHost: Sendable, Hashable {
    /// A domain name: lower case, A-labels (`xn--…`) for internationalised labels.
    case domain(String)
    /// An address, however it was spelt.
    case address(IPAddress)

    /// The name, unless it is an address.
    public var domain: String? { if case .domain(let name) = self { name } else { nil } }
    /// The address, if it is one.
    public var address: IPAddress? { if case .address(let address) = self { address } else { nil } }
}

extension URLHost: CustomStringConvertible, Codable {
    /// As it stands in a URL: version 6 addresses in brackets.
    public var description: String {
        switch self {
        case .domain(let name): name
        case .address(.v4(let bits)): IPAddress.v4(bits).description
        case .address(let address): "[\(address)]"
        }
    }

    /// Reads what `description` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        if text.hasPrefix("["), text.hasSuffix("]"), let address = IPAddress(text.dropFirst().dropLast()) {
            self = .address(address)
        } else if let address = IPAddress(text) {
            self = .address(address)
        } else {
            self = .domain(text)
        }
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

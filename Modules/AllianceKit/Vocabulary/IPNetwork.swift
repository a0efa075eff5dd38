/// A block of addresses with a common prefix: `192.0.2.0/24`.
public struct IPNetwork: Sendable, Hashable {
    /// The first address; bits beyond the prefix are zero.
    public let address: IPAddress
    /// The number of leading bits that are common, counted within the address family.
    public let length: Int

    /// Makes a block around an address; nil when the family has fewer bits.
    public init?(_ address: IPAddress, length: Int) {
        guard 0...address.width ~= length else { return nil }
        self.address = address.withBits(address.bits & Self.mask(length, of: address.width))
        self.length = length
    }

    /// Whether an address of the same family lies inside.
    public func contains(_ other: IPAddress) -> Bool {
        other.width == address.width && other.bits & Self.mask(length, of: address.width) == address.bits
    }

    /// The last address.
    public var last: IPAddress { address.withBits(address.bits | ~Self.mask(length, of: address.width)) }

    private static func mask(_ length: Int, of width: Int) -> UInt128 {
        length == 0 ? 0 : UInt128.max << UInt128(width - length)
    }
}

extension IPNetwork: CustomStringConvertible, Codable {
    /// `192.0.2.0/24`
    public var description: String { "\(address)/\(length)" }

    /// Reads `192.0.2.0/24` or a single address; nil for anything else. Bits beyond the prefix are cleared.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        guard parts.count == 2 else {
            self.init(address, length: address.width)
            return
        }
        guard parts[1].utf8.count <= 3, parts[1].utf8.allSatisfy({ 48...57 ~= $0 }), let length = Int(parts[1]) else {
            return nil
        }
        self.init(address, length: length)
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let network = IPNetwork(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a block of addresses")
        }
        self = network
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

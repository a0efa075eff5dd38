/// An Internet address: 32 bits of version 4 or 128 bits of version 6. Zone identifiers are not addresses and never read.
public enum IPAddress: Sendable, Hashable {
    /// Version 4, most significant byte first in the number.
    case v4(UInt32)
    /// Version 6, most significant byte first in the number.
    case v6(UInt128)

    /// The number of bits: 32 or 128.
    public var width: Int { if case .v4 = self { 32 } else { 128 } }

    /// The address as a number.
    public var bits: UInt128 {
        switch self {
        case .v4(let bits): UInt128(bits)
        case .v6(let bits): bits
        }
    }

    /// The same family with other bits; bits beyond the width are dropped.
    public func withBits(_ bits: UInt128) -> IPAddress {
        switch self {
        case .v4: .v4(UInt32(truncatingIfNeeded: bits))
        case .v6: .v6(bits)
        }
    }

    /// The version 4 address inside an IPv4-mapped one (`::ffff:a.b.c.d`); nil for all others.
    public var mappedIPv4: IPAddress? {
        guard case .v6(let bits) = self, bits >> 32 == 0xffff else { return nil }
        return .v4(UInt32(truncatingIfNeeded: bits))
    }
}

extension IPAddress: Comparable {
    /// Version 4 before version 6, then by number.
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        (left.width, left.bits) < (right.width, right.bits)
    }
}

extension IPAddress: CustomStringConvertible, Codable {
    /// Dotted decimal, or the shortest form of RFC 5952 in lower case without an embedded dotted part.
    public var description: String {
        switch self {
        case .v4(let bits): "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
        case .v6(let bits): Self.text(bits)
        }
    }

    /// Reads four decimal numbers without leading zeros, or any form of RFC 4291 section 2.2; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 45 else { return nil }
        if bytes.contains(UInt8(ascii: ":")) {
            guard let bits = IPv6Text.read(bytes) else { return nil }
            self = .v6(bits)
        } else {
            guard let bits = IPv6Text.dotted(bytes[...]) else { return nil }
            self = .v4(bits)
        }
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = IPAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an Internet address")
        }
        self = address
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func text(_ bits: UInt128) -> String {
        let pieces = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
        var best = 0..<0
        var start: Int?
        for place in 0...8 {
            if place < 8, pieces[place] == 0 {
                start = start ?? place
            } else if let first = start {
                if place - first > max(best.count, 1) { best = first..<place }
                start = nil
            }
        }
        func hex(_ part: some Sequence<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return hex(pieces) }
        return hex(pieces[..<best.lowerBound]) + "::" + hex(pieces[best.upperBound...])
    }
}

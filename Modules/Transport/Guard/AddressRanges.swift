import AllianceKit

/// Addresses that are not on the public Internet, or that hide which they are.
enum AddressRanges {
    /// Why an address must not be connected to; nil for public ones.
    static func objection(to address: IPAddress) -> String? {
        // Addresses that carry another are judged by the one they carry.
        if let inner = embedded(in: address) { return objection(to: inner).map { "\(inner) is \($0)" } }
        if let range = table.first(where: { $0.network.contains(address) }) { return range.reason }
        if case .v6(let bits) = address, bits >> 125 != 1 { return "not allocated for the public Internet" }
        return nil
    }

    /// The IPv4 address inside an IPv4-mapped or NAT64 one.
    private static func embedded(in address: IPAddress) -> IPAddress? {
        if let mapped = address.mappedIPv4 { return mapped }
        guard case .v6(let bits) = address, bits >> 32 == 0x0064_ff9b << 64 else { return nil }
        return .v4(UInt32(truncatingIfNeeded: bits))
    }

    private static let table: [(network: IPNetwork, reason: String)] = [
        ("0.0.0.0/8", "this network"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "shared by a carrier's customers"),
        ("127.0.0.0/8", "loopback"), ("168.63.129.16/32", "a cloud's service for its own machines"),
        ("169.254.0.0/16", "link-local"), ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "for protocols"), ("192.0.2.0/24", "for documentation"), ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"), ("198.18.0.0/15", "for benchmarks"), ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"), ("224.0.0.0/4", "multicast"), ("240.0.0.0/4", "reserved"),
        ("::/96", "loopback, unspecified or IPv4-compatible"), ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b:1::/48", "local NAT64"), ("100::/64", "for discarding"), ("100:0:0:1::/64", "a dummy"),
        ("2001::/23", "for protocols (Teredo, ORCHID)"), ("2001:db8::/32", "for documentation"),
        ("2002::/16", "6to4"), ("2620:4f:8000::/48", "for AS112"), ("3fff::/20", "for documentation"),
        ("5f00::/16", "for segment routing"), ("fc00::/7", "private"), ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"), ("ff00::/8", "multicast"),
    ].compactMap { text, reason in IPNetwork(text).map { ($0, reason) } }

    /// How many ranges are known; a test compares it with the table's length as written.
    static var count: Int { table.count }
}

import AllianceKit

/// The host rules of Safe Browsing's canonical form.
enum ListKeyHost {
    /// The host in canonical form, and whether it is an address.
    static func canonical(_ raw: ArraySlice<UInt8>, _ profile: ListProfile) throws(AllianceError) -> ([UInt8], Bool) {
        let decoded = PercentEncoding.decodeFully(raw)
        if decoded.first == UInt8(ascii: "["), decoded.last == UInt8(ascii: "]"),
            let address = IPAddress(String(decoding: decoded.dropFirst().dropLast(), as: UTF8.self))
        {
            let shown = profile == .v5 ? embeddedIPv4(address) ?? address : address
            return (Array(URLHost.address(shown).description.utf8), true)
        }
        var host = decoded
        if !host.allSatisfy({ $0 < 0x80 }), let ascii = try? DomainName.ascii(host) { host = ascii }
        host = host.map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
        host = Array(host.split(separator: UInt8(ascii: ".")).joined(separator: [UInt8(ascii: ".")]))
        guard !host.isEmpty else { throw HostParser.failure("missing", "there is no host") }
        let borders: [UInt8] = Array("/?@:\\".utf8)
        guard !host.contains(where: { borders.contains($0) }) else {
            throw HostParser.failure("forbidden", "the host contains an escaped /, ?, @, : or \\")
        }
        if let bits = IPv4Spelling.parseWrapping(host) { return (Array(IPAddress.v4(bits).description.utf8), true) }
        var escaped: [UInt8] = []
        for byte in host {
            if ListKeyBuffer.needsEscape(byte) {
                PercentEncoding.append(byte, to: &escaped)
            } else {
                escaped.append(byte)
            }
        }
        return (escaped, false)
    }

    /// The IPv4 address in an IPv4-mapped or NAT64 (`64:ff9b::/96`) one; version 5 only.
    private static func embeddedIPv4(_ address: IPAddress) -> IPAddress? {
        let low = IPAddress.v4(UInt32(truncatingIfNeeded: address.bits))
        return address.mappedIPv4 ?? (address.bits >> 32 == 0x0064_ff9b << 64 ? low : nil)
    }
}

import AllianceKit

/// The host rules of Safe Browsing's canonical form.
enum ListKeyHost {
    /// The host in canonical form, and whether it is an address.
    static func canonical(_ raw: ArraySlice<UInt8>, _ profile: ListProfile) throws(AllianceError) -> (String, Bool) {
        let decoded = PercentEncoding.decodeFully(raw)
        if decoded.first == UInt8(ascii: "["), decoded.last == UInt8(ascii: "]"),
            let address = IPAddress(String(decoding: decoded.dropFirst().dropLast(), as: UTF8.self))
        {
            let shown = profile == .v5 ? embeddedIPv4(address) ?? address : address
            return (URLHost.address(shown).description, true)
        }
        var host = decoded
        if !host.allSatisfy({ $0 < 0x80 }), let text = String(validating: host, as: UTF8.self),
            let ascii = try? DomainName.ascii(text)
        {
            host = ascii
        }
        host = host.map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
        host = Array(host.split(separator: UInt8(ascii: ".")).joined(separator: [UInt8(ascii: ".")]))
        guard !host.isEmpty else { throw HostParser.failure("missing", "there is no host") }
        let borders: [UInt8] = Array("/?@:\\".utf8)
        guard !host.contains(where: { borders.contains($0) }) else {
            throw HostParser.failure("forbidden", "the host contains an escaped /, ?, @, : or \\")
        }
        if let bits = IPv4Spelling.parseWrapping(host) { return (IPAddress.v4(bits).description, true) }
        return (ListKeyPath.escaped(host), false)
    }

    /// The IPv4 address in an IPv4-mapped or NAT64 (`64:ff9b::/96`) one; version 5 only.
    private static func embeddedIPv4(_ address: IPAddress) -> IPAddress? {
        let low = IPAddress.v4(UInt32(truncatingIfNeeded: address.bits))
        return address.mappedIPv4 ?? (address.bits >> 32 == 0x0064_ff9b << 64 ? low : nil)
    }
}

/// The path rules of Safe Browsing's canonical form, on unescaped bytes.
enum ListKeyPath {
    /// Dot segments resolved first, then runs of slashes folded, in the order of the rules; always starts with a slash.
    static func canonical(_ path: some Collection<UInt8>) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let dot = UInt8(ascii: ".")
        var segments: [ArraySlice<UInt8>] = []
        var parts = Array(path).split(separator: slash, omittingEmptySubsequences: false)
        if parts.first?.isEmpty == true { parts.removeFirst() }
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            if part.elementsEqual([dot, dot]) {
                if !segments.isEmpty { segments.removeLast() }
                if isLast { segments.append([]) }
            } else if part.elementsEqual([dot]) {
                if isLast { segments.append([]) }
            } else {
                segments.append(part)
            }
        }
        var out: [UInt8] = [slash]
        for (place, segment) in segments.enumerated() {
            out += segment
            if place < segments.count - 1, out.last != slash { out.append(slash) }
        }
        return out
    }

    /// Bytes up to 0x20, from 0x7F, `#` and `%` as `%XX` with upper-case digits.
    static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        for byte in bytes {
            if byte <= 0x20 || byte >= 0x7f || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") {
                PercentEncoding.append(byte, to: &out)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

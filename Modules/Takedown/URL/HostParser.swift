import AllianceKit

/// The host parser of the URL Standard (section 3.5) for special schemes.
enum HostParser {
    /// Reads a host as it stands between the slashes and the port. Throws `takedown.url.host…`.
    static func parse(_ input: [UInt8]) throws -> URLHost {
        if isPlain(input) { return .domain(String(decoding: input, as: UTF8.self)) }
        if input.first == UInt8(ascii: "[") {
            guard input.last == UInt8(ascii: "]"),
                let address = IPAddress(String(decoding: input.dropFirst().dropLast(), as: UTF8.self)),
                case .v6 = address
            else { throw failure("ipv6", "the address in brackets is not an IPv6 address") }
            return .address(address)
        }
        let decoded = PercentEncoding.decode(input)
        let ascii = try DomainName.ascii(decoded)
        guard !ascii.isEmpty else { throw failure("missing", "there is no host") }
        if let forbidden = ascii.first(where: isForbidden) {
            let shown = 0x21...0x7e ~= forbidden ? "\"\(Character(Unicode.Scalar(forbidden)))\"" : "a blank or control"
            throw failure("forbidden", "the host contains \(shown), which no host may")
        }
        if IPv4Spelling.endsInNumber(ascii) {
            guard let bits = IPv4Spelling.parse(ascii) else {
                throw failure("ipv4", "the host ends in a number but is no IPv4 address")
            }
            return .address(.v4(bits))
        }
        return .domain(String(decoding: ascii, as: UTF8.self))
    }

    /// Whether a host is a name as it stands: small letters, digits, hyphens, low lines and dots, labels and whole of lengths that can
    /// be looked up, and a last label that no address can end in.
    private static func isPlain(_ host: [UInt8]) -> Bool {
        guard 1...253 ~= host.count else { return false }
        var label = 0
        var first: UInt8 = 0
        for byte in host {
            switch byte {
            case UInt8(ascii: "."): label = 0
            case 97...122, 48...57, UInt8(ascii: "-"), UInt8(ascii: "_"):
                if label == 0 { first = byte }
                label += 1
                if label > 63 { return false }
            default: return false
            }
        }
        return label > 0 && !(48...57 ~= first)
    }

    /// Forbidden domain code points (URL Standard, section 3.1).
    static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7f...: true
        case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "\\"),
            UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "|"):
            true
        default: false
        }
    }

    static func failure(_ problem: String, _ message: String) -> AllianceError {
        AllianceError("takedown.url.host.\(problem)", message)
    }
}

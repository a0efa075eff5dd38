/// IPv4 addresses in their many spellings: decimal, octal (`0…`) and hexadecimal (`0x…`) parts, and fewer than four of them.
enum IPv4Spelling {
    /// The ends-in-a-number checker of the URL Standard: such a host is an address or an error, never a name.
    static func endsInNumber(_ host: [UInt8]) -> Bool {
        let parts = split(host)
        guard let last = parts.last, !last.isEmpty else { return false }
        return last.allSatisfy { 48...57 ~= $0 } || number(last) != nil
    }

    /// The IPv4 parser of the URL Standard: every part but the last is one byte, the last fills the rest.
    static func parse(_ host: [UInt8]) -> UInt32? {
        let parts = split(host)
        guard 1...4 ~= parts.count else { return nil }
        var address: UInt64 = 0
        for (place, part) in parts.enumerated() {
            guard let value = number(part) else { return nil }
            if place < parts.count - 1 {
                guard value < 256 else { return nil }
                address |= value << UInt64(24 - 8 * place)
            } else {
                guard value < 1 << UInt64(8 * (5 - parts.count)) else { return nil }
                address |= value
            }
        }
        return UInt32(exactly: address)
    }

    /// As old resolvers read it and Safe Browsing's canonical form wants it: a part that is too large is cut to its low bits
    /// (`276.2.3` is `20.2.0.3`), where the URL Standard refuses it.
    static func parseWrapping(_ host: [UInt8]) -> UInt32? {
        let parts = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard 1...4 ~= parts.count else { return nil }
        var address: UInt64 = 0
        for (place, part) in parts.enumerated() {
            guard !part.isEmpty, let value = number(part) else { return nil }
            if place < parts.count - 1 {
                address |= (value & 255) << UInt64(24 - 8 * place)
            } else {
                address |= value & (1 << UInt64(8 * (5 - parts.count)) - 1)
            }
        }
        return UInt32(exactly: address)
    }

    /// Parts between dots; one dot at the end does not count.
    private static func split(_ host: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        return parts
    }

    /// One part; values beyond 2^40 stay at 2^40, which is too large for any place. Nil if it is no number.
    private static func number(_ part: ArraySlice<UInt8>) -> UInt64? {
        var digits = part
        var radix: UInt64 = 10
        guard let first = digits.first else { return nil }
        if digits.count >= 2, first == UInt8(ascii: "0") {
            digits.removeFirst()
            radix = 8
            if digits.first.map({ $0 | 0x20 }) == UInt8(ascii: "x") {
                digits.removeFirst()
                radix = 16
            }
        }
        var value: UInt64 = 0
        for digit in digits {
            guard let worth = PercentEncoding.digit(digit), worth < radix else { return nil }
            value = min(value * radix + UInt64(worth), 1 << 40)
        }
        return value
    }
}

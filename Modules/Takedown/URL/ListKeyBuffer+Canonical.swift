import AllianceKit

/// The rules of Safe Browsing's canonical form, with a short way for what is canonical already.
extension ListKeyBuffer {
    mutating func appendHost(_ range: Range<Int>, _ profile: ListProfile) throws(AllianceError) {
        if appendPlainHost(range) { return }
        text.removeAll(keepingCapacity: true)
        let (host, isAddress) = try ListKeyHost.canonical(input[range], profile)
        self.isAddress = isAddress
        text += host
    }

    /// Appends letters, digits, hyphens and single dots, in lower case. False, with anything left behind, for other hosts and for
    /// those that may be an address.
    private mutating func appendPlainHost(_ range: Range<Int>) -> Bool {
        // Any way of writing an address has a digit first in its last part.
        var last: UInt8 = UInt8(ascii: ".")
        var startsLast: UInt8 = 0
        for place in range {
            let byte = input[place]
            switch byte {
            case 97...122, 48...57, UInt8(ascii: "-"), UInt8(ascii: "_"): text.append(byte)
            case 65...90: text.append(byte | 0x20)
            case UInt8(ascii: "."):
                if last == UInt8(ascii: ".") { return false }
                text.append(byte)
            default: return false
            }
            if last == UInt8(ascii: ".") { startsLast = byte }
            last = byte
        }
        return last != UInt8(ascii: ".") && !(48...57 ~= startsLast)
    }

    /// Path and query: unescaped together, as the rules unescape the URL as a whole, then cut at the first `?`.
    mutating func appendRest(_ range: Range<Int>) {
        if appendPlainRest(range) { return }
        text.removeSubrange(hostEnd...)
        PercentEncoding.decodeFully(input[range], into: &scratch)
        let mark = scratch.firstIndex(of: UInt8(ascii: "?")) ?? scratch.count
        appendPath(mark)
        pathEnd = text.count
        for byte in scratch[mark...] { appendEscaped(byte) }
    }

    /// Appends what needs no rule. False, with anything left behind, at the first byte that does.
    private mutating func appendPlainRest(_ range: Range<Int>) -> Bool {
        var place = range.lowerBound
        if place == range.upperBound || input[place] != UInt8(ascii: "/") { text.append(UInt8(ascii: "/")) }
        var last: UInt8 = 0
        while place < range.upperBound, input[place] != UInt8(ascii: "?") {
            let byte = input[place]
            // After a slash neither a slash nor what may be a dot segment.
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
            if Self.needsEscape(byte) { return false }
            text.append(byte)
            last = byte
            place += 1
        }
        pathEnd = text.count
        while place < range.upperBound {
            let byte = input[place]
            if Self.needsEscape(byte) { return false }
            text.append(byte)
            place += 1
        }
        return true
    }

    /// Dot segments resolved first, then runs of slashes folded, in the order of the rules; always starts with a slash.
    private mutating func appendPath(_ end: Int) {
        let slash = UInt8(ascii: "/")
        var place = scratch.first == slash && end > 0 ? 1 : 0
        // Each segment with the slash before it, empty ones too.
        var resolved: [UInt8] = []
        resolved.reserveCapacity(end + 1)
        while true {
            var next = place
            while next < end, scratch[next] != slash { next += 1 }
            let isLast = next >= end
            let count = max(0, next - place)
            let isDot = count == 1 && scratch[place] == UInt8(ascii: ".")
            let isTwoDots =
                count == 2 && scratch[place] == UInt8(ascii: ".") && scratch[place + 1] == UInt8(ascii: ".")
            if isTwoDots {
                if let before = resolved.lastIndex(of: slash) { resolved.removeSubrange(before...) }
                if isLast { resolved.append(slash) }
            } else if isDot {
                if isLast { resolved.append(slash) }
            } else {
                resolved.append(slash)
                if count > 0 { resolved += scratch[place..<next] }
            }
            if isLast { break }
            place = next + 1
        }
        if resolved.isEmpty { resolved.append(slash) }
        var last: UInt8 = 0
        for byte in resolved {
            if byte == slash, last == slash { continue }
            appendEscaped(byte)
            last = byte
        }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        if Self.needsEscape(byte) { PercentEncoding.append(byte, to: &text) } else { text.append(byte) }
    }

    /// Bytes up to 0x20, from 0x7F, `#` and `%`.
    static func needsEscape(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7f || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%")
    }
}

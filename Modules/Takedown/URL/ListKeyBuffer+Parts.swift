import AllianceKit

/// A text cut into scheme, host and the rest, before anything is unescaped: `%2F` or `%40` must not move the border of the host.
extension ListKeyBuffer {
    /// Places in `input`.
    struct Parts {
        var host: Range<Int>
        var rest: Range<Int>
    }

    mutating func takeApart(_ bytes: Span<UInt8>) throws(AllianceError) -> Parts {
        input.removeAll(keepingCapacity: true)
        for place in bytes.indices {
            let byte = bytes[place]
            if byte != 0x09, byte != 0x0a, byte != 0x0d { input.append(byte) }
        }
        var end = input.count
        var start = 0
        while start < end, input[start] == 0x20 { start += 1 }
        while start < end, input[end - 1] == 0x20 { end -= 1 }
        if let hash = input[start..<end].firstIndex(of: UInt8(ascii: "#")) { end = hash }
        var colon = Self.scheme(input, start, end)
        if colon == nil, input[start..<end].contains(UInt8(ascii: "%")) {
            // The scheme itself may be escaped (`http%3A%2F%2F…`); then the whole text is.
            let decoded = PercentEncoding.decodeFully(input[start..<end])
            if let found = Self.scheme(decoded, 0, decoded.count) {
                (input, start, end, colon) = (decoded, 0, decoded.count, found)
            }
        }
        if let colon {
            readScheme(start, colon)
            start = colon + 3
        } else if Self.startsWithOpaqueScheme(input[start..<end]) {
            throw AllianceError(
                "takedown.url.scheme", "the URL has a scheme without a host", hint: "use http or https")
        }
        var border = start
        while border < end, !Self.endsHost(input[border]) { border += 1 }
        // A backslash before the query is a slash to browsers; read otherwise, `http://a.test\@b.test/` would name the wrong host.
        var place = border
        while place < end, input[place] != UInt8(ascii: "?") {
            if input[place] == UInt8(ascii: "\\") { input[place] = UInt8(ascii: "/") }
            place += 1
        }
        return Parts(host: try host(start..<border), rest: border..<end)
    }

    /// The host between user name and port.
    private func host(_ authority: Range<Int>) throws(AllianceError) -> Range<Int> {
        var start = authority.lowerBound
        var colon: Int?
        for place in authority {
            switch input[place] {
            case UInt8(ascii: "@"): (start, colon) = (place + 1, nil)
            case UInt8(ascii: "]"): colon = nil
            case UInt8(ascii: ":"): colon = place
            default: break
            }
        }
        // A colon inside brackets belongs to the address, unless a later one follows the bracket.
        guard let colon else { return start..<authority.upperBound }
        guard input[(colon + 1)..<authority.upperBound].allSatisfy({ 48...57 ~= $0 }) else {
            throw AllianceError("takedown.url.port", "the port is not a number")
        }
        return start..<colon
    }

    private mutating func readScheme(_ start: Int, _ end: Int) {
        // The two that almost all URLs have, without making a text of them.
        if end - start == 4, Self.isHTTP(input, start) { return }
        if end - start == 5, Self.isHTTP(input, start), input[start + 4] | 0x20 == UInt8(ascii: "s") {
            scheme = "https"
        } else {
            scheme = String(decoding: input[start..<end], as: UTF8.self).lowercased()
        }
    }

    private static func isHTTP(_ bytes: [UInt8], _ start: Int) -> Bool {
        bytes[start] | 0x20 == 0x68 && bytes[start + 1] | 0x20 == 0x74 && bytes[start + 2] | 0x20 == 0x74
            && bytes[start + 3] | 0x20 == 0x70
    }

    private static func endsHost(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "?")
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        97...122 ~= byte | 0x20 || 48...57 ~= byte || byte == 0x2b || byte == 0x2d || byte == 0x2e
    }

    /// Where the scheme ends, if `://` follows it.
    private static func scheme(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
        var end = start
        while end < limit, isSchemeByte(text[end]) { end += 1 }
        guard end > start, end + 2 < limit, 97...122 ~= text[start] | 0x20, text[end] == UInt8(ascii: ":"),
            text[end + 1] == UInt8(ascii: "/"), text[end + 2] == UInt8(ascii: "/")
        else { return nil }
        return end
    }

    /// Whether the text is like `mailto:…`: a word without dots before a colon that no port follows.
    private static func startsWithOpaqueScheme(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else { return false }
        let port = text[(colon + 1)...].prefix { !endsHost($0) }
        return text[..<colon].allSatisfy { isSchemeByte($0) && $0 != UInt8(ascii: ".") }
            && !port.allSatisfy { 48...57 ~= $0 }
    }
}

public import AllianceKit

extension WebURL {
    /// Reads an absolute http, https or ftp URL as browsers do (URL Standard, section 4.4, without a base).
    ///
    /// Errors: `takedown.url.empty`, `.relative` (no scheme), `.scheme` (one that is not read here), `.port`, and `.host.…`:
    /// `missing`, `forbidden`, `encoding`, `ipv4`, `ipv6`, `idna`, `length`.
    public init(parsing text: String) throws(AllianceError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads bytes; outside the host they need not be UTF-8.
    init(parsing bytes: [UInt8]) throws(AllianceError) {
        do {
            var parser = WebURLParser(bytes)
            self = try parser.parse()
        } catch let error as AllianceError {
            throw error
        } catch {
            throw AllianceError("takedown.url.invalid", "\(error)")
        }
    }
}

/// The basic URL parser's states as steps over the bytes; each takes what is its own and leaves the rest.
private struct WebURLParser {
    private let bytes: [UInt8]
    private var place = 0

    init(_ input: [UInt8]) {
        var bytes = input[...]
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        self.bytes = bytes.filter { $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    }

    mutating func parse() throws -> WebURL {
        guard !bytes.isEmpty else { throw AllianceError("takedown.url.empty", "there is no URL") }
        let scheme = try scheme()
        // Any number of slashes of either kind may stand before the host.
        while place < bytes.count, isSlash(bytes[place]) { place += 1 }
        var authority = take { !isSlash($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        var credentials: ArraySlice<UInt8> = []
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            credentials = authority[..<at]
            authority = authority[(at + 1)...]
        }
        let (host, port) = try hostAndPort(authority)
        var url = WebURL(scheme: scheme, host: host, path: "/")
        if let port, port != WebURL.port(of: scheme) { url.port = port }
        if !credentials.isEmpty { read(credentials, into: &url) }
        url.path = path()
        if place < bytes.count, bytes[place] == UInt8(ascii: "?") {
            place += 1
            var query: [UInt8] = []
            PercentEncoding.encode(take { $0 != UInt8(ascii: "#") }, .query, to: &query)
            url.query = String(decoding: query, as: UTF8.self)
        }
        return url
    }

    private mutating func scheme() throws -> String {
        func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7a ~= byte | 0x20 }
        let start = take { isLetter($0) || 48...57 ~= $0 || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e }
        guard let first = start.first, isLetter(first), place < bytes.count, bytes[place] == UInt8(ascii: ":") else {
            throw AllianceError(
                "takedown.url.relative", "the URL has no scheme", hint: "start it with http:// or https://")
        }
        place += 1
        if start.elementsEqual("https".utf8) { return "https" }
        if start.elementsEqual("http".utf8) { return "http" }
        let scheme = String(decoding: start, as: UTF8.self).lowercased()
        guard WebURL.port(of: scheme) != nil else {
            throw AllianceError(
                "takedown.url.scheme", "the scheme \"\(scheme.prefix(20))\" is not supported",
                hint: "use http or https")
        }
        return scheme
    }

    private func hostAndPort(_ authority: ArraySlice<UInt8>) throws -> (URLHost, UInt16?) {
        var inBrackets = false
        var colon: Int?
        for (index, byte) in zip(authority.indices, authority) {
            if byte == UInt8(ascii: "[") { inBrackets = true }
            if byte == UInt8(ascii: "]") { inBrackets = false }
            if byte == UInt8(ascii: ":"), !inBrackets {
                colon = index
                break
            }
        }
        let name = Array(authority[..<(colon ?? authority.endIndex)])
        guard !name.isEmpty else { throw HostParser.failure("missing", "there is no host") }
        let host = try HostParser.parse(name)
        guard let colon else { return (host, nil) }
        var port: UInt32 = 0
        for digit in authority[(colon + 1)...] {
            guard 48...57 ~= digit else { throw portError("the port is not a number") }
            port = port * 10 + UInt32(digit - 48)
            guard port <= 65535 else { throw portError("the port is over 65535") }
        }
        return (host, colon + 1 == authority.endIndex ? nil : UInt16(port))
    }

    private func portError(_ message: String) -> AllianceError { AllianceError("takedown.url.port", message) }

    private func read(_ credentials: ArraySlice<UInt8>, into url: inout WebURL) {
        let colon = credentials.firstIndex(of: UInt8(ascii: ":"))
        var name: [UInt8] = []
        PercentEncoding.encode(credentials[..<(colon ?? credentials.endIndex)], .userInfo, to: &name)
        url.username = String(decoding: name, as: UTF8.self)
        guard let colon else { return }
        var password: [UInt8] = []
        PercentEncoding.encode(credentials[(colon + 1)...], .userInfo, to: &password)
        url.password = String(decoding: password, as: UTF8.self)
    }

    private mutating func path() -> String {
        if let plain = plainPath() { return plain }
        var segments: [[UInt8]] = []
        if place < bytes.count, isSlash(bytes[place]) { place += 1 }
        while true {
            let raw = take { !isSlash($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
            let more = place < bytes.count && isSlash(bytes[place])
            if more { place += 1 }
            switch dots(raw) {
            case 2:
                if !segments.isEmpty { segments.removeLast() }
                if !more { segments.append([]) }
            case 1:
                if !more { segments.append([]) }
            default:
                var segment: [UInt8] = []
                PercentEncoding.encode(raw, .path, to: &segment)
                segments.append(segment)
            }
            if !more { break }
        }
        var text: [UInt8] = []
        for segment in segments {
            text.append(UInt8(ascii: "/"))
            text += segment
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A path that is serialised as it stands; nil, with nothing taken, where a byte is to be escaped or a dot segment may be.
    private mutating func plainPath() -> String? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "/") else { return nil }
        var end = place
        var last: UInt8 = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "?"), bytes[end] != UInt8(ascii: "#") {
            let byte = bytes[end]
            if PercentEncoding.Set.path.contains(byte) || byte == UInt8(ascii: "\\") { return nil }
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || byte == UInt8(ascii: "%") { return nil }
            last = byte
            end += 1
        }
        defer { place = end }
        return String(decoding: bytes[place..<end], as: UTF8.self)
    }

    /// How many dots a segment is, where each may be escaped as `%2e`; 0 if it is something else.
    private func dots(_ segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6 else { return 0 }
        var rest = segment
        var count = 0
        while let first = rest.first {
            if first == UInt8(ascii: ".") {
                rest.removeFirst()
            } else if rest.count >= 3, first == UInt8(ascii: "%"), rest[rest.startIndex + 1] == UInt8(ascii: "2"),
                rest[rest.startIndex + 2] | 0x20 == UInt8(ascii: "e")
            {
                rest.removeFirst(3)
            } else {
                return 0
            }
            count += 1
        }
        return count <= 2 ? count : 0
    }

    private mutating func take(while fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = place
        while place < bytes.count, fits(bytes[place]) { place += 1 }
        return bytes[start..<place]
    }
}

private func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

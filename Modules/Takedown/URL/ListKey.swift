public import AllianceKit

/// A URL in Safe Browsing's canonical form: lossy on purpose, so that one list entry meets many spellings.
///
/// Scheme, port and user name do not count, escapes are resolved, `//` and dot segments fold. Two different resources can have
/// the same key: it answers "is this on the list?", never "is this the same item?".
public struct ListKey: Sendable, Hashable, Codable {
    /// `http` where none was written; kept for `canonical` only.
    public let scheme: String
    /// The host in canonical form, escaped where it holds what no host may.
    public let host: String
    /// Whether the host is an address; such hosts have no suffixes.
    public let isAddress: Bool
    /// The path, from its slash.
    public let path: String
    /// What stands after the first `?`; nil without one.
    public let query: String?

    /// The canonical URL: `http://host/path?query`.
    public var canonical: String { "\(scheme)://\(text)" }
    /// The key without its scheme, as it is compared and hashed: `host/path?query`.
    public var text: String { host + path + (query.map { "?" + $0 } ?? "") }

    /// Makes the key of a parsed URL; the usual way, because a browser asks for what the parser says.
    /// Throws `takedown.url.host.…` where the rules leave no usable host.
    public init(of url: WebURL, profile: ListProfile = .v4) throws(AllianceError) {
        try self.init(parsing: Array(url.description.utf8), profile: profile)
    }

    /// Makes the key of any text by the rules alone ("URLs and Hashing", Canonicalization), as list makers do: a missing scheme is
    /// `http`, and hosts that the URL Standard refuses are escaped.
    ///
    /// Errors: `takedown.url.too-long`, `.scheme` (one without a host), `.port`, `.host.missing`, `.host.forbidden`.
    public init(parsing bytes: [UInt8], profile: ListProfile = .v4) throws(AllianceError) {
        let parts = try ListKeyParts(bytes)
        scheme = parts.scheme
        (host, isAddress) = try ListKeyHost.canonical(parts.host, profile)
        // Escapes are resolved in path and query together, as the rules unescape the URL as a whole.
        let rest = PercentEncoding.decodeFully(parts.rest)
        let mark = rest.firstIndex(of: UInt8(ascii: "?"))
        path = ListKeyPath.escaped(ListKeyPath.canonical(rest[..<(mark ?? rest.endIndex)]))
        query = mark.map { ListKeyPath.escaped(rest[($0 + 1)...]) }
    }
}

/// A text cut into scheme, host and the rest, before anything is unescaped: `%2F` or `%40` must not move the border of the host.
private struct ListKeyParts {
    var scheme = "http"
    var host: ArraySlice<UInt8>
    var rest: ArraySlice<UInt8>

    init(_ input: [UInt8]) throws(AllianceError) {
        guard input.count <= URLIdentity.limit else { throw URLIdentity.tooLong }
        var text = input.filter { $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }[...]
        while text.first == 0x20 { text.removeFirst() }
        while text.last == 0x20 { text.removeLast() }
        if let hash = text.firstIndex(of: UInt8(ascii: "#")) { text = text[..<hash] }
        var start = Self.scheme(text)
        if start == nil {
            // The scheme itself may be escaped (`http%3A%2F%2F…`); then the whole text is.
            let decoded = PercentEncoding.decodeFully(text)
            if let found = Self.scheme(decoded[...]) {
                text = decoded[...]
                start = found
            }
        }
        if let start {
            scheme = String(decoding: text[..<start], as: UTF8.self).lowercased()
            text = text[(start + 3)...]
        } else if Self.startsWithOpaqueScheme(text) {
            throw AllianceError(
                "takedown.url.scheme", "the URL has a scheme without a host", hint: "use http or https")
        }
        let end = text.firstIndex { $0 == 0x2f || $0 == 0x5c || $0 == 0x3f } ?? text.endIndex
        // A backslash before the query is a slash to browsers; read otherwise, `http://a.test\@b.test/` would name the wrong host.
        let query = text[end...].firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
        rest = (text[end..<query].map { $0 == 0x5c ? 0x2f : $0 } + text[query...])[...]
        host = text[..<end]
        if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
        let bracket = host.lastIndex(of: UInt8(ascii: "]")) ?? host.startIndex
        if let colon = host[bracket...].lastIndex(of: UInt8(ascii: ":")) {
            guard host[(colon + 1)...].allSatisfy({ 48...57 ~= $0 }) else {
                throw AllianceError("takedown.url.port", "the port is not a number")
            }
            host = host[..<colon]
        }
    }

    /// Whether the text is like `mailto:…`: a word without dots before a colon that no port follows.
    private static func startsWithOpaqueScheme(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else { return false }
        let word = text[..<colon]
        let port = text[(colon + 1)...].prefix { $0 != 0x2f && $0 != 0x5c && $0 != 0x3f }
        return word.allSatisfy { 97...122 ~= $0 | 0x20 || 48...57 ~= $0 || $0 == 0x2b || $0 == 0x2d }
            && !port.allSatisfy { 48...57 ~= $0 }
    }

    /// Where the scheme ends, if `://` follows it.
    private static func scheme(_ text: ArraySlice<UInt8>) -> Int? {
        let end = text.firstIndex {
            !(97...122 ~= $0 | 0x20 || 48...57 ~= $0 || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e)
        }
        guard let end, end > text.startIndex, 97...122 ~= text[text.startIndex] | 0x20,
            text[end...].starts(with: "://".utf8)
        else { return nil }
        return end
    }
}

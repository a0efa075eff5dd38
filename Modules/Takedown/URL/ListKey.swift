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
        var buffer = ListKeyBuffer()
        try buffer.read(bytes, profile)
        self.init(buffer)
    }

    /// Takes what a buffer read last.
    public init(_ buffer: ListKeyBuffer) {
        func part(_ range: Range<Int>) -> String { String(decoding: buffer.text[range], as: UTF8.self) }
        scheme = buffer.scheme
        host = part(0..<buffer.hostEnd)
        isAddress = buffer.isAddress
        path = part(buffer.hostEnd..<buffer.pathEnd)
        query = buffer.pathEnd < buffer.text.count ? part((buffer.pathEnd + 1)..<buffer.text.count) : nil
    }
}

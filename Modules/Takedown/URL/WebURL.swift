import AllianceKit

/// A parsed absolute URL of a special scheme (URL Standard, section 4.1), without its fragment.
public struct WebURL: Sendable, Hashable {
    /// `http`, `https` or `ftp`.
    public internal(set) var scheme: String
    /// The user name, percent-encoded; mostly empty.
    public internal(set) var username = ""
    /// The password, percent-encoded; mostly empty.
    public internal(set) var password = ""
    /// The host.
    public internal(set) var host: URLHost
    /// The port, nil for the scheme's own.
    public internal(set) var port: UInt16?
    /// The path from its first slash, percent-encoded.
    public internal(set) var path: String
    /// What stands after `?`, percent-encoded; nil without a question mark.
    public internal(set) var query: String?

    /// The special schemes read here with their ports.
    static let schemes: [String: UInt16] = ["http": 80, "https": 443, "ftp": 21]

    /// The port that is connected to.
    public var effectivePort: UInt16 { port ?? Self.schemes[scheme] ?? 0 }
    /// Scheme, host and port: what counts as the same site for redirects.
    public var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }
}

extension WebURL: CustomStringConvertible {
    /// The serialisation of the URL Standard (section 4.5) without fragment; ASCII only.
    public var description: String {
        var text = scheme + "://"
        if !username.isEmpty || !password.isEmpty {
            text += username + (password.isEmpty ? "" : ":" + password) + "@"
        }
        text += host.description
        if let port { text += ":\(port)" }
        text += path
        if let query { text += "?" + query }
        return text
    }
}

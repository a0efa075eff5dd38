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

    /// The port of a special scheme that is read here; nil for other schemes.
    static func port(of scheme: String) -> UInt16? {
        switch scheme {
        case "http": 80
        case "https": 443
        case "ftp": 21
        default: nil
        }
    }

    /// The port that is connected to.
    public var effectivePort: UInt16 { port ?? Self.port(of: scheme) ?? 0 }
    /// Scheme, host and port: what counts as the same site for redirects.
    public var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }
}

extension WebURL: CustomStringConvertible {
    /// The serialisation of the URL Standard (section 4.5) without fragment; ASCII only.
    public var description: String {
        var text = ""
        text.reserveCapacity(path.utf8.count + (query?.utf8.count ?? 0) + 80)
        text += scheme
        text += "://"
        if !username.isEmpty || !password.isEmpty {
            text += username + (password.isEmpty ? "" : ":" + password) + "@"
        }
        if case .domain(let name) = host { text += name } else { text += host.description }
        if let port { text += ":\(port)" }
        text += path
        if let query {
            text += "?"
            text += query
        }
        return text
    }
}

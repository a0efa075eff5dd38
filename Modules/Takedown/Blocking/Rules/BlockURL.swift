import AllianceKit

/// URLs in rules: read as browsers read them, kept as list keys.
enum BlockURL {
    /// The most bytes of a list key in a rule.
    static let limit = 8192

    /// The matcher of a URL, and its own spelling where that differs. Throws `takedown.url.…`, `takedown.block.url.long` and
    /// `.url.prefix` (one that does not end in a slash, or has a query).
    static func matcher(_ text: String, isPrefix: Bool) throws -> (BlockMatcher, String?) {
        let identity = try URLIdentity(parsing: text)
        let key = try ListKey(of: try identity.url)
        guard key.text.utf8.count <= limit else {
            throw AllianceError("takedown.block.url.long", "the URL has more than \(limit) bytes as a list key")
        }
        guard key.isAddress || BlockName.isName(key.host) else {
            throw AllianceError(
                "takedown.block.name", "\"\(key.host.prefix(80))\" is not a name that a block list can hold",
                hint: "letters, digits, hyphens and underscores between dots")
        }
        guard isPrefix else {
            let spelling = try spelling(of: identity)
            return (.url(key.text), spelling == key.text ? nil : spelling)
        }
        guard key.query == nil, key.path.hasSuffix("/"), key.path != "/" else {
            throw AllianceError(
                "takedown.block.url.prefix", "a URL prefix has no query and a path that ends in a slash",
                hint: "for a whole host use \"host\"")
        }
        return (.urlPrefix(key.text), nil)
    }

    /// Host, path and query as browsers send them.
    static func spelling(of identity: URLIdentity) throws -> String {
        let url = try identity.url
        return url.host.description + url.path + (url.query.map { "?" + $0 } ?? "")
    }

    /// The list key as it can be asked for: a backslash in the path can only have come from an escape, since a bare one counts as a slash.
    static func askable(_ key: String) -> String {
        guard key.utf8.contains(UInt8(ascii: "\\")) else { return key }
        let path = key.prefix { $0 != "?" }
        return path.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "%5C")
            + key[path.endIndex...]
    }

    /// How a browser would spell a list key: some characters that the canonical form leaves alone are escaped on the way.
    static func browserSpelling(of key: String) -> String {
        var out: [UInt8] = []
        var inQuery = false
        for byte in key.utf8 {
            if byte == UInt8(ascii: "?"), !inQuery {
                inQuery = true
                out.append(byte)
            } else {
                PercentEncoding.encode(CollectionOfOne(byte), inQuery ? .query : .path, to: &out)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

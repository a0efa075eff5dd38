/// Host-suffix/path-prefix expressions of a list key (Safe Browsing "URLs and Hashing", Suffix/Prefix Expressions): a URL is on a
/// list when any of them is.
public enum HostExpressions {
    /// Up to 30 expressions, the most exact first: every host with every path.
    public static func of(
        _ key: ListKey, profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) -> [String] {
        let paths = paths(of: key)
        return hosts(of: key, profile: profile, suffixes: suffixes).flatMap { host in paths.map { host + $0 } }
    }

    /// The exact host, then up to four suffixes, longest first.
    public static func hosts(
        of key: ListKey, profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) -> [String] {
        guard !key.isAddress else { return [key.host] }
        let labels = key.host.split(separator: ".", omittingEmptySubsequences: false)
        let counts: [Int]
        switch profile {
        case .v4:
            // Starting from the last five labels, never the last one alone.
            counts = Array(stride(from: min(5, labels.count - 1), to: 1, by: -1))
        case .v5:
            // The registrable domain, and up to three more made by adding one label each.
            guard let domain = suffixes.registrableDomain(of: key.host) else { return [key.host] }
            let first = domain.split(separator: ".", omittingEmptySubsequences: false).count
            counts = (first..<min(first + 4, max(labels.count, first))).reversed()
        }
        return [key.host]
            + counts.filter { $0 < labels.count }.prefix(4).map { labels.suffix($0).joined(separator: ".") }
    }

    /// The path with its query, without it, and up to four prefixes from the root, each ending in a slash.
    static func paths(of key: ListKey) -> [String] {
        var paths: [String] = []
        // An empty query makes no expression of its own, as Google's client has it; the rules are silent.
        if let query = key.query, !query.isEmpty { paths.append("\(key.path)?\(query)") }
        paths.append(key.path)
        var prefix = "/"
        var prefixes = [prefix]
        for part in key.path.split(separator: "/").prefix(3) {
            prefix += part + "/"
            guard key.path.hasPrefix(prefix) else { break }
            prefixes.append(prefix)
        }
        return paths + prefixes.filter { !paths.contains($0) }
    }
}

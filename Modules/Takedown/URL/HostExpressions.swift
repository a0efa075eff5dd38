/// Host-suffix/path-prefix expressions of a list key (Safe Browsing "URLs and Hashing", Suffix/Prefix Expressions): a URL is on a
/// list when any of them is. `ListKeyBuffer` gives them without a text for each.
public enum HostExpressions {
    /// Up to 30 expressions, the most exact first: every host with every path.
    public static func of(
        _ key: ListKey, profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) -> [String] {
        ListKeyBuffer(key, profile, suffixes).expressions
    }

    /// The exact host, then up to four suffixes, longest first: for version 4 from the last five labels, never the last one alone;
    /// for version 5 the registrable domain and up to three more labels.
    public static func hosts(
        of key: ListKey, profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) -> [String] {
        let buffer = ListKeyBuffer(key, profile, suffixes)
        return buffer.hostStarts.map { String(decoding: buffer.text[$0..<buffer.hostEnd], as: UTF8.self) }
    }
}

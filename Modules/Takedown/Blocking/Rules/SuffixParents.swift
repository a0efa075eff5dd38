import AllianceKit

/// Domains below which others hold names: the names above a rule of the Public Suffix List, such as `amazonaws.com`.
///
/// libpsl says what a public suffix is, but not what lies below a name, so the list's text is read for that.
public struct SuffixParents: Sendable {
    private let names: Set<String>

    /// Where Debian's package `publicsuffix` puts the list.
    public static let systemPath = "/usr/share/publicsuffix/public_suffix_list.dat"

    /// Nothing is known.
    public init() { names = [] }

    /// Reads `public_suffix_list.dat`. Throws when the file cannot be read.
    public init(path: String) throws {
        var input = try InputFile(path: path)
        var names: Set<String> = []
        while let line = try input.nextLine(limit: 4096) {
            let text = String(decoding: line.prefix { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
            guard !text.isEmpty, !text.hasPrefix("//") else { continue }
            let rule = text.hasPrefix("!") ? text.dropFirst() : text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
            guard let ascii = try? DomainName.ascii(String(rule)) else { continue }
            let name = String(decoding: ascii, as: UTF8.self)
            // The name under a wildcard or an exception is itself one below which others hold names.
            let above = text.first == "*" ? Array(BlockName.parents(name)) : Array(BlockName.parents(name).dropFirst())
            for parent in above { names.insert(String(parent)) }
        }
        self.names = names
    }

    /// Whether others hold names below this one.
    public func contains(_ name: String) -> Bool { names.contains(name) }

    /// Whether nothing was read.
    public var isEmpty: Bool { names.isEmpty }
}

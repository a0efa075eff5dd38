public import AllianceKit

/// Two lists of hash prefixes: `domains.prefixes`, looked up with every expression of a URL, and `urls.prefixes`, looked up with its
/// complete list key alone. In one list, a URL's entry would also meet the same path on hosts below and with other queries.
protocol PrefixListFormat: BlockListFormat {
    /// Whose rules make the expressions.
    static var profile: ListProfile { get }
    /// How expressions become digests.
    static func hasher(_ options: BlockListOptions) throws -> ExpressionHasher
}

extension PrefixListFormat {
    /// Two lists.
    public static var files: [String] { ["urls.prefixes", "domains.prefixes"] }

    static func declared(_ note: String) -> BlockCapabilities {
        BlockCapabilities(blocks: [.domain, .url], exceptions: [:], stopPage: false, note: note)
    }

    static func described(_ name: String, _ title: String) -> FormatDescription {
        FormatDescription(
            name: name, title: title, subject: "block list", fileExtensions: ["prefixes"],
            mediaType: "application/octet-stream", specification: "docs/takedown.md, Hash-prefix lists")
    }

    /// Domains with more labels than the expressions of a URL reach.
    public func problem(with entry: BlockEntry, _ options: BlockListOptions) -> BlockRemark? {
        guard case .domain(let name) = entry.matcher else { return nil }
        let deep =
            switch Self.profile {
            case .v4: name.split(separator: ".").count > 5
            case .v5:
                name.split(separator: ".").count
                    > 3 + (PublicSuffixList.builtin.registrableDomain(of: name)?.split(separator: ".").count ?? 0)
            }
        guard deep else { return nil }
        return BlockRemark(entry, .leftOut, "name.depth", "the name has more labels than expressions reach; left out")
    }

    /// Writes one of the lists.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        let hasher = try Self.hasher(options)
        let wanted: BlockMatcher.Kind = file == "urls.prefixes" ? .url : .domain
        let digests = list.entries.lazy.filter { $0.matcher.kind == wanted }.map { entry in
            hasher.digest(wanted == .domain ? entry.matcher.text + "/" : entry.matcher.text)
        }
        let prefixes = try HashPrefixList.make(of: digests, prefixLength: 4)
        let header = HashPrefixHeader(
            name: "\(options.name)-\(wanted == .url ? "urls" : "domains")", version: options.time.milliseconds / 1000,
            created: options.time, profile: Self.profile, tier: hasher.tier, keyID: hasher.keyID)
        try output.write(HashPrefixFile.encode(prefixes, header))
    }
}

/// Four-byte prefixes by the rules of Safe Browsing version 4.
public struct PrefixV4Format: PrefixListFormat {
    /// `prefixes-v4`
    public static let format = described("prefixes-v4", "Hash prefixes, edition v4")
    /// Domains and URLs.
    public static let capabilities = declared(
        "Obfuscation, not secrecy: URLs can be guessed. A hit needs the complete hash.")
    static let profile = ListProfile.v4
    /// Makes a writer.
    public init() {}
    static func hasher(_ options: BlockListOptions) throws -> ExpressionHasher { ExpressionHasher() }
}

/// Four-byte prefixes by the rules of Safe Browsing version 5.
public struct PrefixV5Format: PrefixListFormat {
    /// `prefixes-v5`
    public static let format = described("prefixes-v5", "Hash prefixes, edition v5")
    /// Domains and URLs.
    public static let capabilities = declared("As prefixes-v4, with the expressions of version 5.")
    static let profile = ListProfile.v5
    /// Makes a writer.
    public init() {}
    static func hasher(_ options: BlockListOptions) throws -> ExpressionHasher { ExpressionHasher() }
}

/// Four-byte prefixes keyed for one recipient.
public struct PrefixKeyedFormat: PrefixListFormat {
    /// `prefixes-hmac`
    public static let format = described("prefixes-hmac", "Hash prefixes keyed for one recipient")
    /// Domains and URLs.
    public static let capabilities = declared(
        "HMAC-SHA-256 with a recipient's key (--key-file): no directory for others.")
    static let profile = ListProfile.v4
    /// The key that examples are made with; never use it.
    static let exampleKey = [UInt8](repeating: 7, count: 32)
    /// Makes a writer.
    public init() {}

    static func hasher(_ options: BlockListOptions) throws -> ExpressionHasher {
        guard let key = options.key else {
            throw AllianceError(
                "takedown.block.key", "the keyed list needs the recipient's key",
                hint: "give --key-file FILE with 32 bytes",
                exit: .usage)
        }
        return try ExpressionHasher(key: key)
    }

    /// Writes both lists with a key for examples.
    public func write(to output: inout some ByteSink, next: () throws -> BlockRule?) throws {
        var entries: [BlockEntry] = []
        while let rule = try next() { entries.append(BlockEntry(rule.matcher, rule.action, line: entries.count + 1)) }
        let options = BlockListOptions(time: Instant(milliseconds: 1_790_000_000_000), key: Self.exampleKey)
        let list = BlockList.make(entries).list.fitted(to: self, options).list
        for file in Self.files { try write(list, options, file: file, to: &output) }
    }
}

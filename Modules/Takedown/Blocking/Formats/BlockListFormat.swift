public import AllianceKit

/// Writes block lists in one format; `blocklist compile --to` and `blocklist build --to` find it through the registry.
///
/// A format never blocks what the rules do not: what it cannot say is left out and named. The same list and options give the same
/// bytes; files are written entry by entry, so a million rules need no more memory than the list itself.
public protocol BlockListFormat: Exporter where Item == BlockRule {
    /// What it can say.
    static var capabilities: BlockCapabilities { get }
    /// The files that a list consists of; the first one holds blocks.
    static var files: [String] { get }
    /// Why it cannot say this one entry, beyond what its capabilities declare (too long a name, a character that it has no form for).
    func problem(with entry: BlockEntry, _ options: BlockListOptions) -> BlockRemark?
    /// Writes one of its files. The list holds only what it can say.
    func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink) throws
}

extension BlockListFormat {
    /// None.
    public func problem(with entry: BlockEntry, _ options: BlockListOptions) -> BlockRemark? { nil }
    /// A rule of each kind.
    public static var exampleItems: [BlockRule] { BlockRule.examples }

    /// Writes all files one after the other, with the customary options: for examples. What cannot be said is left out.
    public func write(to output: inout some ByteSink, next: () throws -> BlockRule?) throws {
        var entries: [BlockEntry] = []
        while let rule = try next() {
            entries.append(BlockEntry(rule.matcher, rule.action, spelling: rule.spelling, line: entries.count + 1))
        }
        let options = BlockListOptions(time: Instant(milliseconds: 1_790_000_000_000))
        let list = BlockList.make(entries).list.fitted(to: self, options).list
        for file in Self.files { try write(list, options, file: file, to: &output) }
    }
}

/// What a build decides besides the rules.
public struct BlockListOptions: Sendable {
    /// The moment of the build: the serial number of zones, the version of prefix lists.
    public var time: Instant
    /// The name of the zone, for RPZ.
    public var origin: String
    /// Seconds for which resolvers may keep an answer, 60 to 300: short, so that a delisting takes effect soon.
    public var timeToLive: Int
    /// Addresses of the server with the stop page; without any, blocked names do not exist.
    public var stopAddresses: [IPAddress]
    /// Where the stop page can be read about, for `Link: rel="blocked-by"`.
    public var stopPage: String?
    /// The list's name, for prefix lists.
    public var name: String
    /// The recipient's key, for the keyed prefix list.
    public var key: [UInt8]?
    /// The folder in which Squid and nginx find the files.
    public var folder: String

    /// Makes options.
    public init(
        time: Instant, origin: String = "rpz.invalid", timeToLive: Int = 300, stopAddresses: [IPAddress] = [],
        stopPage: String? = nil, name: String = "alliance", key: [UInt8]? = nil,
        folder: String = "/etc/alliance/blocklist"
    ) {
        self.time = time
        self.origin = origin
        self.timeToLive = timeToLive
        self.stopAddresses = stopAddresses
        self.stopPage = stopPage
        self.name = name
        self.key = key
        self.folder = folder
    }

    /// Stop-page addresses, version 4 first, each once.
    var addresses: [IPAddress] { Array(Set(stopAddresses)).sorted() }

    /// Whether an entry gets the stop page: where there is none, what should show it is denied.
    func showsStopPage(_ entry: BlockEntry) -> Bool { entry.action != .passthru && !stopAddresses.isEmpty }
}

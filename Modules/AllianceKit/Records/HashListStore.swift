public import CommandLineKit

/// A known-hash list as a whole.
public struct HashListSummary: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Whether it names material to be found, or harmless files.
    public var kind: HashListKind
    /// Entries that match.
    public var active: Int
    /// Tombstones, and entries that are disputed or denied.
    public var withdrawn: Int
    /// PDQ hashes among the active entries.
    public var perceptual: Int
    /// When it was first imported.
    public var created: Instant
    /// When it last changed.
    public var changed: Instant
    /// Grows with every change; an index or a cache of another version is stale.
    public var version: Int64

    /// Makes one.
    public init(
        name: String, kind: HashListKind = .bad, active: Int, withdrawn: Int, perceptual: Int, created: Instant,
        changed: Instant, version: Int64
    ) {
        self.name = name
        self.kind = kind
        self.active = active
        self.withdrawn = withdrawn
        self.perceptual = perceptual
        self.created = created
        self.changed = changed
        self.version = version
    }
}

/// What a known-hash list is about.
public enum HashListKind: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// Material that is to be found.
    case bad
    /// Harmless files, such as those of operating systems (NSRL): a match says that nobody need look.
    case good
}

/// What an import did.
public struct ImportTally: Sendable, Hashable, Codable {
    /// Entries that were new.
    public var added = 0
    /// Entries that were there with other content and are replaced.
    public var updated = 0
    /// Entries that were there already, the same.
    public var unchanged = 0
    /// Lines that could not be used.
    public var rejected = 0

    /// Makes an empty tally.
    public init() {}
}

/// Keeps known-hash lists: millions of entries, imported in batches so that other writers never starve.
public protocol HashListStore: Sendable {
    /// All lists, by name.
    func lists() throws -> [HashListSummary]
    /// Says what a list is about, making the list if it is new.
    func declare(_ list: String, kind: HashListKind, at time: Instant) throws
    /// Adds entries to a list, making the list if it is new and there is any: all that `source` hands to the closure it is given. They are collected,
    /// sorted and written many at a time, which is what makes a long import fast; when `source` throws, what it gave before is kept, and
    /// an interrupted import is simply run again. An entry that is there already becomes `entry.replacing(old)`. Entries without a name,
    /// and those that are not `isUsable`, are rejected.
    func fill(_ list: String, at time: Instant, from source: (_ add: (HashEntry) throws -> Void) throws -> Void) throws
        -> ImportTally
    /// Hands over the entries of a list, by entry name; `body` returns false to stop.
    func forEachEntry(of list: String, _ body: (HashEntry) throws -> Bool) throws
    /// The entry of a name, tombstones too.
    func entry(_ name: String, of list: String) throws -> HashEntry?
    /// The active entries with this digest, in the named lists or in all. Expired ones are among them: the store has no clock.
    func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit]
    /// The active entries with exactly this PDQ hash, in the named lists or in all.
    func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit]
    /// The entries of a list, tombstones, disputed and denied ones too, that carry a hash: 32, 40 or 64 hexadecimal digits of a PDQ hash
    /// or a digest. By name.
    func entries(carrying hash: String, of list: String) throws -> [HashEntry]
    /// Hands over the distinct active PDQ hashes of the named lists or of all, ascending.
    func forEachPerceptualHash(in lists: [String]?, _ body: (Hash256) throws -> Void) throws
    /// Turns an entry into a tombstone; true if it was active.
    func withdraw(_ entry: String, from list: String, reason: String, at time: Instant) throws -> Bool
    /// Changes one entry, tombstones too, in one transaction; its name cannot change. Nil when there is no such entry.
    @discardableResult func update(
        _ entry: String, of list: String, at time: Instant, _ change: (inout HashEntry) -> Void
    ) throws -> HashEntry?
    /// Where the log of perceptual hashes stands. An index notes it before it reads the hashes, and later asks for what came since.
    func perceptualMark() throws -> HashLogMark
    /// What came and went among the active PDQ hashes of all lists since a mark; nil when the log does not reach back so far, because
    /// too much was added at once: the index is then to be built anew.
    func perceptualChanges(since mark: HashLogMark) throws -> HashChanges?
}

extension HashListStore {
    /// Adds the entries that `next` returns until it returns nil.
    public func add(to list: String, at time: Instant, next: () throws -> HashEntry?) throws -> ImportTally {
        try fill(list, at: time) { add in while let entry = try next() { try add(entry) } }
    }
}

/// An entry and the list it is in.
public struct HashListHit: Sendable, Hashable {
    /// The list's name.
    public var list: String
    /// The entry.
    public var entry: HashEntry

    /// Makes one.
    public init(list: String, entry: HashEntry) {
        self.list = list
        self.entry = entry
    }
}

/// A place in a store's log of perceptual hashes.
public struct HashLogMark: Sendable, Hashable, Codable {
    /// Names the database: marks of another one mean nothing.
    public var database: UInt64
    /// How many changes were logged before.
    public var sequence: Int64

    /// Makes one.
    public init(database: UInt64, sequence: Int64) {
        self.database = database
        self.sequence = sequence
    }
}

/// What changed among the active PDQ hashes of a store. A hash that went and came again is only in `added`.
public struct HashChanges: Sendable, Hashable {
    /// Hashes that some list has now and may not have had at the mark.
    public var added: [Hash256]
    /// Hashes that no list has any more.
    public var removed: [Hash256]
    /// Where the log stands now.
    public var mark: HashLogMark

    /// Makes one.
    public init(added: [Hash256], removed: [Hash256], mark: HashLogMark) {
        self.added = added
        self.removed = removed
        self.mark = mark
    }
}

/// One entry of a known-hash list.
public struct HashEntry: Sendable, Hashable, Codable {
    /// The entry's name within its list; the importer makes one of the first hash if the file has none.
    public var entry: String
    /// A PDQ hash.
    public var pdq: Hash256?
    /// Digests of the exact file, at most one of each algorithm.
    public var digests: [Digest]
    /// The category, in the list's own scheme.
    public var category: String?
    /// Who gave the entry.
    public var source: String?
    /// A remark.
    public var note: String?
    /// Set when the entry was withdrawn: it stays as a tombstone and no longer matches.
    public var withdrawal: Withdrawal?

    /// Why and when an entry was withdrawn.
    public struct Withdrawal: Sendable, Hashable, Codable {
        /// The reason, in the words of who withdrew it.
        public var reason: String
        /// When.
        public var time: Instant

        /// Makes one.
        public init(reason: String, time: Instant) {
            self.reason = reason
            self.time = time
        }
    }

    /// Makes an entry.
    public init(
        entry: String, pdq: Hash256? = nil, digests: [Digest] = [], category: String? = nil, source: String? = nil,
        note: String? = nil, withdrawal: Withdrawal? = nil
    ) {
        self.entry = entry
        self.pdq = pdq
        self.digests = digests
        self.category = category
        self.source = source
        self.note = note
        self.withdrawal = withdrawal
    }
}

/// A known-hash list as a whole.
public struct HashListSummary: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Entries that match.
    public var active: Int
    /// Tombstones.
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
        name: String, active: Int, withdrawn: Int, perceptual: Int, created: Instant, changed: Instant, version: Int64
    ) {
        self.name = name
        self.active = active
        self.withdrawn = withdrawn
        self.perceptual = perceptual
        self.created = created
        self.changed = changed
        self.version = version
    }
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
    /// Adds entries to a list, making the list if it is new. Entries are pulled from `next` until it returns nil; a batch is durable
    /// when the next one starts, so an interrupted import is simply run again. Withdrawn entries stay withdrawn.
    func add(to list: String, at time: Instant, next: () throws -> HashEntry?) throws -> ImportTally
    /// Hands over the entries of a list, by entry name; `body` returns false to stop.
    func forEachEntry(of list: String, _ body: (HashEntry) throws -> Bool) throws
    /// The active entries with this digest, in the named lists or in all.
    func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit]
    /// The active entries with exactly this PDQ hash, in the named lists or in all.
    func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit]
    /// Hands over the distinct active PDQ hashes of the named lists or of all, ascending.
    func forEachPerceptualHash(in lists: [String]?, _ body: (Hash256) throws -> Void) throws
    /// Turns an entry into a tombstone; true if it was active.
    func withdraw(_ entry: String, from list: String, reason: String, at time: Instant) throws -> Bool
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

/// Finds near hashes, whoever stores them.
public protocol Matcher: Sendable {
    /// The distinct stored hashes within `distance` bits of a query, nearest first. Recall is exact.
    func matches(for query: Hash256, within distance: Int) throws -> [NearHash]
}

/// A stored hash and its distance to a query.
public struct NearHash: Sendable, Hashable {
    /// The stored hash.
    public var hash: Hash256
    /// Differing bits, 0…256.
    public var distance: Int

    /// Makes one.
    public init(hash: Hash256, distance: Int) {
        self.hash = hash
        self.distance = distance
    }
}

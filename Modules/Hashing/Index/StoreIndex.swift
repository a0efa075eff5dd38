public import AllianceKit

/// The PDQ hashes of a store, searched: a mapped index file or hashes read from the store, and beside it what came and went since. An index
/// is a value; `refreshed()` gives the next one, so look-ups never wait for it.
///
///     var index = try StoreIndex(store, file: "index/pdq.index")
///     try index.matches(for: pdq.hash, within: 31)
///     if let newer = try index.refreshed() { index = newer }
public struct StoreIndex: Matcher {
    /// Where the store's log stood for what is searched.
    public let mark: HashLogMark
    /// Why an index file that is there is not used, or no longer, if so.
    public var obstacle: AllianceError? { base.obstacle }

    private let store: any HashListStore
    private let lists: [String]?
    private let base: StoreIndexBase
    private let added: Set<Hash256>
    private let removed: Set<Hash256>
    /// The hashes that came, laid out for the scan.
    private let delta: HashIndex

    /// Opens an index file, or reads the hashes of the named lists or of all when there is none that fits the store. A file serves all
    /// lists; which of them a hash is in the store knows.
    public init(_ store: any HashListStore, lists: [String]? = nil, file: String? = nil) throws {
        var obstacle: AllianceError?
        if let file, Files.exists(file) {
            do {
                let mapped = try MappedIndex(path: file)
                if let mark = mapped.file.mark, let changes = try store.perceptualChanges(since: mark) {
                    let base = StoreIndexBase(mapped) { try Self.read(store, lists) }
                    self.init(store, lists, base, Set(changes.added), Set(changes.removed), changes.mark)
                    return
                }
                obstacle = AllianceError(
                    "hashing.index.stale", "too much has changed in the lists since the index was built",
                    at: SourcePlace(file: file), hint: "build it anew with: alliance hashing index build")
            } catch let error as AllianceError where error.code.hasPrefix("hashing.index.") {
                obstacle = error
            }
        }
        let mark = try store.perceptualMark()
        self.init(store, lists, StoreIndexBase(try Self.read(store, lists), obstacle), [], [], mark)
    }

    private init(
        _ store: any HashListStore, _ lists: [String]?, _ base: StoreIndexBase, _ added: Set<Hash256>,
        _ removed: Set<Hash256>, _ mark: HashLogMark
    ) {
        self.store = store
        self.lists = lists
        self.base = base
        self.added = added
        self.removed = removed
        self.mark = mark
        delta = HashIndex(added, engine: .scan)
    }

    /// Writes the index file of all lists of a store, which `init` opens. `built` is kept in it.
    public static func write(_ store: any HashListStore, to path: String, built: Instant) throws {
        _ = try IndexKeeper.write(store, to: path, built: built)
    }

    /// One process that looks a few files up is done with a scan before tables would be built.
    private static func read(_ store: any HashListStore, _ lists: [String]?) throws -> HashIndex {
        HashIndex(words: try IndexKeeper.words(of: store, in: lists), engine: .scan)
    }

    /// The index as the store is now; nil when nothing changed. What came and went is read, not the rest, unless that is too much.
    public func refreshed() throws -> StoreIndex? {
        guard try store.perceptualMark() != mark else { return nil }
        guard let changes = try store.perceptualChanges(since: mark) else {
            let now = try store.perceptualMark()
            return StoreIndex(store, lists, StoreIndexBase(try Self.read(store, lists), obstacle), [], [], now)
        }
        return StoreIndex(
            store, lists, base, added.subtracting(changes.removed).union(changes.added),
            removed.subtracting(changes.added).union(changes.removed), changes.mark)
    }

    /// Hashes that came since the index was built.
    public var addedCount: Int { added.count }
    /// Hashes that went.
    public var removedCount: Int { removed.count }

    /// The stored hashes within `distance` bits of a query, nearest first, equal distances by hash. An index file that turns out to be damaged
    /// is left for the store, and `obstacle` says so; throws when the store cannot be read.
    public func matches(for query: Hash256, within distance: Int) throws -> [NearHash] {
        try matches(for: [query], within: distance)[0]
    }

    /// The same for many queries at once; one result for each, in order.
    public func matches(
        for queries: [Hash256], within distance: Int, engine: SearchEngine = .auto
    ) throws -> [[NearHash]] {
        var found = try base.matches(for: queries, within: distance, engine: engine)
        guard !added.isEmpty || !removed.isEmpty else { return found }
        let fresh = delta.matches(for: queries, within: distance)
        for place in found.indices {
            // A hash that came may have been there before; a hash that went may be in the base.
            found[place].removeAll { removed.contains($0.hash) || added.contains($0.hash) }
            guard !fresh[place].isEmpty else { continue }
            found[place] = (found[place] + fresh[place]).sorted(by: NearHash.isNearer)
        }
        return found
    }
}

extension NearHash {
    /// Nearest first, equal distances by hash.
    static func isNearer(_ left: NearHash, _ right: NearHash) -> Bool {
        left.distance != right.distance ? left.distance < right.distance : left.hash.precedes(right.hash)
    }
}

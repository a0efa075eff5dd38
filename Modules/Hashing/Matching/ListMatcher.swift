public import AllianceKit

/// Looks up a file's hashes in known-hash lists: equal digests, and perceptual hashes within a distance.
///
/// A matcher is a value: it answers by the lists as they were when it was made, except that entries withdrawn since never match.
/// `current()` gives the next one.
public struct ListMatcher: Sendable {
    /// The greatest PDQ distance that is a match.
    public let maxDistance: Int
    /// Whether hashes of low quality are matched too.
    public let anyQuality: Bool
    /// Entries that have ended at this moment do not match; nil takes all.
    public let moment: Instant?
    /// How near hashes are looked for.
    public let engine: SearchEngine
    /// Names the state of the lists that are searched: 16 hexadecimal digits that change whenever one of them does.
    public let version: String
    /// Why an index file that is there is not used, or no longer, if so; matches are complete all the same.
    public var indexObstacle: AllianceError? {
        if case .store(let index) = hashes { index.obstacle } else { nil }
    }

    private let known: any KnownEntries
    private let lists: [String]?
    private let kinds: [String: HashListKind]
    private let hashes: Hashes

    /// Where near hashes are looked for.
    private enum Hashes: Sendable {
        case store(StoreIndex)
        case file(MappedIndex)
    }

    /// Opens the named lists, or all. Throws `hashing.list.unknown` for a name that is no list. `index` is an index file of the store,
    /// which is used if it is there and fits. `moment` is when entries must not have ended.
    public init(
        _ store: any HashListStore, lists names: [String]? = nil, maxDistance: Int = PDQHash.customaryDistance,
        anyQuality: Bool = false, moment: Instant? = nil, engine: SearchEngine = .auto, index: String? = nil
    ) throws {
        try self.init(
            StoredEntries(store: store), names, .store(StoreIndex(store, lists: names, file: index)), maxDistance,
            anyQuality, moment, engine)
    }

    /// Opens an index file with labels, which answers without any store.
    public init(
        labelled file: String, lists names: [String]? = nil, maxDistance: Int = PDQHash.customaryDistance,
        anyQuality: Bool = false, moment: Instant? = nil, engine: SearchEngine = .auto
    ) throws {
        let mapped = try MappedIndex(path: file)
        try self.init(
            try LabelledEntries(mapped), names, .file(mapped), maxDistance, anyQuality, moment, engine)
    }

    private init(
        _ known: any KnownEntries, _ names: [String]?, _ hashes: Hashes, _ maxDistance: Int, _ anyQuality: Bool,
        _ moment: Instant?, _ engine: SearchEngine
    ) throws {
        let all = try known.lists()
        for name in names ?? [] where !all.contains(where: { $0.name == name }) {
            throw KnownLists.unknown(name, among: all)
        }
        self.known = known
        self.maxDistance = maxDistance
        self.anyQuality = anyQuality
        self.moment = moment
        self.engine = engine
        self.hashes = hashes
        lists = names
        let chosen = all.filter { names?.contains($0.name) ?? true }
        version = KnownLists.version(of: chosen)
        kinds = Dictionary(chosen.map { ($0.name, $0.kind) }) { first, _ in first }
    }

    /// The matcher as the lists are now, at another moment if one is given. A few thousand changes take some milliseconds.
    public func current(at moment: Instant? = nil) throws -> ListMatcher {
        guard case .store(let index) = hashes else { return self }
        return try ListMatcher(
            known, lists, .store(try index.refreshed() ?? index), maxDistance, anyQuality, moment ?? self.moment, engine
        )
    }

    /// Why the perceptual hash of a file is not matched, or nil.
    public func obstacle(for hashes: FileHashes) -> AllianceError? {
        anyQuality ? nil : hashes.pdq?.weakness
    }

    /// The entries that a file's hashes meet, nearest first; each entry once, by the strongest hash. If the hashes of all orientations are
    /// there, all are looked up.
    public func matches(for hashes: FileHashes) throws -> [ListMatch] {
        var found: [ListMatch] = []
        var seen: Set<[String]> = []
        func add(
            _ hit: HashListHit, _ algorithm: HashAlgorithm, _ distance: Int, _ orientation: PDQOrientation? = nil,
            frame: VideoFrameHash? = nil
        ) {
            if let moment, hit.entry.isExpired(at: moment) { return }
            guard seen.insert([hit.list, hit.entry.entry]).inserted else { return }
            found.append(
                ListMatch(
                    hit, algorithm, distance: distance, kind: kinds[hit.list],
                    profile: hashes.pdq?.profile ?? hashes.video?.profile,
                    orientation: orientation, frame: frame))
        }
        for algorithm in [HashAlgorithm.sha256, .sha1, .md5] {
            guard let kind = algorithm.digest, let digest = hashes.digest(kind) else { continue }
            for hit in try known.entries(with: digest, in: lists) { add(hit, algorithm, 0) }
        }
        if let pdq = hashes.pdq, obstacle(for: hashes) == nil {
            for (near, orientation) in try near(hashes.dihedral?.hashes ?? [pdq.hash]) {
                let turned = hashes.dihedral == nil ? nil : PDQOrientation.allCases[orientation]
                for hit in try known.entries(with: near.hash, in: lists) { add(hit, .pdq, near.distance, turned) }
            }
        }
        if let video = hashes.video {
            let frames = video.distinct
            // Neighbouring frames meet the same hashes: each is asked for once, for the frame nearest to it.
            var asked: Set<Hash256> = []
            for (near, place) in try near(frames.map(\.hash)) where asked.insert(near.hash).inserted {
                for hit in try known.entries(with: near.hash, in: lists) {
                    add(hit, .pdq, near.distance, frame: frames[place])
                }
            }
        }
        return found.sorted { ($0.distance, $0.list, $0.entry) < ($1.distance, $1.list, $1.entry) }
    }

    /// Stored hashes near any of the queries, nearest first, with the place of the query.
    private func near(_ queries: [Hash256]) throws -> [(near: NearHash, query: Int)] {
        let found =
            switch hashes {
            case .store(let index): try index.matches(for: queries, within: maxDistance, engine: engine)
            case .file(let index): try index.matches(for: queries, within: maxDistance, engine: engine)
            }
        let all = found.enumerated().flatMap { place, near in near.map { (near: $0, query: place) } }
        return queries.count == 1 ? all : all.sorted { ($0.near.distance, $0.query) < ($1.near.distance, $1.query) }
    }
}

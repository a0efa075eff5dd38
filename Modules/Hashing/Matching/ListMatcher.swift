public import AllianceKit

/// Looks up a file's hashes in known-hash lists: equal digests, and perceptual hashes within a distance.
public struct ListMatcher: Sendable {
    /// The greatest PDQ distance that is a match.
    public let maxDistance: Int
    /// Whether hashes of low quality are matched too.
    public let anyQuality: Bool
    /// Names the state of the lists that are searched: 16 hexadecimal digits that change whenever one of them does.
    public let version: String

    private let store: any HashListStore
    private let lists: [String]?
    private let index: any Matcher

    /// Opens the named lists, or all. Throws `hashing.list.unknown` for a name that is no list.
    public init(
        _ store: any HashListStore, lists names: [String]? = nil, maxDistance: Int = PDQHash.customaryDistance,
        anyQuality: Bool = false
    ) throws {
        let known = try store.lists()
        for name in names ?? [] where !known.contains(where: { $0.name == name }) {
            throw KnownLists.unknown(name, among: known)
        }
        self.store = store
        self.maxDistance = maxDistance
        self.anyQuality = anyQuality
        lists = names
        version = KnownLists.version(of: known.filter { names?.contains($0.name) ?? true })
        var hashes: [Hash256] = []
        try store.forEachPerceptualHash(in: names) { hashes.append($0) }
        index = HashIndex(hashes)
    }

    /// Why the perceptual hash of a file is not matched, or nil.
    public func obstacle(for hashes: FileHashes) -> AllianceError? {
        anyQuality ? nil : hashes.pdq?.weakness
    }

    /// The entries that a file's hashes meet, nearest first; each entry once, by the strongest hash.
    public func matches(for hashes: FileHashes) throws -> [ListMatch] {
        var found: [ListMatch] = []
        var seen: Set<[String]> = []
        func add(_ hit: HashListHit, _ algorithm: HashAlgorithm, _ distance: Int) {
            guard seen.insert([hit.list, hit.entry.entry]).inserted else { return }
            found.append(ListMatch(hit, algorithm, distance: distance))
        }
        for algorithm in [HashAlgorithm.sha256, .sha1, .md5] {
            guard let kind = algorithm.digest, let digest = hashes.digest(kind) else { continue }
            for hit in try store.entries(with: digest, in: lists) { add(hit, algorithm, 0) }
        }
        if let pdq = hashes.pdq, obstacle(for: hashes) == nil {
            for near in try index.matches(for: pdq.hash, within: maxDistance) {
                for hit in try store.entries(with: near.hash, in: lists) { add(hit, .pdq, near.distance) }
            }
        }
        return found.sorted { ($0.distance, $0.list, $0.entry) < ($1.distance, $1.list, $1.entry) }
    }
}

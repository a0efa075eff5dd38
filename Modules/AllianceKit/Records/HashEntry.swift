/// One entry of a known-hash list.
public struct HashEntry: Sendable, Hashable, Codable {
    /// The entry's name within its list; the importer makes one of the first hash if the file has none.
    public var entry: String
    /// A PDQ hash.
    public var pdq: Hash256?
    /// How the PDQ hash was computed, if the list says so; lists that say nothing mean `full`.
    public var pdqProfile: PDQProfile?
    /// Digests of the exact file, at most one of each algorithm.
    public var digests: [Digest]
    /// Fingerprints of other kinds by name (`pdna`, `tmk-pdqf`), as the list gives them: kept and handed on, never matched.
    public var fingerprints: [String: String]
    /// The category, in the list's own scheme.
    public var category: String?
    /// Who gave the entry.
    public var source: String?
    /// A remark.
    public var note: String?
    /// Free labels: a series, a campaign.
    public var tags: [String]
    /// What was said of the entry, by whom; `standing` sums it up.
    public var opinions: [HashOpinion]
    /// When the material was first met, as the list says.
    public var firstSeen: Instant?
    /// When it was met last.
    public var lastSeen: Instant?
    /// When the entry ends: it no longer matches from then on.
    public var expires: Instant?
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
        entry: String, pdq: Hash256? = nil, pdqProfile: PDQProfile? = nil, digests: [Digest] = [],
        fingerprints: [String: String] = [:], category: String? = nil, source: String? = nil, note: String? = nil,
        tags: [String] = [], opinions: [HashOpinion] = [], firstSeen: Instant? = nil, lastSeen: Instant? = nil,
        expires: Instant? = nil, withdrawal: Withdrawal? = nil
    ) {
        self.entry = entry
        self.pdq = pdq
        self.pdqProfile = pdqProfile
        self.digests = digests
        self.fingerprints = fingerprints
        self.category = category
        self.source = source
        self.note = note
        self.tags = tags
        self.opinions = opinions
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.expires = expires
        self.withdrawal = withdrawal
    }

    /// Whether there is a hash that files can be matched by; only tombstones may have none.
    public var hasHash: Bool { pdq != nil || !digests.isEmpty }
    /// All opinions in one word.
    public var standing: HashStanding { HashStanding(of: opinions) }
    /// Whether the entry is one that matches, its expiry aside: not withdrawn, disputed or denied.
    public var isActive: Bool { withdrawal == nil && standing.matches }
    /// Whether the entry has ended at a moment.
    public func isExpired(at time: Instant) -> Bool { expires.map { $0 <= time } ?? false }

    /// Whether a list takes it in: there is something to match or to hand on, or it is a tombstone.
    public var isUsable: Bool { hasHash || !fingerprints.isEmpty || withdrawal != nil }

    /// What an import makes of an entry that is there already: everything as the file says, but a tombstone stays one, with its first
    /// reason, and what was said in this workspace stays said; on what its source thinks it counts before what the file has. A
    /// tombstone without hashes, which a source sends in place of an entry, only withdraws what is there.
    public func replacing(_ old: HashEntry) -> HashEntry {
        var fresh = self
        if withdrawal != nil, !hasHash, fingerprints.isEmpty {
            fresh = old
            fresh.withdrawal = withdrawal
        }
        if let withdrawal = old.withdrawal { fresh.withdrawal = withdrawal }
        let own = old.opinions.filter(\.isOwn)
        if !own.isEmpty {
            fresh.opinions.removeAll { opinion in own.contains { $0.source == opinion.source } }
            fresh.opinions += own
        }
        return fresh
    }
}

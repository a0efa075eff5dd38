/// What of an entry a file format of known-hash lists has a place for. An export leaves the rest out, and says so.
public struct HashListCapacity: Sendable, Hashable {
    /// Digests.
    public var digests: Set<DigestAlgorithm>
    /// Whether PDQ hashes have a place.
    public var pdq: Bool
    /// Whether a PDQ hash says by which profile it was computed; where it cannot, readers take it for `full`.
    public var profiles: Bool
    /// Whether opinions and expiry have a place, so that an entry that must not match does not match at the reader's either.
    public var judgements: Bool
    /// Whether the file says that it is a list of harmless files.
    public var kind: Bool
    /// Digests without which an entry cannot be written.
    public var required: Set<DigestAlgorithm>

    /// Puts the facts together; everything has a place unless said otherwise.
    public init(
        digests: Set<DigestAlgorithm> = Set(DigestAlgorithm.allCases), pdq: Bool = true, profiles: Bool = true,
        judgements: Bool = true, kind: Bool = true, required: Set<DigestAlgorithm> = []
    ) {
        self.digests = digests
        self.pdq = pdq
        self.profiles = profiles
        self.judgements = judgements
        self.kind = kind
        self.required = required
    }
}

/// What an exporter is told of a list before the first entry.
public struct HashListOutline: Sendable, Hashable {
    /// What the list is about.
    public var kind: HashListKind
    /// How many entries have exactly these digests.
    public var digests: [Set<DigestAlgorithm>: Int]

    /// Puts the facts together.
    public init(kind: HashListKind, digests: [Set<DigestAlgorithm>: Int]) {
        self.kind = kind
        self.digests = digests
    }
}

extension HashListExporter {
    /// A place for everything.
    public var capacity: HashListCapacity { HashListCapacity() }
    /// Nothing is done.
    public mutating func plan(_ outline: HashListOutline) {}
    /// None.
    public func refusal(of entry: HashEntry) -> String? { nil }
}

/// A file whose hash was found in a known-hash list: what was hashed, what it met there, when and by whom.
///
/// Hashing records it (`hashing match --record`), Referrals reads it; it stands here because domain modules never import one
/// another. One record for each file and list entry. It holds hashes and names, never content.
public struct KnownFileMatch: StoredRecord, Hashable {
    /// `match_…`
    public var id: EntityID
    /// The file that was hashed.
    public var file: HashedFile
    /// The list it was found in.
    public var list: String
    /// The entry's name within the list.
    public var entry: String
    /// Which hash met: `md5`, `sha1`, `sha256` or `pdq`.
    public var algorithm: String
    /// Differing bits, 0…256 for `pdq`; 0 for digests, which meet exactly or not at all.
    public var distance: Int
    /// The list's categories of the entry, in the list's own scheme.
    public var categories: [String]
    /// Who gave the entry to the list, if the list says so.
    public var source: String?
    /// When the match was recorded.
    public var recorded: Instant
    /// Who recorded it.
    public var recordedBy: String

    /// What is known of a file without opening it again.
    public struct HashedFile: Sendable, Hashable, Codable {
        /// The name it was read under, without folders; nil for a stream.
        public var name: String?
        /// Length in bytes.
        public var bytes: Int?
        /// Pixels across.
        public var width: Int?
        /// Pixels down.
        public var height: Int?
        /// SHA-256, MD5 and SHA-1 of the exact bytes, as far as they were computed; at most one of each.
        public var digests: [Digest]
        /// The perceptual hash, if the file is a picture that could be decoded.
        public var pdq: Hash256?
        /// The perceptual hash's quality, 0…100.
        public var pdqQuality: Int?
        /// How the perceptual hash was computed: `full`, `ref512`, `fast`.
        public var pdqProfile: String?

        /// Makes one.
        public init(
            name: String? = nil, bytes: Int? = nil, width: Int? = nil, height: Int? = nil, digests: [Digest] = [],
            pdq: Hash256? = nil, pdqQuality: Int? = nil, pdqProfile: String? = nil
        ) {
            self.name = name
            self.bytes = bytes
            self.width = width
            self.height = height
            self.digests = digests
            self.pdq = pdq
            self.pdqQuality = pdqQuality
            self.pdqProfile = pdqProfile
        }

        /// The digest of an algorithm, if it was computed.
        public func digest(_ algorithm: DigestAlgorithm) -> Digest? { digests.first { $0.algorithm == algorithm } }
    }

    /// Makes one.
    public init(
        id: EntityID, file: HashedFile, list: String, entry: String, algorithm: String, distance: Int,
        categories: [String] = [], source: String? = nil, recorded: Instant, recordedBy: String
    ) {
        self.id = id
        self.file = file
        self.list = list
        self.entry = entry
        self.algorithm = algorithm
        self.distance = distance
        self.categories = categories
        self.source = source
        self.recorded = recorded
        self.recordedBy = recordedBy
    }

    /// `hashing_match`
    public static let table = "hashing_match"
    /// The file's SHA-256 and PDQ hash, list, entry, algorithm, distance and time.
    public static let columns: [RecordColumn<KnownFileMatch>] = [
        RecordColumn("sha256", .text, indexed: true) { .text($0.file.digest(.sha256)?.hex) },
        RecordColumn("pdq", .text, indexed: true) { .text($0.file.pdq) },
        RecordColumn("list", .text, indexed: true) { .text($0.list) },
        RecordColumn("entry", .text, indexed: true) { .text($0.entry) },
        RecordColumn("algorithm", .text) { .text($0.algorithm) },
        RecordColumn("distance", .integer) { .integer(Int64($0.distance)) },
        RecordColumn("recorded", .integer) { .time($0.recorded) },
    ]
    /// A near match and an exact one.
    public static let examples = [
        KnownFileMatch(
            id: EntityID(prefix: "match", name: "01k9v3c8m4example00000000"),
            file: HashedFile(
                name: "upload-0001.jpg", bytes: 48_211, width: 640, height: 480,
                digests: [
                    Digest(.md5, bytes: [UInt8](repeating: 0x1a, count: 16))!,
                    Digest(.sha1, bytes: [UInt8](repeating: 0x2b, count: 20))!,
                    Digest(.sha256, bytes: [UInt8](repeating: 0x3c, count: 32))!,
                ], pdq: Hash256(word0: 0x0f0f, word1: 0xf0f0, word2: 0x00ff, word3: 0xff00), pdqQuality: 100,
                pdqProfile: "full"),
            list: "partner-a", entry: "series-17-004", algorithm: "pdq", distance: 12, categories: ["baseline"],
            source: "partner hotline", recorded: Instant(milliseconds: 1_790_000_000_000), recordedBy: "analyst-1"),
        KnownFileMatch(
            id: EntityID(prefix: "match", name: "01k9v3c8m4example00000001"),
            file: HashedFile(
                name: "upload-0002.png", bytes: 10_044,
                digests: [Digest(.sha256, bytes: [UInt8](repeating: 0x4d, count: 32))!]), list: "partner-b",
            entry: "17", algorithm: "sha256", distance: 0, recorded: Instant(milliseconds: 1_790_000_001_000),
            recordedBy: "analyst-1"),
    ]
}

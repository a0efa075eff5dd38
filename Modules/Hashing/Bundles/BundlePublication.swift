public import AllianceKit

/// The latest bundle of a list that was approved, and whether its files are out.
public struct BundlePublication: StoredRecord, Hashable {
    /// `publication_LIST`
    public var id: EntityID
    /// The list.
    public var list: String
    /// The name it is signed by.
    public var origin: String
    /// Counts the publications of the list, from 1.
    public var sequence: Int64
    /// The digest of the manifest before it; nil in the first.
    public var previous: Digest?
    /// The digest of the manifest's text.
    public var manifest: Digest
    /// Entries that count.
    public var entries: Int
    /// Removals.
    public var withdrawn: Int
    /// When it was approved.
    public var approved: Instant
    /// When its files were complete; nil until then.
    public var published: Instant?

    /// Makes one that is approved and not out yet.
    init(_ manifest: BundleManifest, of list: String, approved: Instant) {
        id = Self.id(list)
        self.list = list
        origin = manifest.origin
        sequence = manifest.sequence
        previous = manifest.previous
        self.manifest = manifest.digest
        entries = manifest.entries
        withdrawn = manifest.withdrawn
        self.approved = approved
    }

    /// The identity of a list's publication.
    static func id(_ list: String) -> EntityID { EntityID(prefix: "publication", name: list) }

    /// `hashing_publication`
    public static let table = "hashing_publication"
    /// List and sequence.
    public static let columns: [RecordColumn<BundlePublication>] = [
        RecordColumn("list", .text, unique: true) { .text($0.list) },
        RecordColumn("sequence", .integer) { .integer($0.sequence) },
    ]
    /// The first publication of a list.
    public static let examples = [
        BundlePublication(
            BundleManifest(
                origin: "example.org/lists", list: "own-findings", kind: .bad, sequence: 1,
                time: Instant(milliseconds: 1_790_000_000_000), previous: nil, entries: 0, withdrawn: 0, since: 1,
                base: [], deltas: []), of: "own-findings", approved: Instant(milliseconds: 1_790_000_100_000))
    ]
}

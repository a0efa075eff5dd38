public import AllianceKit
import Cryptography

/// What a workspace knows of a partner's bundle: whose it is, the newest state it has seen, and the state its list is in.
public struct BundleSubscription: StoredRecord, Hashable {
    /// `bundle_LIST`
    public var id: EntityID
    /// The list here.
    public var list: String
    /// Whose bundle it is: the name of the key.
    public var origin: String
    /// The verifier key, `name+id+key`; it is trusted from the first fetch on.
    public var key: String
    /// The list's name at the publisher.
    public var sourceList: String
    /// The highest sequence number that was ever seen with a good signature: nothing older is taken again.
    public var seen: Int64
    /// The digest of that manifest.
    public var seenManifest: Digest
    /// The sequence number the list here is at; nil before the first is complete.
    public var applied: Int64?
    /// The digests of the base's segments at that state, so that only others are fetched.
    public var appliedBase: [Digest]
    /// Set while a state is being applied: after an interruption some entries may be of that state already.
    public var applying: Int64?
    /// When a state was applied last.
    public var fetched: Instant?

    /// One for a bundle that was never seen.
    init(_ manifest: BundleManifest, as list: String, key: VerifierKey) {
        id = Self.id(list)
        self.list = list
        origin = manifest.origin
        self.key = key.description
        sourceList = manifest.list
        seen = manifest.sequence
        seenManifest = manifest.digest
        appliedBase = []
    }

    /// The identity of a list's subscription.
    static func id(_ list: String) -> EntityID { EntityID(prefix: "bundle", name: list) }

    /// Throws unless a manifest may follow what was seen: of the same publisher and list, not older, and not another of the same
    /// number.
    func check(_ manifest: BundleManifest) throws {
        guard manifest.origin == origin, manifest.list == sourceList else {
            throw AllianceError(
                "bundle.origin",
                "\(list) comes from \(sourceList) of \(origin), not from \(manifest.list) of \(manifest.origin)",
                hint: "fetch another bundle as another list", exit: .notAllowed)
        }
        guard manifest.sequence >= seen else {
            throw AllianceError(
                "bundle.rollback", "this is number \(manifest.sequence) of the bundle; number \(seen) was seen already",
                hint: "an old copy, or somebody holds news back: ask the publisher", exit: .notAllowed)
        }
        let forked =
            manifest.sequence == seen
            ? manifest.digest != seenManifest : manifest.sequence == seen + 1 && manifest.previous != seenManifest
        guard !forked else {
            throw AllianceError(
                "bundle.fork",
                "number \(manifest.sequence) of the bundle does not follow from the number \(seen) that was seen",
                hint: "two histories are signed with one key: ask the publisher before anything else", exit: .notAllowed
            )
        }
    }

    /// `hashing_bundle`
    public static let table = "hashing_bundle"
    /// List, origin and sequence.
    public static let columns: [RecordColumn<BundleSubscription>] = [
        RecordColumn("list", .text, unique: true) { .text($0.list) },
        RecordColumn("origin", .text) { .text($0.origin) },
        RecordColumn("applied", .integer) { $0.applied.map { .integer($0) } ?? .null },
    ]
    /// A partner's list.
    public static let examples: [BundleSubscription] = [example]

    private static let example: BundleSubscription = {
        let manifest = BundleManifest(
            origin: "example.org/lists", list: "own-findings", kind: .bad, sequence: 1,
            time: Instant(milliseconds: 1_790_000_000_000), previous: nil, entries: 0, withdrawn: 0, since: 1, base: [],
            deltas: [])
        guard let signer = try? NoteSigner(name: manifest.origin, seed: [UInt8](repeating: 7, count: 32)) else {
            preconditionFailure("a seed of 32 bytes makes a key")
        }
        var example = BundleSubscription(manifest, as: "partner-a", key: signer.verifier)
        example.applied = 1
        return example
    }()
}

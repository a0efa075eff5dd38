public import AllianceKit
public import Cryptography

/// What a signed list bundle consists of: the text of the note in its file `manifest`.
///
/// The exact form stands in `docs/list-bundles.md`: one field a line, in this order, each with one spelling only.
public struct BundleManifest: Sendable, Hashable {
    /// Who publishes: the name of the key that signs.
    public var origin: String
    /// The list's name at the publisher.
    public var list: String
    /// Whether it names material to be found, or harmless files.
    public var kind: HashListKind
    /// Counts the publications of this list, from 1.
    public var sequence: Int64
    /// When the list last changed.
    public var time: Instant
    /// The SHA-256 of the previous manifest's text; nil in the first.
    public var previous: Digest?
    /// Entries that count.
    public var entries: Int
    /// Removals: tombstones.
    public var withdrawn: Int
    /// A copy of this sequence or a later one is brought up to date by `deltas` alone.
    public var since: Int64
    /// The whole list, sorted by entry name.
    public var base: [BundleSegment]
    /// What changed after `since`, oldest first.
    public var deltas: [Delta]

    /// One segment of changes.
    public struct Delta: Sendable, Hashable {
        /// The publication it came with.
        public var sequence: Int64
        /// The changes, sorted by entry name.
        public var segment: BundleSegment
    }

    /// The first line of every manifest; keeps a signature from being used for another kind of note.
    public static let heading = "alliance-list-bundle/1"
    /// The most bytes of a manifest with its signatures.
    public static let byteLimit = SignedNote.byteLimit

    /// Makes one.
    public init(
        origin: String, list: String, kind: HashListKind, sequence: Int64, time: Instant, previous: Digest?,
        entries: Int, withdrawn: Int, since: Int64, base: [BundleSegment], deltas: [Delta]
    ) {
        self.origin = origin
        self.list = list
        self.kind = kind
        self.sequence = sequence
        self.time = time
        self.previous = previous
        self.entries = entries
        self.withdrawn = withdrawn
        self.since = since
        self.base = base
        self.deltas = deltas
    }

    /// The text that is signed.
    public var text: String {
        var lines = [
            Self.heading, "origin \(origin)", "list \(list)", "kind \(kind.rawValue)", "sequence \(sequence)",
            "time \(time)", "previous \(previous?.hex ?? "-")", "entries \(entries)", "withdrawn \(withdrawn)",
            "since \(since)",
        ]
        lines += base.map { "base \($0.line)" }
        lines += deltas.map { "delta \($0.sequence) \($0.segment.line)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The SHA-256 of the text: names this exact state of the list.
    public var digest: Digest { Digester.digest(.sha256, of: text) }

    /// All segments, the base first.
    public var segments: [BundleSegment] { base + deltas.map(\.segment) }

    /// The note as it stands in the file.
    public func note(signedBy signer: NoteSigner) -> [UInt8] {
        Array(SignedNote(text: text, signatures: [signer.sign(text)]).description.utf8)
    }

    /// Reads a note and checks its signature before anything of it is looked at. Throws `note.format`, `note.signature`,
    /// `bundle.manifest.format`, or `bundle.origin` when another name than the key's is in it.
    public init(note bytes: [UInt8], verifiedBy key: VerifierKey) throws {
        let note = try SignedNote(bytes)
        try note.verified(by: [key])
        try self.init(text: note.text)
        guard origin == key.name else {
            throw AllianceError(
                "bundle.origin", "the manifest is of \(origin) and signed by \(key.name)", exit: .notAllowed)
        }
    }
}

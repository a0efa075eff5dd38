public import AllianceKit

/// The newest build of a workspace's block lists: what the next one is compared with.
public struct BlockBuild: StoredRecord {
    /// `blocklist_NAME`
    public var id: EntityID
    /// Counts the builds.
    public var sequence: Int64
    /// When it was built.
    public var time: Instant
    /// The SHA-256 of its manifest's text.
    public var manifest: Digest
    /// What was on it, by the block it came from.
    public var members: [Member]

    /// One entry of a build.
    public struct Member: Sendable, Hashable, Codable {
        /// The block.
        public var block: EntityID
        /// The case's reference.
        public var reference: String
        /// Whether it was an exception.
        public var isException: Bool
    }

    /// Makes one.
    public init(id: EntityID, sequence: Int64, time: Instant, manifest: Digest, members: [Member]) {
        self.id = id
        self.sequence = sequence
        self.time = time
        self.manifest = manifest
        self.members = members
    }

    /// The identity of a list's newest build.
    public static func id(_ list: String) -> EntityID { EntityID(prefix: "blocklist", name: list) }

    /// `takedown_blocklist`
    public static let table = "takedown_blocklist"
    /// Its number.
    public static let columns: [RecordColumn<BlockBuild>] = [
        RecordColumn("sequence", .integer) { .integer($0.sequence) }
    ]
    /// A first build with one block.
    public static let examples = [
        BlockBuild(
            id: id("alliance"), sequence: 1, time: Instant(milliseconds: 1_790_000_000_000),
            manifest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!,
            members: [
                Member(
                    block: EntityID(prefix: "block", name: "01k9v3c8m4example00000000"), reference: "HL-2026-0001",
                    isException: false)
            ])
    ]
}

/// A second person's consent to one exact thing: bound to a verb, a subject and the digest of what goes, and expiring.
public struct Approval: StoredRecord {
    /// `approval_…`
    public var id: EntityID
    /// What is to happen: `takedown.notify`, `referrals.send`, `lists.withdraw`, `takedown.release`.
    public var verb: String
    /// To what.
    public var subject: EntityID
    /// The digest of exactly what goes or is destroyed.
    public var digest: Digest
    /// Who proposed it.
    public var proposer: String
    /// When it was proposed.
    public var proposed: Instant
    /// Who approved it; never the proposer, unless the configuration relaxes the verb.
    public var approver: String?
    /// When it was approved.
    public var approved: Instant?
    /// When it stops being good.
    public var expires: Instant
    /// When it was used; an approval serves once.
    public var used: Instant?

    /// `approval`
    public static let table = "approval"
    /// Verb, subject and expiry.
    public static let columns: [RecordColumn<Approval>] = [
        RecordColumn("verb", .text) { .text($0.verb) },
        RecordColumn("subject", .text, indexed: true) { .text($0.subject) },
        RecordColumn("open", .integer) { .flag($0.used == nil) },
        RecordColumn("expires", .integer) { .time($0.expires) },
    ]
    /// One that waits for its second person.
    public static let examples = [
        Approval(
            id: EntityID(prefix: "approval", name: "01k9v3c8m4example00000000"), verb: "takedown.notify",
            subject: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"),
            digest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!, proposer: "analyst-1",
            proposed: Instant(milliseconds: 1_790_000_000_000), approver: nil, approved: nil,
            expires: Instant(milliseconds: 1_790_259_200_000), used: nil)
    ]
}

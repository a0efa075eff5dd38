public import AllianceKit

/// One message to one contact about one case: written once, approved as it is, then sent as it is.
public struct Notice: StoredRecord {
    /// How far it came. Whether its file was written is known to the outbox row.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Written; waits for its second person.
        case proposed
        /// In the outbox.
        case queued
        /// The provider's server accepted it.
        case accepted
        /// The provider's server refused it.
        case refused
        /// It will not leave: something changed before it did.
        case cancelled
    }

    /// `notice_…`
    public var id: EntityID
    /// The case.
    public var caseID: EntityID
    /// The case's reference.
    public var reference: String
    /// The round of the case.
    public var round: Int
    /// The step of the escalation: 0 is the host.
    public var level: Int
    /// To whom.
    public var contact: String
    /// The channel's word.
    public var channel: String
    /// How far it came.
    public var state: State
    /// The exact message, ASCII with CR LF.
    public var message: String
    /// The digest of the message's bytes, to which the approval is bound.
    public var digest: Digest
    /// When it was written.
    public var created: Instant
    /// Who wrote it.
    public var createdBy: String
    /// The row in the outbox.
    public var outboxID: EntityID?
    /// What the provider's server answered.
    public var reply: String?
    /// When it answered.
    public var replied: Instant?

    /// `takedown_notice`
    public static let table = "takedown_notice"
    /// Case, state, outbox row and time.
    public static let columns: [RecordColumn<Notice>] = [
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("state", .text) { .text($0.state.rawValue) },
        RecordColumn("outbox", .text, indexed: true) { .text($0.outboxID) },
        RecordColumn("created", .integer) { .time($0.created) },
    ]
    /// One that waits for its second person.
    public static let examples = [
        Notice(
            id: EntityID(prefix: "notice", name: "01k9v3c8m4example00000004"),
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), reference: "HL-2026-0001", round: 1,
            level: 0, contact: "abuse@example.net", channel: "file", state: .proposed,
            message: "From: Example Hotline <hotline@example.org>\r\nTo: abuse@example.net\r\n"
                + "Subject: [HL-2026-0001] Notice of illegal content\r\n\r\n"
                + "Please examine the address below and remove or disable access to it.\r\n",
            digest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!,
            created: Instant(milliseconds: 1_790_000_000_000), createdBy: "analyst-1")
    ]

    /// The file the file channel writes.
    public var fileName: String { "\(id).eml" }
    /// Whether it takes the one place for its contact, level and round.
    var takesPlace: Bool { state == .queued || state == .accepted }
}

/// A message that is to leave the house, and what is known of its delivery.
///
/// It is put in the same transaction as the change that causes it; channels deliver afterwards, and the row says how far it came.
public struct OutboxMessage: StoredRecord {
    /// `msg_…`
    public var id: EntityID
    /// What it is about: a case, a referral.
    public var subject: EntityID
    /// The channel's word.
    public var channel: String
    /// To whom: an address or a receiver's name.
    public var recipient: String
    /// The file name that the file channel uses below `outbox/`.
    public var fileName: String
    /// Media type of the body.
    public var mediaType: String
    /// The exact bytes that go.
    public var body: [UInt8]
    /// The digest of the body, to which approvals are bound.
    public var digest: Digest
    /// When it was put here.
    public var created: Instant
    /// How far it is known to have come.
    public var delivery: Delivery
    /// The address that bounces go to, for mail; the organisation's own unless given.
    public var returnPath: String?
    /// Not handed over before this moment: a quiet time, or the next attempt after a failure that passes.
    public var notBefore: Instant?
    /// Attempts that ended in a failure that passes.
    public var attempts: Int?
    /// When a hand-over began whose end is not recorded: it may have arrived.
    public var handedOver: Instant?

    /// Makes a pending message.
    public init(
        id: EntityID, subject: EntityID, channel: String, recipient: String, fileName: String, mediaType: String,
        body: [UInt8], digest: Digest, created: Instant
    ) {
        self.id = id
        self.subject = subject
        self.channel = channel
        self.recipient = recipient
        self.fileName = fileName
        self.mediaType = mediaType
        self.body = body
        self.digest = digest
        self.created = created
        delivery = Delivery(.pending, time: created)
    }

    /// `outbox_message`
    public static let table = "outbox_message"
    /// Subject, channel, state and time.
    public static let columns: [RecordColumn<OutboxMessage>] = [
        RecordColumn("subject", .text, indexed: true) { .text($0.subject) },
        RecordColumn("channel", .text) { .text($0.channel) },
        RecordColumn("state", .text, indexed: true) { .text($0.delivery.state.rawValue) },
        RecordColumn("created", .integer) { .time($0.created) },
    ]
    /// One pending notice.
    public static let examples = [
        OutboxMessage(
            id: EntityID(prefix: "msg", name: "01k9v3c8m4example00000000"),
            subject: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), channel: "file",
            recipient: "abuse@example.net", fileName: "case_01k9v3c8m4example00000001-1.eml",
            mediaType: "message/rfc822",
            body: Array("From: hotline@example.org\r\nTo: abuse@example.net\r\nSubject: Notice\r\n\r\n".utf8),
            digest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!,
            created: Instant(milliseconds: 1_790_000_000_000))
    ]
}

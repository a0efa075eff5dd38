public import AllianceKit
public import CommandLineKit

/// One message to one contact, about one case or several: written once, approved as it is, then sent as it is.
public struct Letter: StoredRecord {
    /// How far it came. Whether it was handed over is known to its outbox row.
    public enum State: String, Sendable, Codable, CaseIterable, ArgumentValue {
        /// Written; waits for its second person.
        case proposed
        /// In the outbox, or out of it.
        case queued
        /// It will not leave: something changed before it did.
        case cancelled
    }

    /// `letter_…`
    public var id: EntityID
    /// What it is.
    public var kind: LetterKind
    /// To whom: a mail address, or the address of an interface.
    public var contact: String
    /// The channel's word.
    public var channel: String
    /// The language it is written in.
    public var language: String
    /// The name of its template.
    public var template: String
    /// How it is put together.
    public var format: LetterFormat
    /// Whether it is never grouped and never waits.
    public var isUrgent: Bool
    /// Its notices, one for each case.
    public var notices: [EntityID]
    /// The letters of the thread before it, oldest first.
    public var thread: [EntityID]
    /// How far it came.
    public var state: State
    /// The exact bytes, as text: mail is ASCII with CR LF, JSON is UTF-8.
    public var message: String
    /// Its media type.
    public var mediaType: String
    /// The digest of the bytes, to which the approval is bound.
    public var digest: Digest
    /// When it was written first.
    public var created: Instant
    /// Who wrote it.
    public var createdBy: String
    /// The row in the outbox.
    public var outboxID: EntityID?

    /// `takedown_letter`
    public static let table = "takedown_letter"
    /// State, contact and time.
    public static let columns: [RecordColumn<Letter>] = [
        RecordColumn("state", .text, indexed: true) { .text($0.state.rawValue) },
        RecordColumn("contact", .text, indexed: true) { .text($0.contact.lowercased()) },
        RecordColumn("created", .integer) { .time($0.created) },
    ]
    /// One that waits for its second person.
    public static let examples = [
        Letter(
            id: EntityID(prefix: "letter", name: "01k9v3c8m4example00000005"), kind: .first,
            contact: "abuse@example.net", channel: "file", language: "en", template: "default", format: .report,
            isUrgent: false, notices: [EntityID(prefix: "notice", name: "01k9v3c8m4example00000004")], thread: [],
            state: .proposed,
            message: "From: Example Hotline <hotline@example.org>\r\nTo: abuse@example.net\r\n"
                + "Subject: [HL-2026-0001] Notice of illegal content\r\n\r\n"
                + "Please examine the address below and remove or disable access to it.\r\n",
            mediaType: "message/rfc822", digest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!,
            created: Instant(milliseconds: 1_790_000_000_000), createdBy: "analyst-1")
    ]

    /// The file the file channel writes.
    public var fileName: String { "\(id).\(mediaType == "application/json" ? "json" : "eml")" }
}

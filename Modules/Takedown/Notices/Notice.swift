public import AllianceKit

/// That one contact is written to about one case: at most one for a case, a contact, a level, a round and a reminder. The bytes stand in
/// its letter, which can hold the notices of several cases.
public struct Notice: StoredRecord {
    /// How far it came.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Written; waits for its second person.
        case proposed
        /// In the outbox, or handed over without an answer.
        case queued
        /// A server or an interface accepted it.
        case accepted
        /// The provider itself said that it has it.
        case delivered
        /// It was refused, for good or for too long.
        case refused
        /// It was accepted first and came back later.
        case bounced
        /// It may have arrived: a person decides.
        case unknown
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
    /// The number of the reminder; 0 for the first message at its level.
    public var reminder: Int
    /// To whom.
    public var contact: String
    /// The channel's word.
    public var channel: String
    /// How far it came.
    public var state: State
    /// The letter that it stands in.
    public var letter: EntityID
    /// The digest of the letter's bytes when it was last written.
    public var digest: Digest
    /// The UUID of its XARF report.
    public var report: String
    /// The digest of its answer code; the code itself stands in the letter only.
    public var token: Digest
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
    /// What the provider said with the answer code.
    public var answer: ProviderAnswer?
    /// When it said so.
    public var answered: Instant?
    /// Why it was cancelled.
    public var reason: String?
    /// The message itself, in notices that were written before there were letters.
    public var message: String?

    /// `takedown_notice`
    public static let table = "takedown_notice"
    /// Version 2 keeps the bytes in letters, and knows reminders and answers.
    public static let schemaVersion = 2
    /// Case, state, letter, answer code and time.
    public static let columns: [RecordColumn<Notice>] = [
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("state", .text, indexed: true) { .text($0.state.rawValue) },
        RecordColumn("letter", .text, indexed: true) { .text($0.letter) },
        RecordColumn("token", .blob, indexed: true) { .blob($0.token.bytes) },
        RecordColumn("created", .integer) { .time($0.created) },
    ]

    /// Gives a notice of version 1 what it did not know: a letter of its own name, and an answer code that nobody has.
    public static func upgrade(_ body: JSONValue, from version: Int) throws -> JSONValue {
        guard version == 1, var object = body.objectValue, let id = object["id"]?.stringValue else { return body }
        object["reminder"] = 0
        object["letter"] = .string("letter_" + id.drop { $0 != "_" }.dropFirst())
        object["report"] = ""
        object["token"] = object["digest"]
        return .object(object)
    }

    /// One that waits for its second person.
    public static let examples = [
        Notice(
            id: EntityID(prefix: "notice", name: "01k9v3c8m4example00000004"),
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), reference: "HL-2026-0001", round: 1,
            level: 0, reminder: 0, contact: "abuse@example.net", channel: "file", state: .proposed,
            letter: EntityID(prefix: "letter", name: "01k9v3c8m4example00000005"),
            digest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!,
            report: "0b8f2c5e-3f44-4d2a-9c1e-7a5b6c7d8e9f",
            token: Digest(.sha256, bytes: [UInt8](repeating: 1, count: 32))!,
            created: Instant(milliseconds: 1_790_000_000_000), createdBy: "analyst-1")
    ]

    /// Whether it takes the one place for its contact, level, round and reminder.
    var takesPlace: Bool {
        switch state {
        case .queued, .accepted, .delivered, .unknown: true
        case .proposed, .refused, .bounced, .cancelled: false
        }
    }

    /// Whether it left and no answer of a server is known.
    var isOpen: Bool { state == .queued || state == .unknown }

    /// The event facts that say which notice it is.
    var facts: JSONObject {
        [
            "channel": .string(channel), "level": .integer(Int64(level)), "round": .integer(Int64(round)),
            "reminder": .integer(Int64(reminder)),
        ]
    }
}

import AllianceKit

/// What commands that write to contacts answer for one case.
struct NoticeAnswer: Codable {
    var caseID: EntityID
    var reference: String
    var kind: LetterKind
    var state: Notice.State
    var contact: String
    var channel: String
    var level: Int
    var reminder: Int
    var file: String
    var notice: EntityID
    var letter: EntityID
    var cases: Int
    var digest: Digest
    var leavesAt: Instant?

    init(_ notice: Notice, in reader: any StoreReader) throws {
        let letter = try reader.get(Letter.self, notice.letter)
        let row = try notice.outboxID.flatMap { try reader.get(OutboxMessage.self, $0) }
        caseID = notice.caseID
        reference = notice.reference
        kind = letter?.kind ?? .first
        state = notice.state
        contact = notice.contact
        channel = notice.channel
        level = notice.level
        reminder = notice.reminder
        file = "outbox/\(letter?.fileName ?? notice.id.text)"
        self.notice = notice.id
        self.letter = notice.letter
        cases = letter?.notices.count ?? 1
        digest = notice.digest
        leavesAt = row?.delivery.state == .pending ? row?.notBefore : nil
    }

    /// The shape of what is printed.
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("kind", .text, "first, reminder, escalation or police", inTable: false),
        OutputField("state", .text, "how far the notice came: proposed, queued, accepted …"),
        OutputField("contact", .text, "to whom"),
        OutputField("channel", .text, "the way it takes"),
        OutputField("level", .integer, "the step of the escalation, 0 is the host", inTable: false),
        OutputField("reminder", .integer, "the number of the reminder", inTable: false),
        OutputField("cases", .integer, "cases in the same letter", inTable: false),
        OutputField("leavesAt", .time, "not before this moment, when it waits for one", inTable: false),
        OutputField("file", .text, "the file that the file channel writes", inTable: false),
        OutputField("notice", .text, "the notice's identity", inTable: false),
        OutputField("letter", .text, "the letter's identity"),
        OutputField("digest", .text, "the digest of the letter's bytes", inTable: false),
    ])

    /// What is printed.
    var json: JSONObject {
        [
            "case": .text(caseID), "reference": .string(reference), "kind": .string(kind.rawValue),
            "state": .string(state.rawValue), "contact": .string(contact), "channel": .string(channel),
            "level": .integer(Int64(level)), "reminder": .integer(Int64(reminder)), "cases": .integer(Int64(cases)),
            "leavesAt": .text(leavesAt), "file": .string(file), "notice": .text(notice), "letter": .text(letter),
            "digest": .text(digest),
        ]
    }
}

import AllianceKit
import Cryptography

/// Writes notices, puts approved ones into the outbox, and hands the outbox over to its channels.
struct NoticeDesk {
    let context: CommandContext
    let workspace: Workspace

    init(_ context: CommandContext) throws {
        self.context = context
        workspace = try context.workspace()
    }

    /// The notice of this case to this contact in this round: the one that exists, or a new proposal.
    ///
    /// A proposal that is older than the newest trace or assessment no longer says what is known; it is cancelled and written anew.
    func prepare(
        _ word: String, contact: String?, channel: String, in transaction: any StoreTransaction
    ) throws -> Notice {
        let now = context.surroundings.now()
        var record = try CaseDesk.find(word, in: transaction)
        let wanted = contact ?? record.trace?.contact
        let same = try transaction.all(Query<Notice>().where("case_id", .equal, .text(record.id))).filter {
            $0.round == record.round && $0.level == 0 && $0.contact.lowercased() == wanted?.lowercased()
        }
        if Self.isOnItsWay(record.state), let done = same.first(where: { $0.takesPlace }) { return done }
        try endExpiredHold(&record, at: now, in: transaction)
        var proposal = record
        try proposal.apply(.prepareNotice, at: now, by: context.actor, note: nil, now: now)
        guard let wanted else { throw Self.noContact(record) }
        if let done = same.first(where: { $0.takesPlace }) { return done }
        let known = max(record.trace?.time ?? record.since, record.assessment?.time ?? record.since)
        for var notice in same where notice.state == .proposed {
            if notice.created >= known, notice.channel == channel { return notice }
            notice.state = .cancelled
            try put(notice, in: transaction, at: now)
        }
        let notice = try write(record, to: wanted, channel: channel, at: now)
        try transaction.put(
            notice,
            because: Event(
                "takedown.notice.proposed", record.id, at: now, by: context.actor,
                facts: ["channel": .string(channel), "level": 0, "round": .integer(Int64(record.round))]))
        try CaseDesk.put(proposal, "takedown.case.updated", in: transaction, at: now, by: context.actor)
        return notice
    }

    /// Puts an approved notice into the outbox, in the caller's transaction.
    func queue(_ id: EntityID, in transaction: any StoreTransaction) throws -> Notice {
        let now = context.surroundings.now()
        var notice = try transaction.require(Notice.self, id)
        var record = try transaction.require(CaseRecord.self, notice.caseID)
        guard notice.state == .proposed, notice.round == record.round else {
            throw AllianceError("takedown.notice.stale", "\(id) is \(notice.state.rawValue)", exit: .notAllowed)
        }
        try endExpiredHold(&record, at: now, in: transaction)
        try record.apply(.queueNotice, at: now, by: context.actor, note: notice.contact, now: now)
        let message = OutboxMessage(
            id: context.surroundings.makeID("msg"), subject: record.id, channel: notice.channel,
            recipient: notice.contact, fileName: notice.fileName, mediaType: "message/rfc822",
            body: Array(notice.message.utf8), digest: notice.digest, created: now)
        notice.state = .queued
        notice.outboxID = message.id
        try transaction.put(
            message,
            because: Event("takedown.message.queued", message.id, at: now, by: context.actor))
        try put(notice, in: transaction, at: now)
        try CaseDesk.put(
            record, "takedown.notice.queued", in: transaction, at: now, by: context.actor,
            facts: ["channel": .string(notice.channel), "level": 0, "round": .integer(Int64(record.round))])
        return notice
    }

    /// Cancels what waits for approval, when the case ends.
    func cancelProposals(of record: CaseRecord, in transaction: any StoreTransaction, at now: Instant) throws {
        for var notice in try transaction.all(Query<Notice>().where("case_id", .equal, .text(record.id)))
        where notice.state == .proposed {
            notice.state = .cancelled
            try put(notice, in: transaction, at: now)
        }
    }

    /// Changes a notice and logs it.
    func put(_ notice: Notice, in transaction: any StoreTransaction, at now: Instant) throws {
        try transaction.put(
            notice,
            because: Event(
                "takedown.notice.changed", notice.id, at: now, by: context.actor,
                facts: ["state": .string(notice.state.rawValue)]))
    }

    /// A hold that ran out is recorded as ended before anything else happens.
    private func endExpiredHold(
        _ record: inout CaseRecord, at now: Instant, in transaction: any StoreTransaction
    ) throws {
        guard let hold = record.holds.last, hold.ended == nil, !hold.lives(at: now) else { return }
        try CaseDesk.endHold(&record, at: hold.until, by: "system", reason: "it ran out", now: now, in: transaction)
    }

    private func write(_ record: CaseRecord, to contact: String, channel: String, at now: Instant) throws -> Notice {
        let id = context.surroundings.makeID("notice")
        let bytes = try NoticeMessage(
            record: record, contact: contact, organisation: workspace.configuration.organisation, noticeID: id,
            reportID: XARFReport.makeID(random: context.surroundings.randomBytes(16)), now: now
        ).bytes()
        return Notice(
            id: id, caseID: record.id, reference: record.reference, round: record.round, level: 0, contact: contact,
            channel: channel, state: .proposed, message: String(decoding: bytes, as: UTF8.self),
            digest: Digester.digest(.sha256, of: bytes), created: now, createdBy: context.actor)
    }

    /// Whether asking for the notice again only asks how far it came.
    private static func isOnItsWay(_ state: CaseState) -> Bool {
        switch state {
        case .queued, .sent, .watching, .offlineSuspected: true
        default: false
        }
    }

    private static func noContact(_ record: CaseRecord) -> AllianceError {
        AllianceError(
            "takedown.contact.missing", "\(record.reference): no contact is known",
            hint: "trace the case, or name one with --contact", exit: .partial)
    }
}

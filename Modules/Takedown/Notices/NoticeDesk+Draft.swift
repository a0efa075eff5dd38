import AllianceKit

extension NoticeDesk {
    /// A notice that is to be put into a letter.
    struct Draft {
        var record: CaseRecord
        var notice: Notice
        var addressee: Addressee
        var kind: LetterKind
        var thread: [EntityID]
    }

    /// What asking for a notice finds.
    enum Found {
        case existing(Notice)
        case new(Draft)
    }

    /// The notice of this case that is wanted: the one that exists, or a new one.
    ///
    /// A proposal that is older than the newest trace or assessment no longer says what is known; it is cancelled and written anew.
    func draft(_ record: CaseRecord, _ wish: Wish, in transaction: any StoreTransaction) throws -> Found {
        var record = record
        let now = now
        let all = try notices(of: record, in: transaction).filter { $0.round == record.round }
        if wish.kind == .first, Self.isOnItsWay(record.state),
            let done = all.last(where: { $0.level == 0 && $0.reminder == 0 && $0.takesPlace && $0.isTo(wish.contact) })
        {
            return .existing(done)
        }
        try endExpiredHold(&record, at: now, in: transaction)
        var next = record
        try next.apply(
            wish.kind == .first ? .prepareNotice : wish.kind.caseVerb, at: now, by: context.actor, note: nil, now: now)
        let level = wish.kind.isNextLevel ? record.level + 1 : wish.kind == .reminder ? record.level : 0
        guard let step = ContactLevel(rawValue: level) else {
            throw AllianceError(
                "takedown.escalation.end",
                "\(record.reference): the authority was written to, there is no further level",
                hint: "propose a block, or keep watching", exit: .partial)
        }
        // An authority is informed rather than asked to act on its own customer.
        let kind = wish.kind.isNextLevel ? (step == .authority ? LetterKind.police : .escalation) : wish.kind
        let reminder = wish.kind == .reminder ? record.reminders + 1 : 0
        let addressee = try addressee(record, wish, level: level, before: all, in: transaction)
        let same = all.filter { $0.level == level && $0.reminder == reminder && $0.isTo(addressee.target) }
        if let done = same.first(where: \.takesPlace) { return .existing(done) }
        let known = max(record.trace?.time ?? record.since, record.assessment?.time ?? record.since)
        for notice in same where notice.state == .proposed {
            if notice.created >= known, notice.channel == addressee.channel, try refresh(notice.letter, in: transaction)
            {
                let current = try transaction.require(Notice.self, notice.id)
                if current.state == .proposed { return .existing(current) }
            }
            let current = try transaction.require(Notice.self, notice.id)
            if current.state == .proposed { try drop(current, because: "newer facts are known", in: transaction) }
        }
        if wish.kind == .first {
            try CaseDesk.put(next, "takedown.case.updated", in: transaction, at: now, by: context.actor)
            record = next
        }
        let notice = Notice(
            id: context.surroundings.makeID("notice"), caseID: record.id, reference: record.reference,
            round: record.round, level: level, reminder: reminder, contact: addressee.target,
            channel: addressee.channel, state: .proposed, letter: EntityID(prefix: "letter", name: "none"),
            digest: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!,
            report: XARFReport.makeID(random: context.surroundings.randomBytes(16)),
            token: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32))!, created: now, createdBy: context.actor)
        let thread = reminder == 0 ? [] : all.filter { $0.level == level && $0.takesPlace }.map(\.letter)
        return .new(Draft(record: record, notice: notice, addressee: addressee, kind: kind, thread: thread))
    }

    /// A hold that ran out is recorded as ended before anything else happens, and so is the time of an authority that was informed.
    func endExpiredHold(
        _ record: inout CaseRecord, at now: Instant, in transaction: any StoreTransaction
    ) throws {
        guard let hold = record.holds.last, hold.ended == nil, !hold.lives(at: now) else { return }
        try CaseDesk.endHold(&record, at: hold.until, by: "system", reason: "it ran out", now: now, in: transaction)
    }

    /// Whether asking for the notice again only asks how far it came.
    private static func isOnItsWay(_ state: CaseState) -> Bool {
        switch state {
        case .queued, .sent, .delivered, .watching, .escalated, .blocked, .offlineSuspected: true
        default: false
        }
    }
}

extension Notice {
    /// Whether it went to this contact; to any, if none is named.
    fileprivate func isTo(_ contact: String?) -> Bool {
        contact.map { $0.lowercased() == self.contact.lowercased() } ?? true
    }
}

extension LetterKind {
    /// Whether it goes to the next level.
    var isNextLevel: Bool { self == .escalation || self == .police }

    /// Whether a notice is the next one of its kind: the first, the next reminder, the next level.
    func isInTurn(_ notice: Notice, _ record: CaseRecord) -> Bool {
        switch self {
        case .first, .acknowledgement: notice.level == 0 && notice.reminder == 0
        case .reminder: notice.level == record.level && notice.reminder == record.reminders + 1
        case .escalation, .police: notice.level == record.level + 1
        }
    }
}

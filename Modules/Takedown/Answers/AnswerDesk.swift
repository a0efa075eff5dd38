import AllianceKit

/// Takes in what providers and mail servers say after a letter left: answers with a code, bounces, mail.
struct AnswerDesk {
    let desk: NoticeDesk
    let context: CommandContext
    let bounces: BounceAddress?

    init(_ context: CommandContext) throws {
        self.context = context
        desk = try NoticeDesk(context)
        bounces = try BounceAddress(desk.workspace, context.surroundings)
    }

    /// Records what a provider says with the answer code of a notice: once, and the same again gives the same answer.
    ///
    /// `received` and `removed` stamp the acknowledgement (T3b); that it is gone is believed when looks say so. `dispute` opens an appeal,
    /// `not-ours` has the contact reviewed. Throws `takedown.answer.refused` for any code that is none of ours, or was used for something
    /// else, without saying which.
    func answer(
        _ token: String, _ said: ProviderAnswer, at time: Instant, in transaction: any StoreTransaction
    ) throws -> (record: CaseRecord, notice: Notice) {
        let now = desk.now
        guard let token = AnswerToken(token),
            var notice = try transaction.first(Query<Notice>().where("token", .equal, .blob(token.digest.bytes))),
            notice.takesPlace || notice.answer != nil
        else { throw Self.refused }
        var record = try transaction.require(CaseRecord.self, notice.caseID)
        if let before = notice.answer {
            guard before == said else { throw Self.refused }
            return (record, notice)
        }
        notice.answer = said
        notice.answered = time
        notice.state = said == .notOurs ? .bounced : .delivered
        try desk.put(notice, in: transaction, at: now)
        let isCurrent = notice.round == record.round
        if isCurrent { try move(&record, notice, said, at: time, in: transaction) }
        try CaseDesk.put(
            record, "takedown.notice.answered", in: transaction, at: time, by: context.actor, recorded: now,
            facts: ["answer": .string(said.rawValue)] + notice.facts)
        return (record, notice)
    }

    private func move(
        _ record: inout CaseRecord, _ notice: Notice, _ said: ProviderAnswer, at time: Instant,
        in transaction: any StoreTransaction
    ) throws {
        let now = desk.now
        // Who says that it is not responsible has read it, too.
        if said == .notOurs {
            record.clocks.acknowledged = record.clocks.acknowledged ?? time
        } else {
            record.applyIfPossible(.deliverNotice, at: time, by: context.actor, note: said.rawValue, now: now)
        }
        switch said {
        case .received, .removed: break
        case .notOurs:
            record.applyIfPossible(.bounceNotice, at: time, by: context.actor, note: said.rawValue, now: now)
        case .dispute:
            guard case .to = CaseTransition.of(record.state, .startAppeal) else { return }
            try CaseDesk.startAppeal(
                &record, by: .provider, reason: "the provider disputes the notice", at: time, actor: context.actor,
                now: now, in: transaction)
        }
    }

    private static let refused = AllianceError(
        "takedown.answer.refused", "this answer cannot be recorded",
        hint: "the code is wrong, or was used for another answer", exit: .partial)

    /// Records that a letter came back for good: its notices are bounced, their cases wait for another contact.
    func bounce(
        _ id: EntityID, code: String, at time: Instant, in transaction: any StoreTransaction
    ) throws -> [CaseRecord] {
        guard let letter = try transaction.get(Letter.self, id) else { return [] }
        let now = desk.now
        var records: [CaseRecord] = []
        for (place, id) in letter.notices.enumerated() {
            var (record, notice) = try desk.member(id, in: transaction)
            guard notice.takesPlace else { continue }
            notice.state = .bounced
            notice.reply = code
            notice.replied = time
            try desk.put(notice, in: transaction, at: now)
            if notice.round == record.round {
                record.applyIfPossible(.bounceNotice, at: time, by: context.actor, note: code, now: now)
            }
            try CaseDesk.put(
                record, "takedown.notice.bounced", in: transaction, at: time, by: context.actor, recorded: now,
                facts: ["code": .string(code)] + notice.facts)
            if place == 0 { try desk.noteBounce(notice, code: code, at: time, in: transaction) }
            records.append(record)
        }
        return records
    }
}

import AllianceKit

extension NoticeDesk {
    /// Puts an approved letter into the outbox, in the caller's transaction: every notice in it moves its case on. Throws
    /// `takedown.letter.stale` when it is not waiting any more, and what the cases throw (a hold lives).
    @discardableResult
    func queue(_ id: EntityID, in transaction: any StoreTransaction) throws -> [Notice] {
        let now = now
        var letter = try transaction.require(Letter.self, id)
        guard letter.state == .proposed else {
            throw AllianceError("takedown.letter.stale", "\(id) is \(letter.state.rawValue)", exit: .notAllowed)
        }
        var message = OutboxMessage(
            id: context.surroundings.makeID("msg"), subject: letter.id, channel: letter.channel,
            recipient: letter.contact, fileName: letter.fileName, mediaType: letter.mediaType,
            body: Array(letter.message.utf8), digest: letter.digest, created: now)
        if letter.mediaType == "message/rfc822" {
            message.returnPath = try BounceAddress(workspace, context.surroundings)?.address(letter.id)
        }
        let allowed = settings.allowed(letter.kind, isUrgent: letter.isUrgent, from: now)
        if allowed > now { message.notBefore = allowed }
        var queued: [Notice] = []
        for id in letter.notices {
            var (record, notice) = try member(id, in: transaction)
            try endExpiredHold(&record, at: now, in: transaction)
            guard notice.state == .proposed, notice.round == record.round, letter.kind.isInTurn(notice, record) else {
                throw AllianceError(
                    "takedown.letter.stale", "\(notice.reference): the notice is \(notice.state.rawValue)",
                    hint: "run the command again", exit: .notAllowed)
            }
            try record.apply(letter.kind.caseVerb, at: now, by: context.actor, note: notice.contact, now: now)
            notice.state = .queued
            notice.outboxID = message.id
            try put(notice, in: transaction, at: now)
            try CaseDesk.put(
                record, "takedown.notice.queued", in: transaction, at: now, by: context.actor, facts: notice.facts)
            queued.append(notice)
        }
        try transaction.put(
            message, because: Event("takedown.message.queued", message.id, at: now, by: context.actor))
        letter.state = .queued
        letter.outboxID = message.id
        try put(letter, in: transaction, at: now)
        return queued
    }

    /// What became of letters that were to be sent.
    struct Settled {
        /// Notices that are in the outbox now.
        var queued: [Notice] = []
        /// Approvals that a second person has to give first.
        var waiting: [Approval] = []
    }

    /// Puts those letters into the outbox that have their approval (or need none), and proposes the others, all in one transaction.
    func settle(_ letters: [EntityID], in transaction: any StoreTransaction) throws -> Settled {
        var settled = Settled()
        for id in letters {
            let letter = try transaction.require(Letter.self, id)
            guard letter.state == .proposed else { continue }
            do {
                try Approvals.require(
                    letter.kind.verb, letter.id, digest: letter.digest, in: transaction, context,
                    configuration: workspace.configuration)
            } catch let error as AllianceError where error.code == "approval.missing" {
                settled.waiting.append(
                    try Approvals.propose(
                        letter.kind.verb, letter.id, digest: letter.digest, in: transaction, context,
                        hours: workspace.configuration.approvalHours))
                continue
            }
            settled.queued += try queue(id, in: transaction)
        }
        return settled
    }

    /// Writes notices of cases and puts into the outbox what has its approval: what `takedown run` does with cases whose notice, reminder
    /// or escalation is due. Nothing leaves before `deliverPending`. A case that cannot be written about is in the result with its reason.
    func send(
        _ cases: [EntityID], _ wish: Wish = Wish(), in transaction: any StoreTransaction
    ) throws -> (prepared: [Prepared], settled: Settled) {
        let prepared = try prepare(cases.map(\.text), wish, in: transaction)
        var letters: [EntityID] = []
        for case .success(let notice) in prepared.map(\.result)
        where notice.state == .proposed && !letters.contains(notice.letter) {
            letters.append(notice.letter)
        }
        return (prepared, try settle(letters, in: transaction))
    }
}

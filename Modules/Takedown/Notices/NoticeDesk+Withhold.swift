import AllianceKit

extension NoticeDesk {
    /// The last look before a message leaves: a case in it ended, is held again, began a new round, or its contact may not be written to
    /// any more. Then it does not leave: those cases' notices are cancelled with the reason, the others wait for a letter without them.
    /// True when it stays.
    func withhold(_ message: inout OutboxMessage, in transaction: any StoreTransaction) throws -> Bool {
        guard let letter = try transaction.get(Letter.self, message.subject) else { return false }
        let members = try letter.notices.map { try member($0, in: transaction) }
        let obstacles = try members.map { try obstacleNow($0.record, $0.notice, in: transaction) }
        guard obstacles.contains(where: { $0 != nil }) else { return false }
        let now = now
        message.delivery = Delivery(.refused, receipt: "withheld", time: now)
        try transaction.put(
            message, because: Event("takedown.message.withheld", message.id, at: now, by: context.actor))
        for ((record, notice), obstacle) in zip(members, obstacles) where notice.state == .queued {
            var notice = notice
            notice.state = .cancelled
            notice.reason = obstacle ?? "another case left the letter; it is written anew"
            try put(notice, in: transaction, at: now)
            var record = record
            // A case that waited for an answer is ready for another notice.
            if record.state == .queued {
                try record.apply(.refuseNotice, at: now, by: context.actor, note: "withheld", now: now)
            }
            try CaseDesk.put(
                record, "takedown.notice.withheld", in: transaction, at: now, by: context.actor, facts: notice.facts)
        }
        return true
    }

    /// Why a notice in the outbox may not leave now; nil if it may.
    private func obstacleNow(_ record: CaseRecord, _ notice: Notice, in reader: any StoreReader) throws -> String? {
        if record.state.isTerminal { return "the case ended" }
        if let hold = record.livingHold(at: now) { return "a law-enforcement hold lives until \(hold.until)" }
        if record.round != notice.round { return "a new round of the case began" }
        switch record.state {
        case .removed, .monitoring: return "the content is gone"
        case .onAppeal: return "the case is on appeal"
        case .changed, .moved, .reappeared, .rehosted: return "the case is \(record.state.rawValue)"
        default: break
        }
        return try contactObstacle(record, notice, in: reader)
    }
}

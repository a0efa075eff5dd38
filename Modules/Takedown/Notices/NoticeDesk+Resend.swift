import AllianceKit

extension NoticeDesk {
    /// Puts a letter of which nobody knows whether it arrived back into the outbox: a person decided that twice is better than never.
    func resend(_ word: String, in transaction: any StoreTransaction) throws -> NoticeAnswer {
        let record = try CaseDesk.find(word, in: transaction)
        guard let notice = try notices(of: record, in: transaction).last(where: { $0.state == .unknown }),
            let letter = try transaction.get(Letter.self, notice.letter), let row = letter.outboxID,
            var message = try transaction.get(OutboxMessage.self, row)
        else {
            throw AllianceError(
                "takedown.notice.known", "\(record.reference) has no notice of which nobody knows whether it arrived",
                hint: "see: alliance takedown show \(record.reference)", exit: .partial)
        }
        let now = now
        message.delivery = Delivery(.pending, time: now)
        message.handedOver = nil
        message.notBefore = nil
        try transaction.put(
            message, because: Event("takedown.message.resent", message.id, at: now, by: context.actor))
        for id in letter.notices {
            var (_, notice) = try member(id, in: transaction)
            guard notice.state == .unknown else { continue }
            notice.state = .queued
            try put(notice, in: transaction, at: now)
        }
        return try NoticeAnswer(transaction.require(Notice.self, notice.id), in: transaction)
    }
}

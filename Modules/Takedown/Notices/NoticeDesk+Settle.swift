import AllianceKit

/// What a server or an interface said to a letter.
enum ServerReply: Sendable, Hashable {
    /// It has it.
    case accepted(String)
    /// It does not take it, for good.
    case refused(String)
    /// It did not take it for too long.
    case lapsed(String)
    /// It may have it.
    case unknown(String)

    /// Its words.
    var text: String {
        switch self {
        case .accepted(let text), .refused(let text), .lapsed(let text), .unknown(let text): text
        }
    }

    var noticeState: Notice.State {
        switch self {
        case .accepted: .accepted
        case .refused, .lapsed: .refused
        case .unknown: .unknown
        }
    }

    var verb: CaseVerb? {
        switch self {
        case .accepted: .acceptNotice
        case .refused: .bounceNotice
        case .lapsed: .refuseNotice
        case .unknown: nil
        }
    }

    var event: String {
        switch self {
        case .accepted: "takedown.notice.sent"
        case .refused, .lapsed: "takedown.notice.refused"
        case .unknown: "takedown.notice.unknown"
        }
    }

    /// The three digits at its start, or what kind it is: no words of others stand in events.
    var code: String {
        let digits = text.utf8.prefix(3)
        return digits.count == 3 && digits.allSatisfy { 48...57 ~= $0 } ? String(text.prefix(3)) : noticeState.rawValue
    }
}

extension NoticeDesk {
    /// Records what was said to a letter: on each of its notices that is open, and on their cases. Returns the cases.
    @discardableResult
    func settle(
        _ id: EntityID, _ reply: ServerReply, at time: Instant, in transaction: any StoreTransaction
    ) throws -> [CaseRecord] {
        guard let letter = try transaction.get(Letter.self, id) else { return [] }
        let now = now
        return try letter.notices.map { id in
            var (record, notice) = try member(id, in: transaction)
            guard notice.isOpen else { return record }
            notice.state = reply.noticeState
            notice.reply = reply.text
            notice.replied = time
            try put(notice, in: transaction, at: now)
            if let verb = reply.verb {
                record.applyIfPossible(verb, at: time, by: context.actor, note: reply.code, now: now)
            }
            try CaseDesk.put(
                record, reply.event, in: transaction, at: time, by: context.actor, recorded: now,
                facts: ["code": .string(reply.code)] + notice.facts)
            if case .refused = reply { try noteBounce(notice, code: reply.code, at: time, in: transaction) }
            return record
        }
    }
}

extension CaseRecord {
    /// Moves the case on where its state allows it: what a provider says late changes nothing else.
    mutating func applyIfPossible(
        _ verb: CaseVerb, at time: Instant, by actor: String, note: String?, now: Instant
    ) {
        guard case .to = CaseTransition.of(state, verb) else { return }
        try? apply(verb, at: time, by: actor, note: note, now: now)
    }
}

extension JSONObject {
    /// Members of both; the right one wins.
    static func + (left: JSONObject, right: JSONObject) -> JSONObject {
        var sum = left
        for (name, value) in right.members { sum[name] = value }
        return sum
    }
}

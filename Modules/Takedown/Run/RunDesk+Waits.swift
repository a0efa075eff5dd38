import AllianceKit

extension RunDesk {
    /// Ends what waited until a moment that has passed: the time of an authority, a hold, the watch over a removal. Reminds of holds.
    func endWaits() throws {
        try phase([.leNotified], steps: [.authorityEnded]) { record, transaction in
            let until = record.authority?.until ?? now
            try CaseDesk.endWait(&record, at: until, by: context.actor, how: "timeOver", now: now, in: transaction)
            return RunLine(record, .authorityEnded, .done, record.state.rawValue)
        }
        try phase([.leHold], steps: [.holdEnded]) { record, transaction in
            let until = record.holds.last?.until ?? now
            try CaseDesk.endHold(&record, at: until, by: "system", reason: "it ran out", now: now, in: transaction)
            return RunLine(record, .holdEnded, .done, record.state.rawValue)
        }
        try phase([.leHold], steps: [.holdReminder]) { record, transaction in
            guard var hold = record.holds.last else { return nil }
            hold.reminded = now
            record.holds[record.holds.count - 1] = hold
            try CaseDesk.put(
                record, "takedown.hold.reminded", in: transaction, at: now, by: context.actor,
                facts: ["until": .text(hold.until)])
            return RunLine(record, .holdReminder, .done, "ask \(hold.authority) whether the hold is still needed")
        }
        try phase([.removed, .monitoring], steps: [.close]) { record, transaction in
            try record.apply(.close, at: now, by: context.actor, note: "the watch is over", now: now)
            try CaseDesk.put(
                record, "takedown.case.closed", in: transaction, at: now, by: context.actor, facts: ["as": "done"])
            return RunLine(record, .close, .done)
        }
    }
}

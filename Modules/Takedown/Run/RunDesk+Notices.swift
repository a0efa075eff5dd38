import AllianceKit

extension RunDesk {
    /// Writes what is due to providers, puts what is approved into the outbox, and hands the outbox over.
    func sendNotices(channel: String?) async throws {
        let desk = try NoticeDesk(context)
        try send(desk, .first, [.traced, .noticeReady], .notify, channel)
        try await desk.deliverPending()
        try send(desk, .reminder, [.sent, .delivered, .watching, .escalated, .blocked], .remind, channel)
        try send(desk, .escalation, [.sent, .delivered, .watching, .escalated, .blocked], .escalate, channel)
        try await desk.deliverPending()
    }

    private func send(
        _ desk: NoticeDesk, _ kind: LetterKind, _ states: [CaseState], _ step: CaseTimer.Step, _ channel: String?
    ) throws {
        // A letter whose approval came leaves now, not when its case is due again.
        let waiting = kind == .first ? try waitingCases(.noticeReady) : []
        let due = try dueCases(states, [step]) + waiting
        for start in stride(from: 0, to: due.count, by: groupSize) {
            let group = Array(due[start..<min(start + groupSize, due.count)])
            let wish = NoticeDesk.Wish(kind: kind, channel: channel)
            let lines = try workspace.store.write { transaction in
                let sent = try desk.send(group, wish, in: transaction)
                return try told(sent, step, in: transaction)
            }
            for line in lines where line.result == .done || !waiting.contains(line.caseID) { try tell(line) }
        }
    }

    private func told(
        _ sent: (prepared: [NoticeDesk.Prepared], settled: NoticeDesk.Settled), _ step: CaseTimer.Step,
        in transaction: any StoreTransaction
    ) throws -> [RunLine] {
        let queued = Set(sent.settled.queued.map(\.id))
        let approvals = Dictionary(sent.settled.waiting.map { ($0.subject, $0.id) }) { first, _ in first }
        return try sent.prepared.map { word, result in
            let record = try CaseDesk.find(word, in: transaction)
            switch result {
            case .failure(let error): return RunLine(record, step, .waits, error.message)
            case .success(let notice) where queued.contains(notice.id) || notice.takesPlace:
                return RunLine(record, step, .done, notice.contact)
            case .success(let notice):
                let approval = approvals[notice.letter].map { "approval \($0)" }
                return RunLine(record, step, .waits, approval ?? notice.state.rawValue)
            }
        }
    }
}

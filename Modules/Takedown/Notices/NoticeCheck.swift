import AllianceKit

/// Notices that are in the outbox and have not come out of it.
struct NoticeCheck: HealthCheck {
    static let name = "notices"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let now = context.surroundings.now()
        let (waiting, unknown, unanswered) = try context.workspace().store.read { reader in
            var waiting = 0
            try reader.forEach(
                Query<OutboxMessage>().where("state", .equal, .text(Delivery.State.pending.rawValue))
            ) { message in
                if message.subject.prefix == "letter", (message.notBefore ?? now) <= now { waiting += 1 }
                return true
            }
            let unknown = try reader.count(
                Query<Notice>().where("state", .equal, .text(Notice.State.unknown.rawValue)))
            let unanswered = try reader.count(
                Query<CaseRecord>().where("state", .equal, .text(CaseState.queued.rawValue))
                    .where("next_due", .less, .time(now.adding(hours: -24))))
            return (waiting, unknown, unanswered)
        }
        var findings: [HealthFinding] = []
        if waiting > 0 {
            findings.append(
                HealthFinding(
                    .warning, name, "\(waiting) in the outbox, not handed over yet",
                    hint: "run: alliance takedown notify --all"))
        }
        if unknown > 0 {
            findings.append(
                HealthFinding(
                    .warning, name, "of \(unknown) nobody knows whether they arrived",
                    hint: "find out, then: alliance takedown sent, or notify --resend"))
        }
        if unanswered > 0 {
            findings.append(
                HealthFinding(
                    .warning, name, "\(unanswered) without a recorded answer for more than a day",
                    hint: "record it: alliance takedown sent"))
        }
        return findings.isEmpty ? [HealthFinding(.ok, name, "none is stuck")] : findings
    }
}

/// Law-enforcement holds whose time is over and that nobody has ended.
struct HoldCheck: HealthCheck {
    static let name = "holds"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let now = context.surroundings.now()
        let held = try context.workspace().store.read {
            try $0.all(Query<CaseRecord>().where("state", .equal, .text(CaseState.leHold.rawValue)))
        }
        let over = held.filter { $0.livingHold(at: now) == nil }
        guard !over.isEmpty else { return [HealthFinding(.ok, name, "\(held.count) living, none has run out")] }
        let names = over.prefix(3).map(\.reference).joined(separator: ", ")
        return [
            HealthFinding(
                .warning, name, "\(over.count) ran out: \(names)",
                hint: "the notices can go: alliance takedown notify, or extend: alliance takedown hold")
        ]
    }
}

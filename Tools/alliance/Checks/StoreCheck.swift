import AllianceKit

/// Whether store and lists answer. What is inside them, `alliance store verify` and `alliance ledger verify` check.
enum StoreCheck: HealthCheck {
    static let name = "store"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace = try context.workspace()
        let now = context.surroundings.now()
        let (events, waiting, pending) = try workspace.store.read { reader in
            (
                try reader.eventCount(),
                try reader.count(
                    Query<Approval>().where("open", .equal, .flag(true)).where("expires", .greater, .time(now))),
                try reader.count(
                    Query<OutboxMessage>().where("state", in: [.text(Delivery.State.pending.rawValue)]))
            )
        }
        let lists = try workspace.lists.lists()
        var findings = [
            HealthFinding(.ok, "store", "\(events) events"),
            HealthFinding(
                .ok, "hash lists", "\(lists.count) lists, \(lists.reduce(0) { $0 + $1.active }) active entries"),
            HealthFinding(.ok, "approvals", "\(waiting) open"),
        ]
        let oldest = try workspace.store.read { reader in
            try reader.first(
                Query<OutboxMessage>().where("state", in: [.text(Delivery.State.pending.rawValue)]).ordered(
                    by: "created"))
        }
        let late = oldest.map { now.seconds(since: $0.created) > 86400 } ?? false
        findings.append(
            HealthFinding(
                late ? .warning : .ok, "outbox",
                "\(pending) pending" + (late ? ", the oldest for more than a day" : ""),
                hint: late ? "see: alliance outbox --state pending" : nil))
        return findings
    }
}

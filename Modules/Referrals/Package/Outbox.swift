import AllianceKit

/// Writes queued packages to the outbox folder and says so in the store. Done again after a crash, it ends in the same
/// state: the row holds the exact bytes.
enum Outbox {
    /// Writes the package of a referral if its row is still pending, and marks row and referral as written.
    static func write(_ referral: EntityID, _ message: EntityID, _ context: CommandContext) throws {
        let workspace = try context.workspace()
        let row = try workspace.store.read { try $0.require(OutboxMessage.self, message) }
        let path = "\(workspace.outboxFolder)/\(row.fileName)"
        if row.delivery.state == .pending {
            try Files.makeFolder(workspace.outboxFolder, mode: 0o700)
            try Files.write(row.body, to: path, mode: 0o600)
        }
        try workspace.store.write { transaction in
            var row = try transaction.require(OutboxMessage.self, message)
            var record = try transaction.require(ReferralRecord.self, referral)
            let now = context.surroundings.now()
            if record.state == .queued {
                record.state = .written
                record.written = now
                try transaction.put(
                    record,
                    because: Event(
                        ReferralEvents.written, referral, at: now, by: context.actor,
                        facts: ["channel": .string(row.channel)]))
            }
            if row.delivery.state == .pending {
                row.delivery = Delivery(.written, receipt: row.fileName, time: now)
                try transaction.put(row, because: ReferralEvents.outbox(row, at: now, context))
            }
        }
    }
}

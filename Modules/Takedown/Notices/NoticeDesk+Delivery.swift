import AllianceKit

extension NoticeDesk {
    /// Hands every notice that waits in the outbox over to its channel and records what is known. What a crash left behind is done
    /// here on the next run. Failures are reported; the rest goes on.
    func deliverPending() async throws {
        let waiting = try workspace.store.read { reader in
            try reader.all(Query<OutboxMessage>().where("state", .equal, .text(Delivery.State.pending.rawValue)))
        }
        for message in waiting where message.subject.prefix == "case" {
            do {
                try await deliver(message)
            } catch let error as AllianceError {
                context.report(error)
            }
        }
    }

    private func deliver(_ message: OutboxMessage) async throws {
        if try withhold(message) { return }
        guard let channel = context.registry.channels.first(where: { $0.name == message.channel }) else {
            throw AllianceError(
                "takedown.channel.unknown", "there is no channel \"\(message.channel)\"", exit: .unavailable)
        }
        let delivery = try await channel.deliver(message, context)
        try record(delivery, of: message, as: "takedown.notice.written")
        context.talk.say("\(message.recipient): \(delivery.state.rawValue) \(delivery.receipt ?? "")")
    }

    /// A notice whose case ended or is held again since it was put into the outbox does not leave.
    private func withhold(_ message: OutboxMessage) throws -> Bool {
        let now = context.surroundings.now()
        let state = try workspace.store.read { try $0.get(CaseRecord.self, message.subject) }
        guard let state, !state.state.isTerminal, state.livingHold(at: now) == nil else {
            try record(
                Delivery(.refused, receipt: "withheld by the case", time: now), of: message,
                as: "takedown.notice.withheld")
            return true
        }
        return false
    }

    private func record(_ delivery: Delivery, of message: OutboxMessage, as kind: String) throws {
        try workspace.store.write { transaction in
            guard var current = try transaction.get(OutboxMessage.self, message.id),
                current.delivery.state == .pending
            else { return }
            current.delivery = delivery
            try transaction.put(
                current, because: Event(kind, message.subject, at: delivery.time, by: context.actor))
        }
    }
}

import AllianceKit

extension NoticeDesk {
    /// Messages that are claimed, handed over and recorded together: two transactions for so many.
    private static let batch = 25
    /// A hand-over whose end is still not recorded after this time did not end: its process died.
    static let lostAfter: Double = 1800

    /// Hands every message that waits in the outbox, and may leave now, over to its channel and records what is known. What a crash left
    /// behind is done here on the next run, or is unknown from then on. Failures are reported; the rest goes on.
    func deliverPending() async throws {
        let now = now
        let waiting = try workspace.store.read { reader in
            try reader.all(
                Query<OutboxMessage>().where("state", .equal, .text(Delivery.State.pending.rawValue))
                    .ordered(by: "created"))
        }.filter { $0.subject.prefix == "letter" && ($0.notBefore ?? now) <= now }
        var byChannel: [(name: String, messages: [OutboxMessage])] = []
        for message in waiting {
            if let place = byChannel.firstIndex(where: { $0.name == message.channel }) {
                byChannel[place].messages.append(message)
            } else {
                byChannel.append((message.channel, [message]))
            }
        }
        for (name, messages) in byChannel {
            do {
                try await deliver(messages, over: name)
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                context.report(error)
            }
        }
    }

    private func deliver(_ messages: [OutboxMessage], over name: String) async throws {
        guard let channel = context.registry.channels.first(where: { $0.name == name }) else {
            throw AllianceError("takedown.channel.unknown", "there is no channel \"\(name)\"", exit: .unavailable)
        }
        let session = try channel.session(context)
        let progress = context.talk.progress("delivering", total: messages.count)
        var place = 0
        while place < messages.count {
            let slice = messages[place..<min(place + Self.batch, messages.count)]
            place += slice.count
            let claimed = try workspace.store.write { transaction in
                try slice.compactMap { try claim($0, safely: channel.repeatsSafely, in: transaction) }
            }
            var results: [(OutboxMessage, Result<Delivery, AllianceError>)] = []
            var isDown = false
            for message in claimed {
                if isDown { break }
                do throws(AllianceError) {
                    results.append((message, .success(try await attempt(session, message))))
                } catch {
                    results.append((message, .failure(error)))
                    isDown = error.exitCode == .unavailable
                }
                progress.advance()
            }
            let untried = claimed.dropFirst(results.count)
            try workspace.store.write { transaction in
                for (message, result) in results { try record(result, of: message, in: transaction) }
                for message in untried { try unclaim(message, in: transaction) }
            }
            report(results)
            if isDown { break }
        }
        progress.finish()
    }

    private func attempt(_ channel: any Channel, _ message: OutboxMessage) async throws(AllianceError) -> Delivery {
        do {
            return try await channel.deliver(message, context)
        } catch let error as AllianceError {
            throw error
        } catch {
            throw AllianceError("takedown.channel.failed", "the channel failed: \(error)", exit: .bug)
        }
    }

    /// Makes sure that a message may still leave, and marks that its hand-over begins. Nil when it does not leave now.
    private func claim(
        _ message: OutboxMessage, safely repeats: Bool, in transaction: any StoreTransaction
    ) throws -> OutboxMessage? {
        let now = now
        guard var current = try transaction.get(OutboxMessage.self, message.id), current.delivery.state == .pending
        else { return nil }
        if let start = current.handedOver, !repeats {
            guard now.seconds(since: start) > Self.lostAfter else { return nil }
            current.delivery = Delivery(.unknown, receipt: "the hand-over of \(start) did not end", time: now)
            try put(current, "takedown.message.unknown", in: transaction)
            try settle(current.subject, .unknown(current.delivery.receipt ?? ""), at: now, in: transaction)
            return nil
        }
        if try withhold(&current, in: transaction) { return nil }
        guard !repeats else { return current }
        current.handedOver = now
        try put(current, "takedown.message.begun", in: transaction)
        return current
    }

    /// What was not tried is as it was.
    private func unclaim(_ message: OutboxMessage, in transaction: any StoreTransaction) throws {
        guard var current = try transaction.get(OutboxMessage.self, message.id), current.handedOver != nil else {
            return
        }
        current.handedOver = nil
        try put(current, "takedown.message.waiting", in: transaction)
    }

    private func record(
        _ result: Result<Delivery, AllianceError>, of message: OutboxMessage, in transaction: any StoreTransaction
    ) throws {
        guard var current = try transaction.get(OutboxMessage.self, message.id), current.delivery.state == .pending
        else { return }
        current.handedOver = nil
        switch result {
        case .success(let delivery):
            current.delivery = delivery
            try put(current, "takedown.message.\(delivery.state.rawValue)", in: transaction)
            let receipt = delivery.receipt ?? ""
            let reply: ServerReply? =
                switch delivery.state {
                case .accepted: .accepted(receipt)
                case .refused: .refused(receipt)
                case .unknown: .unknown(receipt)
                case .written, .pending: nil
                }
            if let reply { try settle(current.subject, reply, at: delivery.time, in: transaction) }
        case .failure(let error):
            try postpone(&current, error, in: transaction)
        }
    }

    /// A failure that passes is tried again later, each time after twice as long; after the configured hours it counts as not taken.
    private func postpone(
        _ message: inout OutboxMessage, _ error: AllianceError, in transaction: any StoreTransaction
    ) throws {
        let now = now
        guard error.exitCode == .busy || error.exitCode == .unavailable else {
            return try put(message, "takedown.message.waiting", in: transaction)
        }
        let attempts = (message.attempts ?? 0) + 1
        message.attempts = attempts
        if message.created.adding(hours: settings.giveUpHours) <= now {
            message.delivery = Delivery(
                .refused, receipt: "given up after \(attempts) attempts: \(error.message)", time: now)
            try put(message, "takedown.message.lapsed", in: transaction)
            try settle(message.subject, .lapsed(message.delivery.receipt ?? ""), at: now, in: transaction)
            return
        }
        message.notBefore = now.adding(seconds: Self.pause(attempts))
        try put(message, "takedown.message.waiting", in: transaction)
    }

    /// Seconds until the next attempt: 5 minutes, then twice as long each time, at most 4 hours.
    static func pause(_ attempts: Int) -> Double { min(300 * Double(1 << min(max(attempts, 1) - 1, 10)), 14400) }

    private func put(_ message: OutboxMessage, _ kind: String, in transaction: any StoreTransaction) throws {
        try transaction.put(message, because: Event(kind, message.id, at: now, by: context.actor))
    }

    private func report(_ results: [(OutboxMessage, Result<Delivery, AllianceError>)]) {
        for (message, result) in results {
            switch result {
            case .success(let delivery):
                context.talk.say("\(message.recipient): \(delivery.state.rawValue) \(delivery.receipt ?? "")")
            case .failure(let error): context.report(error)
            }
        }
    }
}

import AllianceKit

/// What the driver's own plugin brings, and the provider.
enum SimulatedPlugin: Plugin {
    static let name = "simulated"
    static let summary = "A simulated provider, approvals and the outbox."
    static let eventKinds = Approvals.eventKinds
    static let recordTypes: [any StoredRecord.Type] = [Approval.self, OutboxMessage.self]
    static let channels: [any Channel] = [SimulatedChannel()]
}

/// The provider's server: takes a letter and notes its identity. What was noted has arrived, whatever becomes of the sender.
struct SimulatedChannel: Channel {
    let name = "simulated"
    let summary = "A provider that takes every letter and notes that it came."

    func deliver(_ message: OutboxMessage, _ context: CommandContext) async throws -> Delivery {
        try Mailbox(folder: try context.workspace().folder).note(message.subject)
        return Delivery(.accepted, receipt: "250 2.0.0 taken", time: context.surroundings.now())
    }
}

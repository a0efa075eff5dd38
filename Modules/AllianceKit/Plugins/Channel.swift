/// Delivers one kind of outbound message and says only what is known of the delivery.
public protocol Channel: Sendable {
    /// The word for it: `file`, `smtp`.
    var name: String { get }
    /// One line.
    var summary: String { get }
    /// Whether handing the same message over twice has the effect of doing it once. What such a channel left unfinished is simply done
    /// again; what another left unfinished may have arrived, and a person decides.
    var repeatsSafely: Bool { get }
    /// Hands a message over. Throws when it certainly did not leave; `.unknown` when it may have.
    ///
    /// An error with the exit code 75 or 69 passes: the message is tried again later. Any other needs a person.
    func deliver(_ message: OutboxMessage, _ context: CommandContext) async throws -> Delivery
    /// The same channel for many messages in a row, with whatever is worth keeping between them; itself unless it says otherwise.
    func session(_ context: CommandContext) throws -> any Channel
}

extension Channel {
    /// No.
    public var repeatsSafely: Bool { false }
    /// Itself.
    public func session(_ context: CommandContext) throws -> any Channel { self }
}

/// What is known after a hand-over.
public struct Delivery: Sendable, Hashable, Codable {
    /// How far the message is known to have come.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// In the outbox, not handed over yet.
        case pending
        /// Written to a file for a person or another program to send; nothing is known beyond that.
        case written
        /// The other side accepted it.
        case accepted
        /// The other side refused it.
        case refused
        /// It may or may not have arrived.
        case unknown
    }

    /// How far it is known to have come.
    public var state: State
    /// The other side's answer or the file's name.
    public var receipt: String?
    /// When that became known.
    public var time: Instant

    /// Makes one.
    public init(_ state: State, receipt: String? = nil, time: Instant) {
        self.state = state
        self.receipt = receipt
        self.time = time
    }
}

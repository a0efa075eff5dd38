/// Sends mail. Implemented by Transport over SMTP and over a local program; its twin in TestKit keeps what it is given.
public protocol MailSender: Sendable {
    /// Sends one message; the result says what the server answered. Throws when it certainly did not leave.
    ///
    /// An error with the exit code 75 or 69 is one that passes: the same message can be tried again later.
    func send(_ message: [UInt8], from: String, to: [String]) async throws -> Delivery
}

/// The way mail leaves this machine, as the operator configured it.
public enum MailRoute: Sendable, Hashable {
    /// A server, over SMTP.
    case server(MailRelay)
    /// A local program that takes a message on standard input as `sendmail -i -f SENDER -- RECIPIENT…` does; its path.
    case program(String)
}

/// Refuses every message: for surroundings without a way to send mail.
public struct NoMail: MailSender {
    /// Makes one.
    public init() {}
    /// Throws `network.off`.
    public func send(_ message: [UInt8], from: String, to: [String]) async throws -> Delivery {
        throw AllianceError("network.off", "there is no mail here", exit: .unavailable)
    }
}

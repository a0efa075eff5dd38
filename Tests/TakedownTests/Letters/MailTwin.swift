import AllianceKit
import Synchronization

/// A mail sender that answers as a test says, by recipient, and keeps what it was given.
final class MailTwin: MailSender {
    enum Answer: Sendable {
        case accepted, refused, unknown, later, down
    }

    private let answers = Mutex<[String: Answer]>([:])
    private let kept = Mutex<[(from: String, to: String, message: String)]>([])
    private let now: @Sendable () -> Instant

    init(now: @escaping @Sendable () -> Instant) { self.now = now }

    var sent: [(from: String, to: String, message: String)] { kept.withLock { $0 } }

    func answer(_ address: String, _ answer: Answer) { answers.withLock { $0[address] = answer } }

    func send(_ message: [UInt8], from: String, to: [String]) async throws -> Delivery {
        switch answers.withLock({ $0[to[0]] ?? .accepted }) {
        case .accepted:
            kept.withLock { $0.append((from, to[0], String(decoding: message, as: UTF8.self))) }
            return Delivery(.accepted, receipt: "250 2.0.0 queued", time: now())
        case .refused: return Delivery(.refused, receipt: "550 5.1.1 no such user", time: now())
        case .unknown:
            kept.withLock { $0.append((from, to[0], String(decoding: message, as: UTF8.self))) }
            return Delivery(.unknown, receipt: "no reply after the message was sent", time: now())
        case .later: throw AllianceError("transport.smtp.temporary", "451 greylisted", exit: .busy)
        case .down: throw AllianceError("transport.smtp.unreachable", "no connection", exit: .unavailable)
        }
    }
}

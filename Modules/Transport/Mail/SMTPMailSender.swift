public import AllianceKit
import CTransport
import Dispatch
import Synchronization

/// Mail over SMTP through libcurl. What happened is decided on the server's reply, because libcurl's exit code does not tell a
/// refusal for good from one for now. The connection is kept from one message to the next while the server keeps it, too.
public final class SMTPMailSender: MailSender {
    private let relay: MailRelay
    private let now: @Sendable () -> Instant
    private let connection = Mutex<Connection>(Connection())

    /// The handle with its connection, and the exchange its callbacks last spoke to.
    private struct Connection: ~Copyable {
        var handle: CurlHandle?
        var exchange: CurlExchange?
    }

    /// A sender over this relay; `now` stamps what is known.
    public init(_ relay: MailRelay, now: @escaping @Sendable () -> Instant) {
        self.relay = relay
        self.now = now
    }

    /// Sends one message.
    ///
    /// * A final 2xx: `.accepted`; a 5xx anywhere: `.refused`; the receipt is the server's line.
    /// * A connection that ends between DATA and the final reply: `.unknown`, never to be sent again blindly.
    /// * A 4xx, or no connection at all: throws `transport.smtp.temporary` or `transport.smtp.unreachable`; the message did not leave.
    ///
    /// Also throws `transport.smtp.address`, `.message` (not CR LF lines of at most 998 bytes) and `.tls`.
    public func send(_ message: [UInt8], from: String, to: [String]) async throws -> Delivery {
        try SMTPRules.check(message, from: from, to: to)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try self.exchange(message, from, to) })
            }
        }
    }

    private func exchange(_ message: [UInt8], _ from: String, _ recipients: [String]) throws -> Delivery {
        try connection.withLock { connection in
            let exchange = CurlExchange(upload: message) { _, _ in }
            var handle = try connection.handle.take() ?? makeHandle()
            try handle.set(CURLOPT_MAIL_FROM, "<\(from)>")
            try handle.set(CURLOPT_MAIL_RCPT, recipients.map { "<\($0)>" })
            try handle.attach(exchange)
            let code = handle.perform()
            let replyCode = handle.number(CURLINFO_RESPONSE_CODE)
            connection.handle = consume handle
            connection.exchange = exchange
            return try SMTPRules.judge(
                code == CURLE_OK, replyCode: replyCode, lines: exchange.lines, failure: CurlHandle.reason(code),
                isTLS: Self.isTLS(code), now: now())
        }
    }

    private func makeHandle() throws -> CurlHandle {
        let handle = try CurlHandle()
        let scheme = relay.security == .tls ? "smtps" : "smtp"
        let host = relay.host.contains(":") ? "[\(relay.host)]" : relay.host
        try handle.set(CURLOPT_URL, "\(scheme)://\(host):\(relay.port)")
        try handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        try handle.set(CURLOPT_PROXY, "")
        try handle.set(CURLOPT_NOPROXY, "*")
        try handle.set(CURLOPT_NOSIGNAL, 1)
        try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(
            CURLOPT_USE_SSL, relay.security == .none ? Int(CURLUSESSL_NONE.rawValue) : Int(CURLUSESSL_ALL.rawValue))
        let milliseconds = Int(min(max(relay.timeout, 0.001), 3600) * 1000)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 10_000))
        if let credentials = relay.credentials {
            try handle.set(CURLOPT_USERNAME, credentials.user)
            try handle.set(CURLOPT_PASSWORD, credentials.password)
        }
        return handle
    }

    private static func isTLS(_ code: CURLcode) -> Bool {
        [CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR].contains { $0 == code }
    }
}

import AllianceKit
import Testing

@testable import Transport

/// Mail over loopback: the server's reply decides.
struct SMTPMailSenderTests {
    private static let time = Instant(milliseconds: 1_790_000_000_000)
    private static let message = Array("Subject: x\r\n\r\nhello\r\n.dot\r\n".utf8)

    /// A server with these replies; nil ends the connection instead of replying.
    private func server(
        rcpt: String = "250 ok", data: String? = "354 go on", final: String? = "250 2.0.0 queued as 4711",
        greeting: String = "220 mail.test"
    ) throws -> LoopbackServer {
        try LoopbackServer { connection in
            connection.write(greeting + "\r\n")
            while let line = connection.line() {
                switch line.split(separator: " ").first?.uppercased() {
                case "EHLO": connection.write("250-mail.test\r\n250 8BITMIME\r\n")
                case "MAIL": connection.write("250 ok\r\n")
                case "RCPT": connection.write(rcpt + "\r\n")
                case "DATA":
                    guard let data else { return }
                    connection.write(data + "\r\n")
                    guard data.hasPrefix("354") else { continue }
                    while let line = connection.line(), line != "." {}
                    guard let final else { return }
                    connection.write(final + "\r\n")
                case "QUIT":
                    connection.write("221 bye\r\n")
                    return
                default: connection.write("250 ok\r\n")
                }
            }
        }
    }

    private func send(
        _ server: LoopbackServer, security: MailRelay.Security = .none, to: [String] = ["abuse@example.net"]
    ) async throws -> Delivery {
        let relay = MailRelay(host: "127.0.0.1", port: server.port, security: security, timeout: 10)
        return try await SMTPMailSender(relay, now: { Self.time }).send(
            Self.message, from: "hotline@example.org", to: to)
    }

    @Test func accepted() async throws {
        let server = try server()
        let delivery = try await send(server, to: ["abuse@example.net", "noc@example.net"])
        #expect(delivery == Delivery(.accepted, receipt: "250 2.0.0 queued as 4711", time: Self.time))
        let lines = server.lines
        #expect(lines.contains { $0.hasPrefix("MAIL FROM:<hotline@example.org>") })
        #expect(lines.contains("RCPT TO:<abuse@example.net>"))
        #expect(lines.contains("RCPT TO:<noc@example.net>"))
        #expect(lines.contains("..dot"))
    }

    @Test(arguments: ["550 5.1.1 no such user", "554 5.7.1 not from you"])
    func refusedForGoodAtTheRecipient(reply: String) async throws {
        let delivery = try await send(try server(rcpt: reply))
        #expect(delivery.state == .refused)
        #expect(delivery.receipt == reply)
    }

    @Test func refusedForGoodAfterTheMessage() async throws {
        let delivery = try await send(try server(final: "554 5.6.0 content refused"))
        #expect(delivery.state == .refused)
        #expect(delivery.receipt == "554 5.6.0 content refused")
    }

    @Test func refusedForNow() async throws {
        for server in [
            try server(rcpt: "451 4.7.1 greylisted"), try server(final: "452 4.3.1 full"),
            try server(data: "421 4.3.2 shutting down"),
        ] {
            let error = await #expect(throws: AllianceError.self) { try await send(server) }
            #expect(error?.code == "transport.smtp.temporary")
            #expect(error?.exitCode == .busy)
        }
    }

    /// The connection ends between DATA and the final reply: nobody knows.
    @Test func unknownAfterTheMessage() async throws {
        let delivery = try await send(try server(final: nil))
        #expect(delivery.state == .unknown)
    }

    @Test func certainlyNotSent() async throws {
        let early = await #expect(throws: AllianceError.self) { try await send(try server(data: nil)) }
        #expect(early?.code == "transport.smtp.unreachable")
        let noTLS = await #expect(throws: AllianceError.self) { try await send(try server(), security: .startTLS) }
        #expect(noTLS?.code == "transport.smtp.tls")
        let closed = MailRelay(host: "127.0.0.1", port: 1, security: .none, timeout: 5)
        let none = await #expect(throws: AllianceError.self) {
            try await SMTPMailSender(closed, now: { Self.time }).send(Self.message, from: "a@b.test", to: ["c@d.test"])
        }
        #expect(none?.code == "transport.smtp.unreachable")
        #expect(none?.exitCode == .unavailable)
    }

    @Test(arguments: [
        ("a@b.test", ["c@d.test\r\nRCPT TO:<x@y.test>"], "Subject: x\r\n\r\n", "address"),
        ("a@b.test", [], "Subject: x\r\n\r\n", "address"), ("a", ["c@d.test"], "Subject: x\r\n\r\n", "address"),
        ("a@b.test", ["<c@d.test>"], "Subject: x\r\n\r\n", "address"),
        ("a@b.test", ["c@d.test"], "Subject: x\n\n", "message"), ("a@b.test", ["c@d.test"], "Subject: x", "message"),
        ("a@b.test", ["c@d.test"], "Subject: x\ry\r\n", "message"), ("a@b.test", ["c@d.test"], "", "message"),
        ("a@b.test", ["c@d.test"], String(repeating: "x", count: 999) + "\r\n", "message"),
    ])
    func refusedBeforeItGoes(from: String, to: [String], message: String, problem: String) async throws {
        let relay = MailRelay(host: "127.0.0.1", port: 1, security: .none)
        let error = await #expect(throws: AllianceError.self) {
            try await SMTPMailSender(relay, now: { Self.time }).send(Array(message.utf8), from: from, to: to)
        }
        #expect(error?.code == "transport.smtp.\(problem)")
    }

    @Test func aLineOf998BytesMayGo() throws {
        let line = Array(String(repeating: "x", count: 998).utf8) + [0x0d, 0x0a]
        try SMTPRules.check(line, from: "a@b.test", to: ["c@d.test"])
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Transport

/// Mail to a real server (aiosmtpd).
@Suite(.enabled(if: MailServer.python != nil, "aiosmtpd is missing: Scripts/setup --tools"))
struct MailServerTests {
    private static let message = Array("Subject: x\r\n\r\nhello\r\n.dot\r\n".utf8)

    private func sender(_ server: MailServer) -> SMTPMailSender {
        SMTPMailSender(
            MailRelay(host: "127.0.0.1", port: server.port, security: .none, timeout: 20),
            now: { Instant(milliseconds: 0) })
    }

    @Test func whatTheServerSaysIsWhatCounts() async throws {
        let server = try MailServer()
        let sender = sender(server)
        func send(_ name: String) async throws -> Delivery {
            try await sender.send(Self.message, from: "hotline@example.org", to: ["\(name)@example.net"])
        }
        let accepted = try await send("abuse")
        #expect(accepted.state == .accepted)
        #expect(accepted.receipt == "250 2.0.0 queued as 1")
        #expect(server.line() == "hotline@example.org abuse@example.net 27 Subject: x")

        let rejected = try await send("reject")
        #expect(rejected.state == .refused)
        #expect(rejected.receipt == "550 5.1.1 no such user")

        let later = await #expect(throws: AllianceError.self) { try await send("later") }
        #expect(later?.code == "transport.smtp.temporary")
        #expect(later?.exitCode == .busy)

        let content = try await send("content")
        #expect(content.state == .refused)
        #expect(content.receipt == "554 5.6.0 content refused")

        let dropped = try await send("drop")
        #expect(dropped.state == .unknown)

        // After all that the same sender goes on.
        #expect(try await send("abuse").state == .accepted)
    }

    @Test func aThousandMessagesTakeOneConnection() async throws {
        let server = try MailServer(count: 1000)
        let sender = sender(server)
        for number in 0..<1000 {
            let delivery = try await sender.send(
                Self.message, from: "hotline@example.org", to: ["abuse-\(number)@example.net"])
            try #require(delivery.state == .accepted)
        }
        #expect(server.line() == "1000 1")
    }
}

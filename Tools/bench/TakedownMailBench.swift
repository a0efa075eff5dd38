import AllianceKit
import Dispatch
import Glibc
import Transport

/// A thousand notices to a mail server on this machine (aiosmtpd), and the same bytes from Python's smtplib in the same run.
enum TakedownMailBench {
    private static let count = 1000

    static func run(in folder: String) throws -> [BenchFigure] {
        guard let python = Peer.python else { return [] }
        let messages = (0..<count).map(message)
        let file = "\(folder)/messages"
        try Files.write(Array(messages.joined(separator: [0])), to: file)
        guard let server = try Server(python, messages: 2 * count) else { return [] }
        defer { server.wait() }
        let sender = SMTPMailSender(
            MailRelay(host: "127.0.0.1", port: server.port, security: .none), now: { Instant(milliseconds: 0) })
        let ours = try measured { try send(messages, sender) }
        let theirs = Peer.lines("smtplib_send.py", ["\(server.port)", file])?.first.flatMap { Double($0[0]) }
        return [
            BenchFigure(
                name: "1,000 notices, accepted over SMTP", value: ours.wall, unit: "s",
                ratio: theirs.map { ours.wall / $0 }, target: .atMost(5)),
            BenchFigure(name: "1,000 notices, our processor time", value: ours.processor, unit: "s"),
            BenchFigure(name: "1,000 notices, Python's smtplib", value: theirs ?? .nan, unit: "s"),
        ]
    }

    private static func send(_ messages: [[UInt8]], _ sender: SMTPMailSender) throws {
        let done = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        Task {
            for (number, message) in messages.enumerated() {
                let delivery = try? await sender.send(
                    message, from: "bounce+\(number)@example.org", to: ["abuse-\(number)@example.net"])
                if delivery?.state == .accepted { outcome.accepted += 1 }
            }
            done.signal()
        }
        done.wait()
        guard outcome.accepted == count else {
            throw AllianceError("bench.mail", "\(outcome.accepted) of \(count) were accepted", exit: .bug)
        }
    }

    private final class Outcome: @unchecked Sendable { var accepted = 0 }

    /// About 5 KB, the size of a notice with its XARF report.
    private static func message(_ number: Int) -> [UInt8] {
        let line = "https://www.example.org/v/\(number)/0123456789abcdef0123456789abcdef.mp4\r\n"
        let header =
            "From: Example Hotline <hotline@example.org>\r\nTo: abuse-\(number)@example.net\r\n"
            + "Subject: [HL-2026-\(number)] Notice of illegal content\r\nMessage-ID: <letter_\(number)@example.org>\r\n\r\n"
        return Array((header + String(repeating: line, count: 62)).utf8)
    }

    /// The server's process; it ends by itself after its messages.
    @safe private final class Server {
        let port: UInt16
        private let pipe: UnsafeMutablePointer<FILE>

        init?(_ python: String, messages: Int) throws {
            guard let pipe = unsafe popen("'\(python)' Tools/bench/peers/smtp_sink.py \(messages) 2>/dev/null", "r")
            else {
                return nil
            }
            unsafe self.pipe = unsafe pipe
            var line = [CChar](repeating: 0, count: 32)
            guard unsafe fgets(&line, 32, pipe) != nil,
                let port = UInt16(
                    String(decoding: line.prefix { $0 > 32 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
            else {
                _ = unsafe pclose(pipe)
                return nil
            }
            self.port = port
        }

        func wait() { _ = unsafe pclose(pipe) }
    }
}

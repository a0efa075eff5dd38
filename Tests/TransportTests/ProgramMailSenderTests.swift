import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Transport

/// Mail through a local program: its exit code decides, and no shell sees anything.
struct ProgramMailSenderTests {
    private static let time = Instant(milliseconds: 1_790_000_000_000)
    private static let message = Array("Subject: x\r\n\r\nhello\r\n".utf8)

    /// Sends; a program that another test's child still holds open for writing is tried again.
    private func send(
        _ sender: ProgramMailSender, _ message: [UInt8] = message, from: String = "a@example.org",
        to: [String] = ["b@example.net"]
    ) async throws -> Delivery {
        for _ in 0..<1000 {
            do {
                return try await sender.send(message, from: from, to: to)
            } catch let error as AllianceError where error.message.contains("busy") {
                await Task.yield()
            }
        }
        return try await sender.send(message, from: from, to: to)
    }

    private func program(_ folder: TemporaryFolder, _ text: String) throws -> ProgramMailSender {
        let path = try folder.write("sendmail", "#!/bin/sh\n" + text)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ProgramMailSender(path, now: { Self.time })
    }

    @Test func theProgramGetsTheMessageAndTheAddresses() async throws {
        let folder = try TemporaryFolder()
        let sender = try program(folder, "printf '%s\\n' \"$@\" > \(folder.path)/words; cat > \(folder.path)/message\n")
        let delivery = try await send(
            sender, from: "bounce+a.b@example.org", to: ["abuse@example.net", "`id`$x@example.net"])
        #expect(delivery.state == .accepted)
        #expect(
            try String(contentsOfFile: folder.file("words"), encoding: .utf8)
                == "-i\n-f\nbounce+a.b@example.org\n--\nabuse@example.net\n`id`$x@example.net\n")
        #expect(try Files.read(folder.file("message")) == Array("Subject: x\n\nhello\n".utf8))
    }

    @Test(arguments: [67, 65, 1])
    func refused(code: Int) async throws {
        let folder = try TemporaryFolder()
        let sender = try program(folder, "cat >/dev/null; echo 'no such user' >&2; exit \(code)\n")
        let delivery = try await send(sender)
        #expect(delivery == Delivery(.refused, receipt: "exit code \(code): no such user", time: Self.time))
    }

    @Test(arguments: [69, 71, 75])
    func notNow(code: Int) async throws {
        let folder = try TemporaryFolder()
        let sender = try program(folder, "exit \(code)\n")
        let error = await #expect(throws: AllianceError.self) {
            try await send(sender)
        }
        #expect(error?.code == "transport.mail.temporary")
        #expect(error?.exitCode == .busy)
    }

    @Test func aProgramThatWasKilledMayHaveSentIt() async throws {
        let folder = try TemporaryFolder()
        let sender = try program(folder, "cat >/dev/null; kill -9 $$\n")
        #expect(try await send(sender).state == .unknown)
    }

    /// A program that says yes without reading the message has not taken it.
    @Test func successWithoutReadingIsNone() async throws {
        let folder = try TemporaryFolder()
        let sender = try program(folder, "exit 0\n")
        let long = Array("Subject: x\r\n\r\n".utf8) + Array(repeating: Array("line\r\n".utf8), count: 500_000).joined()
        let error = await #expect(throws: AllianceError.self) {
            try await send(sender, long)
        }
        #expect(error?.code == "transport.mail.temporary")
    }

    @Test(arguments: ["sendmail", "/no/such/program"])
    func noProgram(path: String) async throws {
        let error = await #expect(throws: AllianceError.self) {
            try await ProgramMailSender(path, now: { Self.time }).send(
                Self.message, from: "a@example.org", to: ["b@example.net"])
        }
        #expect(error?.code == "transport.mail.program")
    }

    @Test func anOptionIsNoAddress() async throws {
        let folder = try TemporaryFolder()
        let sender = try program(folder, "printf '%s\\n' \"$@\" > \(folder.path)/words\n")
        _ = try? await send(sender, from: "-X@example.org", to: ["-oQ@example.net"])
        let words = (try? String(contentsOfFile: folder.file("words"), encoding: .utf8)) ?? ""
        #expect(words.isEmpty || words.contains("--\n-oQ@example.net"))
    }
}

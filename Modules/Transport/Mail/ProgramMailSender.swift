public import AllianceKit
import Dispatch
import Glibc

/// Mail through a local program that takes it as `sendmail` does: postfix, exim, opensmtpd, msmtp, nullmailer. No shell is involved.
///
/// The program queues the message or sends it on; what becomes of it later comes back as a bounce.
public struct ProgramMailSender: MailSender {
    private let path: String
    private let now: @Sendable () -> Instant

    /// A sender over the program at an absolute path.
    public init(_ path: String, now: @escaping @Sendable () -> Instant) {
        self.path = path
        self.now = now
    }

    /// Hands one message over: `PROGRAM -i -f FROM -- TO…`, the message on standard input with LF line ends, as local programs want it.
    ///
    /// * Exit code 0: `.accepted`. 64, 65, 67, 68, 70, 76 and 77 of sysexits: `.refused`; the receipt is the code and what the program said.
    /// * 69, 71, 74, 75: throws `transport.mail.temporary` (exit 75): it did not leave.
    /// * Ended by a signal: `.unknown`.
    ///
    /// Also throws `transport.mail.program` when it cannot be started.
    public func send(_ message: [UInt8], from: String, to: [String]) async throws -> Delivery {
        try SMTPRules.check(message, from: from, to: to)
        guard path.hasPrefix("/"), unsafe access(path, X_OK) == 0 else {
            throw AllianceError(
                "transport.mail.program", "\(path) is no program that can be run",
                hint: "give its absolute path in takedown.mail: program", exit: .unusableInput)
        }
        let words = [path, "-i", "-f", from, "--"] + to
        let bytes = message.filter { $0 != 0x0d }
        let (code, said): (Int32, String) = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try MailProgram.run(words, input: bytes) })
            }
        }
        return try Self.judge(code, said, now: now())
    }

    /// Decides on the exit code (sysexits).
    static func judge(_ code: Int32, _ said: String, now: Instant) throws(AllianceError) -> Delivery {
        let line = said.split(whereSeparator: \.isNewline).first.map { ": \($0.prefix(300))" } ?? ""
        switch code {
        case 0: return Delivery(.accepted, receipt: "250 taken by the local mail program", time: now)
        case 69, 71, 74, 75:
            throw AllianceError(
                "transport.mail.temporary", "the mail program refuses for now (exit code \(code))\(line)",
                hint: "try again later", exit: .busy)
        case 128...: return Delivery(.unknown, receipt: "the mail program was ended (\(code))\(line)", time: now)
        default: return Delivery(.refused, receipt: "exit code \(code)\(line)", time: now)
        }
    }
}

/// Runs the program: a child with the message on its standard input and what it says on standard error kept.
private enum MailProgram {
    static func run(_ words: [String], input: [UInt8]) throws -> (Int32, String) {
        // Sockets instead of pipes: writing to a program that has died is then an error and not a signal.
        var given: [Int32] = [0, 0]
        var told: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &given) == 0 else { throw failure(words[0], errno) }
        guard unsafe socketpair(AF_UNIX, kind, 0, &told) == 0 else {
            let code = errno
            given.forEach { close($0) }
            throw failure(words[0], code)
        }
        defer { close(told[0]) }
        let child: pid_t
        do {
            defer {
                close(given[1])
                close(told[1])
            }
            child = try spawn(words, input: given[1], errors: told[1])
        } catch {
            close(given[0])
            throw error
        }
        let isWhole = send(input, to: given[0])
        close(given[0])
        let said = readAll(told[0])
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let code = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + (status & 0x7f)
        // A program that reports success without having read everything has not taken the message.
        return (code == 0 && !isWhole ? 75 : code, said)
    }

    private static func spawn(_ words: [String], input: Int32, errors: Int32) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = unsafe [
            strdup("LC_ALL=C"), strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), nil,
        ]
        var child: pid_t = 0
        let failed = unsafe posix_spawn(&child, words[0], &actions, nil, &arguments, &environment)
        _ = unsafe posix_spawn_file_actions_destroy(&actions)
        unsafe (arguments + environment).forEach { unsafe free($0) }
        guard failed == 0 else { throw failure(words[0], failed) }
        return child
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { space in
            var done = 0
            while done < space.count {
                let count = unsafe Glibc.send(
                    socket, space.baseAddress! + done, min(65536, space.count - done), Int32(MSG_NOSIGNAL))
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                done += count
            }
            return true
        }
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            if bytes.count < 65536 { bytes += buffer.prefix(count) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func failure(_ path: String, _ code: Int32) -> AllianceError {
        Files.failure("transport.mail.program", "cannot run \(path)", code, exit: .unavailable)
    }
}

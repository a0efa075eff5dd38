import AllianceKit
import Glibc

/// Runs a program that reads standard input and says what is wrong on standard error.
enum ChildProcess {
    /// The path of a program on the PATH of the surroundings, or nil.
    static func find(_ name: String, _ surroundings: Surroundings) -> String? {
        let folders = (surroundings.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { (file: String) in unsafe access(file, X_OK) == 0 }
    }

    /// Runs it to its end: the exit code (or 128 and a signal's number) and the first 64 KiB of standard error.
    static func run(_ path: String, _ words: [String], input: [UInt8]) throws -> (code: Int32, errors: String) {
        // Sockets instead of pipes: sending to a program that has died is then an error and not a signal.
        let ends = try pair(path)
        let told: [Int32]
        do { told = try pair(path) } catch {
            ends.forEach { close($0) }
            throw error
        }
        let child: pid_t
        do {
            defer {
                close(ends[1])
                close(told[1])
            }
            child = try spawn(path, words, input: ends[1], errors: told[1])
        } catch {
            close(ends[0])
            close(told[0])
            throw error
        }
        let sent = send(input, to: ends[0])
        close(ends[0])
        let errors = readAll(told[0])
        close(told[0])
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let code = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + (status & 0x7f)
        return (code == 0 && !sent ? 1 : code, errors)
    }

    private static func pair(_ path: String) throws -> [Int32] {
        var ends: [Int32] = [0, 0]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
        else { throw failure(path, errno) }
        return ends
    }

    private static func spawn(_ path: String, _ words: [String], input: Int32, errors: Int32) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("LC_ALL=C"), nil]
        var child: pid_t = 0
        let failed = unsafe posix_spawn(&child, path, &actions, nil, &arguments, &environment)
        _ = unsafe posix_spawn_file_actions_destroy(&actions)
        unsafe (arguments + environment).forEach { unsafe free($0) }
        guard failed == 0 else { throw failure(path, failed) }
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
        Files.failure("referrals.command.failed", "cannot run \(path)", code, exit: .inputOutput)
    }
}

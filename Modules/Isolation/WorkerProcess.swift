import AllianceKit
import CIsolation
import Glibc

/// A running worker as its parent sees it. Used by one thread at a time.
final class WorkerProcess {
    private let process: pid_t
    private let channel: WorkerChannel
    private let log: Int32
    private var reaped = false
    /// Which generation of the parent's shared memory it has.
    var generation = 0
    /// Items it has been given.
    var items = 0
    /// The measures that hold in it; nil until it said so.
    private(set) var lockDown: LockDown?

    private static let logSize = 4096
    /// Seconds until a fresh worker must have locked itself down, on however busy a machine.
    private static let startSeconds = 30

    /// Starts a worker and tells it its limits; returns before it is ready.
    init(_ program: WorkerProgram, task: String, limits: WorkerLimits) throws(AllianceError) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.failure(program, errno) }
        var memory: Int32 = -1
        let made = unsafe ciso_log(Self.logSize, &memory)
        guard made == 0 else {
            for end in ends { close(end) }
            throw Self.failure(program, -made)
        }
        let spawned = Self.spawn(program, task, socket: ends[1], log: memory)
        close(ends[1])
        guard spawned.failure == 0 else {
            close(ends[0])
            close(memory)
            throw Self.failure(program, spawned.failure)
        }
        process = spawned.process
        channel = WorkerChannel(socket: ends[0])
        log = memory
        do {
            try channel.send(WorkerChannel.Message(kind: .start, body: try JSONBytes.encode(limits)))
        } catch {
            // It is gone already; the first item finds out why.
        }
    }

    deinit {
        close(channel.socket)
        if !reaped { _ = end() }
        close(log)
    }

    /// Waits until it has locked itself down.
    func ready() throws(AllianceError) -> LockDown {
        if let lockDown { return lockDown }
        let message = try receive(MonotonicTime(secondsFromNow: Self.startSeconds), seconds: Self.startSeconds)
        guard message.kind == .start, let report = try? JSONBytes.decode(LockDown.self, from: message.body) else {
            throw message.kind == .error ? WorkerError.decode(message.body) : WorkerError.malformed
        }
        lockDown = report
        return report
    }

    /// Gives it an item and waits for the answer.
    func perform(_ message: WorkerChannel.Message) throws(AllianceError) -> WorkerChannel.Message {
        _ = try ready()
        items += 1
        // A little more than the worker's own watch, which names the cause as well.
        let deadline = MonotonicTime(secondsFromNow: message.seconds + 1)
        do { try channel.send(message) } catch { throw died(seconds: message.seconds) }
        return try receive(deadline, seconds: message.seconds)
    }

    private func receive(_ deadline: MonotonicTime, seconds: Int) throws(AllianceError) -> WorkerChannel.Message {
        do {
            if let message = try channel.receive(until: deadline) { return message }
        } catch .late {
            _ = end()
            throw WorkerError.timeout(seconds)
        } catch .malformed {
            _ = end()
            throw WorkerError.malformed
        } catch {}
        throw died(seconds: seconds)
    }

    private func died(seconds: Int) -> AllianceError {
        // Its end of the socket is closed, so it is dead or about to be; the signal that ended it came before ours.
        WorkerError.death(status: end(), log: text, seconds: seconds)
    }

    /// Ends it and returns its status.
    private func end() -> Int32 {
        var status: Int32 = 0
        guard !reaped else { return status }
        reaped = true
        // A process that is dying by itself keeps its own cause of death for a moment; a hanging one gets ours.
        for _ in 0..<2 {
            let got = unsafe waitpid(process, &status, WNOHANG)
            if got == process { return status }
            usleep(1000)
        }
        kill(process, SIGKILL)
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    /// What it said on standard error since its last item began.
    private var text: String {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.logSize) { space, count in
            count = max(0, unsafe pread(log, space.baseAddress, Self.logSize, 0))
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func spawn(
        _ program: WorkerProgram, _ task: String, socket: Int32, log: Int32
    ) -> (process: pid_t, failure: Int32) {
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, log, 2)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, socket, WorkerService.descriptor)
        // Crashes are reported by their signal; nothing of the user's environment is the worker's business.
        var variables = ["SWIFT_BACKTRACE=enable=no", "LC_ALL=C"]
        if let path = unsafe getenv("LD_LIBRARY_PATH") {
            variables.append("LD_LIBRARY_PATH=" + (unsafe String(cString: path)))
        }
        let words = [program.executable] + program.words + [task]
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = unsafe variables.map { unsafe strdup($0) } + [nil]
        // Signals do what they do by default: a blocked or ignored one of ours would hide how a worker died.
        var attributes = posix_spawnattr_t()
        var signals = sigset_t()
        _ = unsafe posix_spawnattr_init(&attributes)
        _ = unsafe sigemptyset(&signals)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        _ = unsafe sigfillset(&signals)
        _ = unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var child: pid_t = 0
        let failed = unsafe posix_spawn(
            &child, program.executable, &actions, &attributes, &arguments, &environment)
        _ = unsafe posix_spawn_file_actions_destroy(&actions)
        _ = unsafe posix_spawnattr_destroy(&attributes)
        unsafe (arguments + environment).forEach { unsafe free($0) }
        return (child, failed)
    }

    private static func failure(_ program: WorkerProgram, _ code: Int32) -> AllianceError {
        Files.failure(
            "isolation.start", "the worker \(program.executable) cannot be started", code, exit: .unavailable)
    }
}

import AllianceKit
import Cryptography
import Glibc
import Isolation
import Ledger
import Storage

/// A writer to be killed: `alliance-torture write FILE WRITER FROM COUNT [FILE-LIMIT]` prints `ack N` after each operation is durable;
/// `alliance-torture check FILE WRITER ACKNOWLEDGED` says what is wrong afterwards and exits 1, or prints `clean`. And a worker that
/// misbehaves: `alliance-torture worker torture`, started by tests instead of `alliance hashing worker`.
@main struct Torture {
    static func main() {
        let words = CommandLine.arguments
        do {
            if words.count >= 3, words[words.count - 2] == "worker" {
                return try WorkerService.run(words[words.count - 1], among: [TortureTask.self, FragilePicture.self])
            }
            guard words.count >= 5, let first = Int(words[4]) else { return usage() }
            switch words[1] {
            case "write": try write(words[2], words[3], from: first, Array(words.dropFirst(5)))
            case "check": try check(words[2], words[3], acknowledged: first)
            default: usage()
            }
        } catch let error as AllianceError {
            say("failed \(error.code) \(error)")
            exit(error.exitCode.rawValue)
        } catch {
            say("failed \(error)")
            exit(ExitCode.bug.rawValue)
        }
    }

    private static func open(_ path: String) throws -> SQLiteStore {
        try SQLiteStore(
            path: path, recordTypes: [TortureRecord.self, TortureCounter.self],
            eventLog: TransparencyLog(randomBytes: SystemRandom.bytes),
            clock: { Instant(milliseconds: 1_790_000_000_000) },
            access: .create)
    }

    private static func write(_ path: String, _ writer: String, from first: Int, _ rest: [String]) throws {
        if rest.count > 1, let limit = UInt(rest[1]) {
            // A full disk in small: writes beyond this size of a file fail with EFBIG instead of a signal.
            signal(SIGXFSZ, SIG_IGN)
            var bound = rlimit(rlim_cur: limit, rlim_max: limit)
            guard unsafe setrlimit(__rlimit_resource_t(1), &bound) == 0 else {
                throw Files.failure("torture.limit", "cannot limit files", errno)
            }
        }
        let operations = Operations(store: try open(path), writer: writer)
        let count = rest.first.flatMap { Int($0) } ?? Int.max
        var number = first
        while number < first + count {
            try operations.perform(number)
            say("ack \(number)")
            number += 1
        }
    }

    private static func check(_ path: String, _ writer: String, acknowledged: Int) throws {
        let store = try open(path)
        var problems = try Operations(store: store, writer: writer).problems(acknowledged: acknowledged)
        problems += try store.verify().damages.map { "\($0.error)" }
        for problem in problems { say(problem) }
        if problems.isEmpty { say("clean") } else { exit(ExitCode.partial.rawValue) }
    }

    private static func usage() {
        say("alliance-torture write FILE WRITER FROM COUNT [FILE-LIMIT] | check FILE WRITER ACKNOWLEDGED")
        exit(ExitCode.usage.rawValue)
    }

    private static func say(_ text: String) {
        try? Files.writeAll(Array((text + "\n").utf8), to: 1, name: "standard output")
    }
}

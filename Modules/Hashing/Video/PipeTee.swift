import AllianceKit
import Dispatch
import Glibc

/// Passes a pipe's bytes on through another pipe and lets somebody see them on the way.
///
/// So the digests of what a worker decodes are computed by the process that trusts itself, from the same bytes.
enum PipeTee {
    /// Calls `body` with the reading end of a new pipe that gives `read` and then what `descriptor` gives. `seen` is told of every byte before
    /// it is passed on, on another thread, and no longer once this returns. When the body closes its end early, the rest stays unread.
    static func run<Result>(
        _ descriptor: Int32, read: [UInt8], seen: ([UInt8]) -> Void, _ body: (Int32) throws -> Result
    ) throws -> Result {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw Files.failure("file.pipe", "there is no pipe for the video", errno, exit: .unavailable)
        }
        let (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return try withoutActuallyEscaping(seen) { seen in
            let pump = Pump(descriptor: descriptor, writing: writing, start: read, seen: seen)
            let done = DispatchSemaphore(value: 0)
            DispatchQueue.global().async {
                pump.run()
                done.signal()
            }
            // The pump ends when nobody can read any more, so the reading end is closed before it is waited for.
            defer {
                close(reading)
                done.wait()
            }
            return try body(reading)
        }
    }

    /// The work of the other thread; the caller waits for its end before it touches anything of it.
    private struct Pump: @unchecked Sendable {
        let descriptor: Int32
        let writing: Int32
        let start: [UInt8]
        let seen: ([UInt8]) -> Void

        func run() {
            // A reader that went away is an error of the write here, not a signal to the process.
            var blocked = sigset_t()
            var before = sigset_t()
            unsafe sigemptyset(&blocked)
            unsafe sigaddset(&blocked, SIGPIPE)
            unsafe pthread_sigmask(SIG_BLOCK, &blocked, &before)
            defer {
                close(writing)
                var none = timespec()
                _ = unsafe sigtimedwait(&blocked, nil, &none)
                unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
            }
            var chunk = start
            while true {
                if !chunk.isEmpty {
                    seen(chunk)
                    guard (try? Files.writeAll(chunk, to: writing, name: "a pipe")) != nil else { return }
                }
                chunk = next()
                if chunk.isEmpty { return }
            }
        }

        /// Up to 64 KiB; nothing at the end, and at an error, which whoever reads the rest meets too.
        private func next() -> [UInt8] {
            let size = 1 << 16
            return unsafe [UInt8](unsafeUninitializedCapacity: size) { space, count in
                var got: Int
                repeat { got = unsafe Glibc.read(descriptor, space.baseAddress, size) } while got < 0 && errno == EINTR
                count = max(0, got)
            }
        }
    }
}

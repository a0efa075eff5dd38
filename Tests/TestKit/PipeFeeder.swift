import Foundation

/// A pipe that another thread fills, for code that reads descriptors.
public enum PipeFeeder {
    /// Calls `body` with the reading end while the bytes are written into the other; both are closed afterwards. A reader that
    /// stops early does no harm.
    public static func feed<Result>(_ bytes: [UInt8], _ body: (Int32) throws -> Result) throws -> Result {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        let (reading, writing) = (ends[0], ends[1])
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            // A reader that closed its end is an error of the write, not a signal.
            var blocked = sigset_t()
            unsafe sigemptyset(&blocked)
            unsafe sigaddset(&blocked, SIGPIPE)
            unsafe pthread_sigmask(SIG_BLOCK, &blocked, nil)
            var place = 0
            while place < bytes.count {
                let count = unsafe bytes[place...].withUnsafeBytes { unsafe write(writing, $0.baseAddress, $0.count) }
                if count <= 0 { break }
                place += count
            }
            close(writing)
            done.signal()
        }
        defer {
            close(reading)
            done.wait()
        }
        return try body(reading)
    }
}

import AllianceKit
import CIsolation
import Glibc

/// An item's bytes in memory that a worker can read and only this process can write.
///
/// It grows by being replaced: the memory is sealed, so that a worker that was taken over can neither change the bytes of an item nor cut
/// the memory short under the caller.
@safe public final class SharedBytes {
    /// How many bytes the item has so far.
    public private(set) var count = 0
    /// The memory and its size; nil before the first byte.
    private(set) var memory: (descriptor: Int32, size: Int)?
    /// Changes whenever the memory is replaced.
    private(set) var generation = 0
    private var start: UnsafeMutableRawPointer?

    init() {}

    deinit { release() }

    /// Forgets the item; the memory stays for the next one.
    public func removeAll() { count = 0 }

    /// Adds bytes to the item. Throws `isolation.shared-memory` when the system gives no memory.
    public func append(_ bytes: [UInt8]) throws {
        let needed = count + bytes.count
        if needed > memory?.size ?? 0 { try grow(to: needed) }
        guard let start = unsafe start, !bytes.isEmpty else { return }
        unsafe bytes.withUnsafeBytes { space in
            unsafe (start + count).copyMemory(from: space.baseAddress!, byteCount: space.count)
        }
        count = needed
    }

    /// The item's bytes.
    public func withBytes<Result>(_ body: (RawSpan) throws -> Result) rethrows -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: start, count: count).bytes)
    }

    private func grow(to needed: Int) throws {
        let pages = 1 << 16
        let size = max((needed + pages - 1) / pages * pages, (memory?.size ?? 0) * 2)
        var descriptor: Int32 = -1
        var fresh: UnsafeMutableRawPointer?
        let failed = unsafe ciso_share(size, &descriptor, &fresh)
        guard failed == 0, let fresh = unsafe fresh else {
            throw Files.failure(
                "isolation.shared-memory", "there is no shared memory for \(size) bytes", -failed, exit: .unavailable)
        }
        if let start = unsafe start { unsafe fresh.copyMemory(from: start, byteCount: count) }
        release()
        memory = (descriptor, size)
        unsafe start = unsafe fresh
        generation += 1
    }

    private func release() {
        if let memory {
            close(memory.descriptor)
            unsafe ciso_unmap(start, memory.size)
        }
        memory = nil
        unsafe start = nil
    }
}

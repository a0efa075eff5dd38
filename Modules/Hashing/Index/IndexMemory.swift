import AllianceKit
import Glibc

/// A stretch of memory that an index lives in: made for it, or a file mapped for reading. Freed with the last user.
@safe final class IndexMemory: @unchecked Sendable {
    /// Where it starts; at a page.
    let base: UnsafeMutableRawPointer
    /// Its length in bytes.
    let count: Int
    private let reserved: Int

    /// Zeroed memory in pages as large as the system gives: look-ups touch thousands of places that have nothing to do with each other.
    init(count: Int) throws {
        reserved = max(1, count)
        let start = unsafe mmap(nil, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start = unsafe start, unsafe start != MAP_FAILED else {
            throw AllianceError("hashing.index.memory", "there is no memory for \(count) bytes of index", exit: .busy)
        }
        unsafe madvise(start, reserved, MADV_HUGEPAGE)
        unsafe base = start
        self.count = count
    }

    /// Maps an open file for reading; `IndexPages` sees to it that only what is as it was written is read.
    init(mapping descriptor: Int32, count: Int, path: String) throws {
        reserved = max(1, count)
        let start = unsafe mmap(nil, reserved, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let start = unsafe start, unsafe start != MAP_FAILED else {
            throw Files.failure("hashing.index.map", "the index cannot be mapped", errno, at: path)
        }
        unsafe madvise(start, reserved, MADV_HUGEPAGE)
        unsafe base = start
        self.count = count
    }

    deinit { unsafe munmap(base, reserved) }

    /// The bytes from a place on; the caller has checked that they are there.
    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        precondition(0 <= range.lowerBound && range.upperBound <= count)
        return unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }
}

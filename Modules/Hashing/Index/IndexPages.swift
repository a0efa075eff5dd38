import AllianceKit
import CKernels
import Cryptography
import Glibc

/// An index file that is mapped, and the checksums of its pages: what is looked at was compared with them, at the latest when it is first
/// touched. Opening reads the head and the checksums and nothing else.
///
/// Nobody writes into an index: a new one takes the name of the old. Somebody who does it all the same (`cp`, `truncate`, a broken disk)
/// changes what is mapped under whoever searches. So a page that is gone is an error and no fault of the process, and after each search
/// the file's time and length are looked at again.
@safe final class IndexPages: @unchecked Sendable {
    /// Bytes of a page.
    static let size = Int(CK_PAGE)

    /// The file's name.
    let path: String
    /// What the head says.
    let file: IndexFile
    /// The mapping.
    let memory: IndexMemory
    /// As the kernels take it.
    let pages: UnsafeMutablePointer<ck_pages>

    private let descriptor: Int32
    private let opened: stat
    private let sums: IndexMemory
    private let checked: IndexMemory

    /// Maps a file. Throws `hashing.index.missing`, `.version`, `.damaged` or `.open`.
    init(path: String) throws {
        self.path = path
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw IndexFault.missing(path) }
            throw Files.failure("hashing.index.open", "the index cannot be opened", errno, at: path)
        }
        do {
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw AllianceError("hashing.index.open", "not a file", at: SourcePlace(file: path))
            }
            let length = Int(status.st_size)
            let head = try Self.read(descriptor, 0..<min(IndexFile.headSize, length), path)
            file = try IndexFile(head: head, fileLength: length, path: path)
            guard let table = file.section(.sums) else { throw IndexFault.damaged(path, "the index has no checksums") }
            let bytes = try Self.read(descriptor, table.offset..<table.offset + table.length, path)
            guard SHA256Hasher().hash(bytes).bytes == file.digest.bytes else {
                throw IndexFault.damaged(path, "the checksums of the index do not have their digest")
            }
            sums = try IndexMemory(count: bytes.count)
            let target = unsafe sums.base
            unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
            checked = try IndexMemory(count: (bytes.count / 4 + 63) / 64 * 8)
            memory = try IndexMemory(mapping: descriptor, count: length, path: path)
            opened = status
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        ck_pages_prepare()
        unsafe pages = UnsafeMutablePointer.allocate(capacity: 1)
        unsafe pages.initialize(
            to: ck_pages(
                base: UnsafePointer(memory.base.assumingMemoryBound(to: UInt8.self)), count: sums.count / 4,
                sums: UnsafePointer(sums.base.assumingMemoryBound(to: UInt32.self)),
                checked: checked.base.assumingMemoryBound(to: UInt64.self)))
    }

    deinit {
        unsafe pages.deallocate()
        close(descriptor)
    }

    private static func read(_ descriptor: Int32, _ range: Range<Int>, _ path: String) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { space in
                unsafe pread(descriptor, space.baseAddress! + done, space.count - done, off_t(range.lowerBound + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Files.failure("hashing.index.open", "the index cannot be read", errno, at: path)
            }
            guard count > 0 else { throw IndexFault.damaged(path, "the index ends too early") }
            done += count
        }
        return bytes
    }

    /// Throws `hashing.index.damaged` for an answer of the kernels that is none.
    func require(_ outcome: Int) throws {
        switch outcome {
        case CK_PAGES_GOOD: return
        case CK_PAGES_LOST: throw IndexFault.changed(path)
        default: throw IndexFault.damaged(path, "the index is not as it was written")
        }
    }

    /// Compares the pages of a stretch with their checksums, unless they were compared before.
    func check(_ range: Range<Int>, again: Bool = false) throws {
        try require(unsafe Int(ck_pages_check(pages, range.lowerBound, range.count, again ? 1 : 0)))
    }

    /// The same of a section that is searched.
    func check(of section: UnsafePointer<UInt64>, count: Int) throws {
        let start = unsafe UnsafeRawPointer(section) - UnsafeRawPointer(memory.base)
        try check(start..<start + count)
    }

    /// The bytes of a stretch, checked.
    func bytes(_ range: Range<Int>) throws -> [UInt8] {
        guard 0 <= range.lowerBound, range.upperBound <= memory.count else {
            throw IndexFault.damaged(path, "a number of the index leads out of it")
        }
        var bytes = [UInt8](repeating: 0, count: range.count)
        try require(unsafe Int(ck_pages_copy(pages, range.lowerBound, range.count, &bytes)))
        return bytes
    }

    /// Throws when the file was written to since it was opened. Asked after a search: what was found before is then worth nothing.
    func requireUnchanged() throws {
        var now = stat()
        guard unsafe fstat(descriptor, &now) == 0, now.st_size == opened.st_size,
            now.st_mtim.tv_sec == opened.st_mtim.tv_sec, now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
        else { throw IndexFault.changed(path) }
    }
}

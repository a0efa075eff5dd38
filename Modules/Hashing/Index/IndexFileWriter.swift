import AllianceKit
import CKernels
import Cryptography
import Glibc

/// Writes an index file beside its place and moves it there when it is whole: whoever has the old one mapped keeps it, whoever opens the
/// name gets the old one or the new one, never a part.
struct IndexFileWriter: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var position = IndexFile.headSize
    private var sections: [IndexFile.Section] = []
    /// Checksums of the pages that are written, and of the one that has been begun.
    private var sums = LittleEndianBytes()
    private var sum: UInt32 = 0
    private var isFinished = false

    /// Starts a file.
    init(path: String) throws {
        self.path = path
        temporary = "\(path).tmp-\(getpid())"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else {
            throw Files.failure("file.create", "cannot create \(path)", errno, exit: .cannotWrite)
        }
        guard lseek(descriptor, off_t(position), SEEK_SET) == off_t(position) else {
            throw Files.failure("file.write", "cannot write \(path)", errno)
        }
        // The head has a digest of its own.
        sums.put(UInt32(0))
    }

    deinit {
        close(descriptor)
        if !isFinished { unsafe unlink(temporary) }
    }

    /// Writes a section.
    mutating func add(_ kind: IndexFile.Kind, _ parameter: Int = 0, _ bytes: UnsafeRawBufferPointer) throws {
        try pad(to: IndexFile.alignment)
        sections.append(
            IndexFile.Section(
                kind: kind.rawValue, parameter: UInt32(parameter), offset: position, length: bytes.count))
        try unsafe write(bytes)
    }

    /// Writes a section of bytes.
    mutating func add(_ kind: IndexFile.Kind, _ parameter: Int = 0, _ bytes: [UInt8]) throws {
        try unsafe bytes.withUnsafeBytes { try unsafe add(kind, parameter, $0) }
    }

    private mutating func pad(to alignment: Int) throws {
        let padding = -position & (alignment - 1)
        try unsafe [UInt8](repeating: 0, count: padding).withUnsafeBytes { try unsafe write($0) }
    }

    /// In pieces, so that a piece is still in the cache when its checksums are taken.
    private mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let piece = unsafe UnsafeRawBufferPointer(rebasing: bytes[done..<min(done + 1 << 18, bytes.count)])
            let count = unsafe Glibc.write(descriptor, piece.baseAddress!, piece.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Files.failure("file.write", "cannot write \(path)", errno)
            }
            unsafe summarise(UnsafeRawBufferPointer(rebasing: piece[..<count]))
            done += count
        }
    }

    private mutating func summarise(_ bytes: UnsafeRawBufferPointer) {
        var done = 0
        while done < bytes.count {
            let count = min(IndexPages.size - position % IndexPages.size, bytes.count - done)
            sum = unsafe ck_crc32c(sum, bytes.baseAddress! + done, count)
            done += count
            position += count
            if position % IndexPages.size == 0 {
                sums.put(sum)
                sum = 0
            }
        }
    }

    /// Writes the head, waits for the disk, and moves the file to its place.
    mutating func finish(_ file: IndexFile) throws -> IndexFile {
        var file = file
        try pad(to: IndexPages.size)
        let table = sums.bytes
        try add(.sums, 0, table)
        file.sections = sections
        file.length = position
        file.digest = SHA256Hasher().hash(table)
        guard lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw Files.failure("file.write", "cannot write \(path)", errno)
        }
        try Files.writeAll(file.head, to: descriptor, name: path)
        guard fsync(descriptor) == 0 else { throw Files.failure("file.sync", "cannot write \(path)", errno) }
        guard unsafe rename(temporary, path) == 0 else {
            throw Files.failure("file.rename", "cannot write \(path)", errno, exit: .cannotWrite)
        }
        isFinished = true
        return file
    }
}

import AllianceKit
import Cryptography
import Glibc

/// A file that is written piece by piece and appears whole: beside its name first, then renamed. Counts and digests what goes through.
final class BlockListFile: ByteSink {
    /// Where it will be.
    let path: String
    /// Bytes so far.
    private(set) var count = 0
    private let temporary: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var digester: MultiDigester? = MultiDigester([.sha256])

    init(path: String) throws {
        self.path = path
        temporary = "\(path).tmp-\(getpid())"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else {
            throw Files.failure("file.create", "cannot create \(path)", errno, exit: .cannotWrite)
        }
        buffer.reserveCapacity(1 << 16)
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unsafe unlink(temporary)
        }
    }

    func write(_ bytes: some Sequence<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Puts the file in its place and says what it holds.
    func finish() throws -> (bytes: Int, digest: Digest) {
        try flush()
        guard fsync(descriptor) == 0 else { throw Files.failure("file.sync", "cannot write \(path)", errno) }
        close(descriptor)
        descriptor = -1
        guard unsafe rename(temporary, path) == 0 else {
            let code = errno
            unsafe unlink(temporary)
            throw Files.failure("file.rename", "cannot write \(path)", code, exit: .cannotWrite)
        }
        guard let digest = digester.take()?.finish().first else { preconditionFailure("a file is finished once") }
        return (count, digest)
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        try Files.writeAll(buffer, to: descriptor, name: path)
        digester?.update(buffer)
        count += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}

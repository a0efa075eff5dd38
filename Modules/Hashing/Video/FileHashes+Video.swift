import AllianceKit
import Cryptography
import Glibc
import Imaging

extension FileHashes {
    /// Computes the digests and the frame hashes of a video behind a descriptor. Whatever the bytes are, digests are given; what is wrong with the
    /// video is in `pictureError`.
    ///
    /// A pipe is read once, frames and digests from the same bytes; `read` are those that were taken from it already. A file is read a second time
    /// for its digests, from the page cache as a rule. Throws when it cannot be read.
    public static func computeVideo(
        _ descriptor: Int32, read: [UInt8] = [], algorithms: HashAlgorithms = .all,
        options: VideoHashOptions = VideoHashOptions()
    ) throws -> FileHashes {
        try computeVideo(descriptor, read: read, algorithms: algorithms, limit: options.limits.bytes) {
            try VideoHashes.compute($0, options: options)
        }
    }

    /// The same, with the frames hashed by `decode`.
    static func computeVideo(
        _ descriptor: Int32, read: [UInt8], algorithms: HashAlgorithms, limit: Int,
        decode: (VideoSource) throws -> VideoHashes
    ) throws -> FileHashes {
        let tap = DigestTap(algorithms)
        let isFile = isRegular(descriptor)
        var hashes = FileHashes()
        do {
            let source: VideoSource =
                isFile ? .descriptor(descriptor) : .pipe(descriptor, read: read) { tap.take($0) }
            hashes.set(try decode(source))
        } catch let error as AllianceError {
            hashes.pictureError = error
        }
        // What the decoder did not ask for: of a file all, of a pipe the rest.
        if !isFile, tap.count < read.count { tap.take(Array(read[tap.count...])) }
        try rest(descriptor, isFile: isFile, limit: limit, into: tap)
        hashes.byteCount = tap.count
        hashes.digests = tap.finish()
        return hashes
    }

    /// Takes the frames, the size, and what is wrong.
    mutating func set(_ found: VideoHashes) {
        video = found
        width = found.info?.width
        height = found.info?.height
        pictureError = found.fault
    }

    private static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func rest(_ descriptor: Int32, isFile: Bool, limit: Int, into tap: DigestTap) throws {
        while tap.count <= limit {
            var fault: Int32 = 0
            let size = 1 << 16
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: size) { space, count in
                var got: Int
                repeat {
                    got =
                        isFile
                        ? unsafe pread(descriptor, space.baseAddress, size, tap.count)
                        : unsafe Glibc.read(descriptor, space.baseAddress, size)
                } while got < 0 && errno == EINTR
                if got < 0 { fault = errno }
                count = max(0, got)
            }
            if fault != 0 { throw Files.failure("file.read", "the video cannot be read", fault) }
            if chunk.isEmpty { return }
            tap.take(chunk)
        }
        throw AllianceError("imaging.bytes.too-many", "the video has more than \(limit) bytes")
    }
}

/// Counts and digests bytes on their way into the decoder.
private final class DigestTap {
    private var digester: MultiDigester?
    private(set) var count = 0

    init(_ algorithms: HashAlgorithms) { digester = MultiDigester(algorithms.algorithms.compactMap(\.digest)) }

    func take(_ bytes: [UInt8]) {
        digester?.update(bytes)
        count += bytes.count
    }

    func finish() -> [Digest] { digester.take()?.finish() ?? [] }
}

public import AllianceKit
import Cryptography
import Imaging

/// The hashes of one file, computed in one pass over its bytes.
///
///     let hashes = FileHashes.compute(bytes)
///     hashes.hex(.sha256)       // the digest
///     hashes.pdq?.hex           // the perceptual hash, if the bytes are a picture
///     hashes.pictureError       // why not, if they are not
public struct FileHashes: Sendable, Hashable {
    /// Length of the file.
    public var byteCount: Int
    /// Pixels across, of a picture that was decoded.
    public var width: Int?
    /// Pixels down.
    public var height: Int?
    /// The digests asked for.
    public var digests: [Digest]
    /// The perceptual hash, if it was asked for and the picture could be decoded.
    public var pdq: PDQHash?
    /// The hashes of all eight orientations, if they were asked for.
    public var dihedral: PDQDihedral?
    /// The hashes of a video's frames, if it is a video and they were asked for.
    public var video: VideoHashes?
    /// The part of the picture that was hashed, if borders were to be removed; the whole picture when it has none.
    public var unletterboxed: PictureBox?
    /// Why there is no perceptual hash although it was asked for, or not all of a video.
    public var pictureError: AllianceError?

    /// Hashes of nothing yet.
    public init(byteCount: Int = 0, digests: [Digest] = [], pdq: PDQHash? = nil) {
        self.byteCount = byteCount
        self.digests = digests
        self.pdq = pdq
    }

    /// The digest of an algorithm, if it was asked for.
    public func digest(_ algorithm: DigestAlgorithm) -> Digest? { digests.first { $0.algorithm == algorithm } }

    /// The lower-case hexadecimal digits of a hash, if there is one.
    public func hex(_ algorithm: HashAlgorithm) -> String? {
        guard let kind = algorithm.digest else { return pdq?.hex }
        return digest(kind)?.hex
    }

    /// Computes the hashes of bytes in memory. Whatever the bytes are, digests are given.
    public static func compute(
        _ bytes: [UInt8], options: HashOptions = HashOptions()
    ) -> FileHashes {
        var digester = MultiDigester(options.algorithms.algorithms.compactMap(\.digest))
        digester.update(bytes)
        var hashes = FileHashes(byteCount: bytes.count, digests: digester.finish())
        if options.algorithms.algorithms.contains(.pdq) { hashes.decode(bytes, options) }
        return hashes
    }

    /// Computes the hashes of a file while it is read. A file too large for a picture is not kept in memory; its digests are given all
    /// the same. Throws when it cannot be read.
    public static func compute(
        _ file: inout InputFile, options: HashOptions = HashOptions()
    ) throws -> FileHashes {
        var digester = MultiDigester(options.algorithms.algorithms.compactMap(\.digest))
        let limits = options.limits
        let wantsPicture = options.algorithms.algorithms.contains(.pdq)
        var kept: [UInt8] = []
        var count = 0
        while let chunk = try file.nextChunk() {
            digester.update(chunk)
            count += chunk.count
            if wantsPicture, count <= limits.bytes { kept.append(contentsOf: chunk) } else { kept = [] }
        }
        var hashes = FileHashes(byteCount: count, digests: digester.finish())
        guard wantsPicture else { return hashes }
        if count <= limits.bytes {
            hashes.decode(kept, options)
        } else {
            hashes.pictureError = AllianceError(
                "imaging.bytes.too-many", "the file has \(count) bytes of \(limits.bytes) allowed for a picture")
        }
        return hashes
    }

    private mutating func decode(_ bytes: [UInt8], _ options: HashOptions) {
        do {
            take(try PictureHashes.compute(bytes, options: options))
        } catch {
            pictureError = error
        }
    }

    /// Takes over what a picture's pixels gave.
    mutating func take(_ picture: PictureHashes) {
        width = picture.width
        height = picture.height
        pdq = picture.pdq
        dihedral = picture.dihedral
        unletterboxed = picture.unletterboxed
    }
}

import AllianceKit
import Storage

/// A bundle as a row keeps it: the format byte (0 stored, 1 deflated), the length of the bundle as 32 bits big-endian, then the bytes
/// or a raw deflate stream.
final class BundleCodec {
    private let deflate = BlockDeflate()

    /// The most bytes of a bundle: 256 entries of 65,535 bytes and their lengths.
    private static let limit = Tile.width * (EntryBundle.entryLimit + 2)

    /// The row's bytes of a bundle.
    func pack(_ bundle: [UInt8]) -> [UInt8] {
        let length = (0..<4).map { UInt8(truncatingIfNeeded: bundle.count >> (24 - 8 * $0)) }
        if let packed = deflate.deflate(bundle), packed.count < bundle.count { return [1] + length + packed }
        return [0] + length + bundle
    }

    /// The bundle of a row's bytes; nil when they are damaged.
    func unpack(_ row: RawSpan) -> [UInt8]? {
        guard row.byteCount >= 5 else { return nil }
        let head = unsafe row.extracting(0..<5).withUnsafeBytes { unsafe Array($0) }
        let length = head[1...4].reduce(0) { $0 << 8 | Int($1) }
        let rest = row.extracting(5..<row.byteCount)
        guard length <= Self.limit else { return nil }
        switch head[0] {
        case 0: return rest.byteCount == length ? unsafe rest.withUnsafeBytes { unsafe Array($0) } : nil
        // Deflate cannot gain more than 1032 to 1, so a greater claim is damage and gets no memory.
        case 1: return length <= rest.byteCount * 1032 + 64 ? deflate.inflate(rest, count: length) : nil
        default: return nil
        }
    }
}

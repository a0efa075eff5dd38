import AllianceKit

/// Frame hashes as they travel from a worker: 41 bytes each.
enum PackedFrames {
    /// Number, thousandths of a second, quality, hash.
    static let size = 4 + 4 + 1 + 32

    static func pack(_ frames: [VideoFrameHash]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(frames.count * size)
        for frame in frames {
            append(UInt32(clamping: frame.frame), to: &bytes)
            append(UInt32(clamping: Int64((frame.timestamp * 1000).rounded())), to: &bytes)
            bytes.append(UInt8(clamping: frame.quality))
            bytes += frame.hash.bytes
        }
        return bytes
    }

    /// Nil unless the bytes are whole frames with a quality of 0 to 100.
    static func unpack(_ bytes: [UInt8]) -> [VideoFrameHash]? {
        guard bytes.count % size == 0 else { return nil }
        var frames: [VideoFrameHash] = []
        frames.reserveCapacity(bytes.count / size)
        for start in stride(from: 0, to: bytes.count, by: size) {
            guard bytes[start + 8] <= 100, let hash = Hash256(bytes: bytes[start + 9..<start + size]) else {
                return nil
            }
            frames.append(
                VideoFrameHash(
                    frame: Int(number(bytes, start)), hash: hash, quality: Int(bytes[start + 8]),
                    timestamp: Double(number(bytes, start + 4)) / 1000))
        }
        return frames
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func number(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}

import CZlib

/// CRC-32 (ISO 3309, as in zlib and gzip): finds damage, proves nothing against intent.
enum Checksum {
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { space in
            UInt32(truncatingIfNeeded: unsafe crc32_z(0, space.baseAddress, space.count))
        }
    }
}

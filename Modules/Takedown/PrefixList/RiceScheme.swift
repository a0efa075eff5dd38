/// Which numbers are Rice-coded, and with which parameters: one of the wire types of Safe Browsing.
public struct RiceScheme: Sendable, Hashable {
    /// Bits of a number: 32, 64, 128 or 256.
    public let bits: Int
    /// The parameters that the wire type allows.
    public let parameters: ClosedRange<Int>
    /// Whether prefixes are read with their least significant byte first.
    public let isLittleEndian: Bool

    /// Version 4's `RiceDeltaEncoding`: four-byte prefixes as little-endian numbers, and indices. Parameters 2 to 28.
    public static let v4 = RiceScheme(bits: 32, parameters: 2...28, isLittleEndian: true)
    /// Version 5's `RiceDeltaEncoded32Bit`, big-endian as all of version 5; parameters 3 to 30.
    public static let v5Bits32 = RiceScheme(bits: 32, parameters: 3...30, isLittleEndian: false)
    /// `RiceDeltaEncoded64Bit`; parameters 35 to 62.
    public static let v5Bits64 = RiceScheme(bits: 64, parameters: 35...62, isLittleEndian: false)
    /// `RiceDeltaEncoded128Bit`; parameters 99 to 126.
    public static let v5Bits128 = RiceScheme(bits: 128, parameters: 99...126, isLittleEndian: false)
    /// `RiceDeltaEncoded256Bit`; parameters 227 to 254.
    public static let v5Bits256 = RiceScheme(bits: 256, parameters: 227...254, isLittleEndian: false)

    /// The scheme of prefixes of so many bytes under an edition; nil where the edition has none: version 4 sends prefixes of more
    /// than four bytes as they are.
    public static func of(_ profile: ListProfile, prefixBytes: Int) -> RiceScheme? {
        switch (profile, prefixBytes) {
        case (.v4, 4): .v4
        case (.v5, 4): .v5Bits32
        case (.v5, 8): .v5Bits64
        case (.v5, 16): .v5Bits128
        case (.v5, 32): .v5Bits256
        default: nil
        }
    }

    /// Bytes of a number.
    public var byteCount: Int { bits / 8 }

    func number(_ bytes: some BidirectionalCollection<UInt8>) -> RiceNumber {
        isLittleEndian ? RiceNumber(littleEndian: bytes) : RiceNumber(bigEndian: bytes)
    }

    func bytes(_ number: RiceNumber) -> [UInt8] {
        let bytes = number.bytes(byteCount)
        return isLittleEndian ? bytes.reversed() : bytes
    }
}

import AllianceKit

/// A SHA-256 digest as a plain value of 32 bytes without an allocation, for trees of millions of hashes.
public struct SHA256Hash: Sendable, Hashable {
    // The digest's bytes as they lie in memory, eight to a word.
    var word0: UInt64 = 0
    var word1: UInt64 = 0
    var word2: UInt64 = 0
    var word3: UInt64 = 0

    /// 32 zero bytes.
    public init() {}

    /// Reads 32 bytes; nil unless there are exactly 32.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        unsafe withUnsafeMutableBytes(of: &self) { space in unsafe space.copyBytes(from: bytes) }
    }

    /// Reads the 32 bytes that start at `offset`; nil when there are fewer.
    public init?(_ bytes: [UInt8], at offset: Int) {
        guard offset >= 0, offset <= bytes.count - 32 else { return nil }
        self.init(bytes[offset..<(offset + 32)])
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { unsafe withUnsafeBytes(of: self) { space in unsafe Array(space) } }

    /// Appends the 32 bytes.
    public func append(to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: self) { space in unsafe bytes.append(contentsOf: space) }
    }
}

extension SHA256Hash: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { Hex.encode(bytes) }
}

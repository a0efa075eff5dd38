/// A 256-bit perceptual hash (PDQ and its like), compared by Hamming distance.
///
/// Bit `i` is bit `i % 64` of word `i / 64`. The text form is the reference's: 64 hexadecimal digits, the first of which holds
/// bits 255…252.
public struct Hash256: Sendable, Hashable {
    /// Bits 0…63.
    public var word0: UInt64
    /// Bits 64…127.
    public var word1: UInt64
    /// Bits 128…191.
    public var word2: UInt64
    /// Bits 192…255.
    public var word3: UInt64

    /// Makes a hash of its four words, lowest bits first.
    public init(word0: UInt64 = 0, word1: UInt64 = 0, word2: UInt64 = 0, word3: UInt64 = 0) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// The number of bits in which two hashes differ, 0…256.
    @inlinable public func distance(to other: Hash256) -> Int {
        (word0 ^ other.word0).nonzeroBitCount + (word1 ^ other.word1).nonzeroBitCount
            + (word2 ^ other.word2).nonzeroBitCount + (word3 ^ other.word3).nonzeroBitCount
    }

    /// Reads or sets one bit, 0…255.
    @inlinable public subscript(bit: Int) -> Bool {
        get {
            switch bit >> 6 {
            case 0: word0 >> UInt64(bit & 63) & 1 == 1
            case 1: word1 >> UInt64(bit & 63) & 1 == 1
            case 2: word2 >> UInt64(bit & 63) & 1 == 1
            default: word3 >> UInt64(bit & 63) & 1 == 1
            }
        }
        set {
            let mask: UInt64 = 1 << UInt64(bit & 63)
            switch bit >> 6 {
            case 0: word0 = newValue ? word0 | mask : word0 & ~mask
            case 1: word1 = newValue ? word1 | mask : word1 & ~mask
            case 2: word2 = newValue ? word2 | mask : word2 & ~mask
            default: word3 = newValue ? word3 | mask : word3 & ~mask
            }
        }
    }
}

extension Hash256 {
    /// The 32 bytes of the text form, most significant (bits 255…248) first.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(32)
        for word in [word3, word2, word1, word0] {
            for shift in stride(from: 56, through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return result
    }

    /// Reads 32 bytes, most significant first; nil unless there are exactly 32.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (place, byte) in bytes.enumerated() { words[3 - place / 8] = words[3 - place / 8] << 8 | UInt64(byte) }
        self.init(word0: words[0], word1: words[1], word2: words[2], word3: words[3])
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// Reads exactly 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some StringProtocol) {
        guard hex.utf8.count == 64, let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }
}

extension Hash256: CustomStringConvertible, Codable {
    /// The text form.
    public var description: String { hex }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let hash = Hash256(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a hash is 64 hexadecimal digits")
        }
        self = hash
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

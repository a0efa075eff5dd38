import AllianceKit

/// Hashes from hexadecimal digits as they lie in a file, without a `String` between: large lists are mostly hashes.
enum ListHex {
    /// The value of a digit of either case, or 255.
    @inline(__always) private static func value(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: byte &- 0x30
        case 0x61...0x66: byte &- 0x57
        case 0x41...0x46: byte &- 0x37
        default: 255
        }
    }

    /// A digest of exactly as many digits as the algorithm has; nil for anything else.
    static func digest(_ algorithm: DigestAlgorithm, _ digits: ArraySlice<UInt8>) -> Digest? {
        let count = algorithm.byteCount
        guard digits.count == count * 2 else { return nil }
        var bad: UInt8 = 0
        let bytes = unsafe digits.withUnsafeBufferPointer { source in
            unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
                for place in 0..<count {
                    let high = unsafe value(source[2 * place])
                    let low = unsafe value(source[2 * place + 1])
                    bad |= high | low
                    unsafe target[place] = high << 4 | low & 15
                }
                filled = count
            }
        }
        return bad > 15 ? nil : Digest(algorithm, bytes: bytes)
    }

    /// A perceptual hash of exactly 64 digits; nil for anything else.
    static func hash256(_ digits: ArraySlice<UInt8>) -> Hash256? {
        guard digits.count == 64 else { return nil }
        var bad: UInt8 = 0
        func word(_ start: Int) -> UInt64 {
            var word: UInt64 = 0
            for place in start..<start + 16 {
                let digit = value(digits[digits.startIndex + place])
                bad |= digit
                word = word << 4 | UInt64(digit & 15)
            }
            return word
        }
        let words = (word(0), word(16), word(32), word(48))
        return bad > 15 ? nil : Hash256(word0: words.3, word1: words.2, word2: words.1, word3: words.0)
    }

    /// Whether there is nothing but hexadecimal digits.
    static func isHex(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { value($0) < 16 } }

    /// The digest algorithm whose digests have so many digits.
    static func algorithm(digits: Int) -> DigestAlgorithm? {
        DigestAlgorithm.allCases.first { $0.byteCount * 2 == digits }
    }
}

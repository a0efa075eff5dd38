/// An unsigned number of up to 256 bits, as Rice coding subtracts, adds and cuts them.
struct RiceNumber: Sendable, Hashable, Comparable {
    // The most significant word first.
    var word0: UInt64 = 0
    var word1: UInt64 = 0
    var word2: UInt64 = 0
    var word3: UInt64 = 0

    /// Zero.
    init() {}

    /// A small number.
    init(_ value: UInt64) { word3 = value }

    /// Reads up to 32 bytes, the most significant first.
    init(bigEndian bytes: some Sequence<UInt8>) {
        for byte in bytes { self = shiftedLeftByByte(adding: byte) }
    }

    /// Reads up to 32 bytes, the least significant first.
    init(littleEndian bytes: some BidirectionalCollection<UInt8>) { self.init(bigEndian: bytes.reversed()) }

    static func < (left: RiceNumber, right: RiceNumber) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        return left.word3 < right.word3
    }

    /// The difference to a number that is not larger.
    static func - (left: RiceNumber, right: RiceNumber) -> RiceNumber {
        var result = RiceNumber()
        var borrow: UInt64 = 0
        func step(_ left: UInt64, _ right: UInt64) -> UInt64 {
            let (first, low) = left.subtractingReportingOverflow(right)
            let (second, lower) = first.subtractingReportingOverflow(borrow)
            borrow = low || lower ? 1 : 0
            return second
        }
        result.word3 = step(left.word3, right.word3)
        result.word2 = step(left.word2, right.word2)
        result.word1 = step(left.word1, right.word1)
        result.word0 = step(left.word0, right.word0)
        return result
    }

    /// The sum; nil when it needs more than `bits` bits.
    func adding(_ other: RiceNumber, bits: Int) -> RiceNumber? {
        var result = RiceNumber()
        var carry: UInt64 = 0
        func step(_ left: UInt64, _ right: UInt64) -> UInt64 {
            let (first, high) = left.addingReportingOverflow(right)
            let (second, higher) = first.addingReportingOverflow(carry)
            carry = high || higher ? 1 : 0
            return second
        }
        result.word3 = step(word3, other.word3)
        result.word2 = step(word2, other.word2)
        result.word1 = step(word1, other.word1)
        result.word0 = step(word0, other.word0)
        return carry == 0 && result.fits(bits) ? result : nil
    }

    /// Whether it needs no more than so many bits.
    func fits(_ bits: Int) -> Bool { bits >= 256 || self >> bits == RiceNumber() }

    /// Without its lowest bits.
    static func >> (number: RiceNumber, count: Int) -> RiceNumber {
        var result = RiceNumber()
        for place in 0..<4 {
            result[place] = number.bits(from: place * 64 + count)
        }
        return result
    }

    /// 64 bits, from a place counted from the lowest bit.
    func bits(from start: Int) -> UInt64 {
        let (word, shift) = (start / 64, start % 64)
        let low = word < 4 ? self[word] >> UInt64(shift) : 0
        let high = shift > 0 && word < 3 ? self[word + 1] << UInt64(64 - shift) : 0
        return low | high
    }

    /// The word at a place counted from the least significant one.
    subscript(place: Int) -> UInt64 {
        get {
            switch place {
            case 0: word3
            case 1: word2
            case 2: word1
            default: word0
            }
        }
        set {
            switch place {
            case 0: word3 = newValue
            case 1: word2 = newValue
            case 2: word1 = newValue
            default: word0 = newValue
            }
        }
    }

    /// Appends its lowest bytes, the most significant first.
    func append(bytes count: Int, to out: inout [UInt8]) {
        for place in (0..<count).reversed() {
            out.append(UInt8(truncatingIfNeeded: self[place / 8] >> UInt64(place % 8 * 8)))
        }
    }

    /// Its lowest bytes, the most significant first.
    func bytes(_ count: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(count)
        append(bytes: count, to: &out)
        return out
    }

    private func shiftedLeftByByte(adding byte: UInt8) -> RiceNumber {
        var result = RiceNumber()
        result.word0 = word0 << 8 | word1 >> 56
        result.word1 = word1 << 8 | word2 >> 56
        result.word2 = word2 << 8 | word3 >> 56
        result.word3 = word3 << 8 | UInt64(byte)
        return result
    }
}

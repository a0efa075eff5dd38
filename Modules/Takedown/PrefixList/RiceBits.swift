/// Writes bits, the lowest of each byte first, as DEFLATE does.
struct RiceBitWriter {
    private(set) var bytes: [UInt8] = []
    private var held: UInt64 = 0
    private var count = 0

    /// Appends the lowest bits of a word, at most 32.
    mutating func append(_ word: UInt64, _ bits: Int) {
        held |= (word & (1 << UInt64(bits) - 1)) << UInt64(count)
        count += bits
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: held))
            held >>= 8
            count -= 8
        }
    }

    /// Appends so many ones and a zero.
    mutating func appendUnary(_ ones: UInt64) {
        var left = ones
        while left >= 32 {
            append(0xffff_ffff, 32)
            left -= 32
        }
        append(1 << left - 1, Int(left) + 1)
    }

    /// Appends the lowest bits of a number.
    mutating func append(_ number: RiceNumber, _ bits: Int) {
        var place = 0
        while place < bits {
            append(number.bits(from: place), min(32, bits - place))
            place += 32
        }
    }

    /// All bytes; the last one is filled up with zeros.
    consuming func finish() -> [UInt8] {
        if count > 0 { append(0, 8 - count) }
        return bytes
    }
}

/// Reads bits, the lowest of each byte first.
struct RiceBitReader {
    private let bytes: [UInt8]
    private var place: Int
    private var held: UInt64 = 0
    private var count = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = 0
    }

    /// How many bits were not read.
    var unread: Int { count + (bytes.count - place) * 8 }

    /// So many bits, at most 32; nil when they run out.
    mutating func read(_ bits: Int) -> UInt64? {
        if count < bits { refill() }
        guard count >= bits else { return nil }
        defer {
            held >>= UInt64(bits)
            count -= bits
        }
        return held & (1 << UInt64(bits) - 1)
    }

    /// Ones up to a zero, which is read too; nil when the bits run out.
    mutating func readUnary() -> UInt64? {
        var ones: UInt64 = 0
        while true {
            if count == 0 { refill() }
            guard count > 0 else { return nil }
            let run = (~held).trailingZeroBitCount
            if run < count {
                held >>= UInt64(run + 1)
                count -= run + 1
                return ones + UInt64(run)
            }
            ones += UInt64(count)
            held = 0
            count = 0
        }
    }

    /// A number of so many bits; nil when they run out.
    mutating func readNumber(_ bits: Int) -> RiceNumber? {
        var number = RiceNumber()
        var start = 0
        while start < bits {
            guard let part = read(min(32, bits - start)) else { return nil }
            number[start / 64] |= part << UInt64(start % 64)
            start += 32
        }
        return number
    }

    private mutating func refill() {
        while count <= 48, place < bytes.count {
            held |= UInt64(bytes[place]) << UInt64(count)
            place += 1
            count += 8
        }
    }
}

/// Looks through bytes eight at a time.
enum ByteScan {
    @inline(__always) private static func spread(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The first place from `start` on that holds one of three bytes, a control character or a byte of more than seven bits; the end of the
    /// buffer where there is none.
    @inline(__always)
    static func special(_ buffer: [UInt8], from start: Int, _ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        let (one, two, three) = (spread(first), spread(second), spread(third))
        let (low, high) = (spread(0x01), spread(0x80))
        return unsafe buffer.withUnsafeBytes { bytes in
            let end = bytes.count
            var place = start
            while place + 8 <= end {
                let word = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                let (a, b, c) = (word ^ one, word ^ two, word ^ three)
                // The lowest bit set is exact; borrows can only add false ones above it.
                var found = (a &- low) & ~a | (b &- low) & ~b
                found |= (c &- low) & ~c | (word &- spread(0x20)) & ~word | word
                found &= high
                if found != 0 { return place + found.trailingZeroBitCount >> 3 }
                place += 8
            }
            while place < end {
                let byte = unsafe bytes[place]
                if byte == first || byte == second || byte == third || byte < 0x20 || byte >= 0x80 { break }
                place += 1
            }
            return place
        }
    }

    /// The first place that holds a byte, or the end of the buffer.
    static func first(_ byte: UInt8, in buffer: [UInt8], from start: Int) -> Int {
        let (one, low, high) = (spread(byte), spread(0x01), spread(0x80))
        return unsafe buffer.withUnsafeBytes { bytes in
            let end = bytes.count
            var place = start
            while place + 8 <= end {
                let word =
                    UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ one
                let found = (word &- low) & ~word & high
                if found != 0 { return place + found.trailingZeroBitCount >> 3 }
                place += 8
            }
            while place < end, unsafe bytes[place] != byte { place += 1 }
            return place
        }
    }

    /// How many line feeds there are in a range.
    static func lineFeeds(in buffer: [UInt8], _ range: Range<Int>) -> Int {
        unsafe buffer.withUnsafeBytes { bytes in
            var count = 0
            var place = range.lowerBound
            let end = range.upperBound
            while place < end {
                // 255 at a time, so that a vector of bytes can count.
                var part: UInt8 = 0
                let stop = min(end, place + 255)
                while place < stop {
                    part &+= unsafe bytes[place] == 0x0a ? 1 : 0
                    place += 1
                }
                count += Int(part)
            }
            return count
        }
    }

    /// The first place in a range that does not go on as UTF-8, or nil: no overlong forms, no surrogates, nothing beyond U+10FFFF.
    static func invalidUTF8(_ buffer: [UInt8], _ range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while place < range.upperBound {
            let first = buffer[place]
            if first < 0x80 {
                place += 1
                continue
            }
            let (length, lowest, highest): (Int, UInt8, UInt8) =
                switch first {
                case 0xc2...0xdf: (2, 0x80, 0xbf)
                case 0xe0: (3, 0xa0, 0xbf)
                case 0xed: (3, 0x80, 0x9f)
                case 0xe1...0xef: (3, 0x80, 0xbf)
                case 0xf0: (4, 0x90, 0xbf)
                case 0xf1...0xf3: (4, 0x80, 0xbf)
                case 0xf4: (4, 0x80, 0x8f)
                default: (0, 0, 0)
                }
            guard length > 0, place + length <= range.upperBound, lowest...highest ~= buffer[place + 1],
                length < 3 || buffer[place + 2] & 0xc0 == 0x80, length < 4 || buffer[place + 3] & 0xc0 == 0x80
            else { return place }
            place += length
        }
        return nil
    }
}

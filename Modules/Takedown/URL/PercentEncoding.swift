/// Percent-encoding of bytes (URL Standard, section 1.3): every set also holds the controls and all bytes from 0x7F.
enum PercentEncoding {
    /// Bytes that are written as `%XX` in one part of a URL.
    struct Set: Sendable {
        private var low: UInt64
        private var high: UInt64

        init(_ characters: String, and base: Set? = nil) {
            low = base?.low ?? 0xffff_ffff
            high = base?.high ?? 1 << 63
            for byte in characters.utf8 {
                if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
            }
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 ? high >> UInt64(byte - 64) & 1 == 1 : true
        }

        /// Of the query of special schemes.
        static let query = Set(" \"#<>'")
        /// Of the path.
        static let path = Set(" \"#<>?^`{}")
        /// Of user name and password.
        static let userInfo = Set("/:;=@[\\]|", and: path)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Appends bytes, those of the set as `%XX` with upper-case digits; `%` itself stays as it is.
    static func encode(_ bytes: some Sequence<UInt8>, _ set: Set, to text: inout [UInt8]) {
        for byte in bytes {
            if set.contains(byte) { append(byte, to: &text) } else { text.append(byte) }
        }
    }

    /// Appends one byte as `%XX`.
    static func append(_ byte: UInt8, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "%"))
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }

    /// The bytes with every `%XX` decoded once; a `%` that two hexadecimal digits do not follow stays.
    static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            place = bytes.index(after: place)
            guard byte == UInt8(ascii: "%"), bytes.distance(from: place, to: bytes.endIndex) >= 2,
                let high = digit(bytes[place]), let low = digit(bytes[bytes.index(after: place)])
            else {
                out.append(byte)
                continue
            }
            out.append(high << 4 | low)
            place = bytes.index(place, offsetBy: 2)
        }
        return out
    }

    /// Decodes again and again until nothing is left to decode. One pass over the bytes with a stack instead of whole passes, so
    /// that a text of nested escapes costs linear time.
    static func decodeFully(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        decodeFully(bytes, into: &out)
        return out
    }

    /// The same into memory that is kept.
    static func decodeFully(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
        out.removeAll(keepingCapacity: true)
        for byte in bytes {
            out.append(byte)
            // A decoded byte can complete an escape that started earlier, which can complete another.
            while out.count >= 3, out[out.count - 3] == UInt8(ascii: "%"), let high = digit(out[out.count - 2]),
                let low = digit(out[out.count - 1])
            {
                out.removeLast(3)
                out.append(high << 4 | low)
            }
        }
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

/// Transfer encodings and encoded words, read leniently: what cannot be decoded is left out or stays as it is, and nothing traps.
enum MailWords {
    /// Base 64 without regard to what is no digit of it.
    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            let value: UInt8
            switch byte {
            case 0x41...0x5a: value = byte - 0x41
            case 0x61...0x7a: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2b: value = 62
            case 0x2f: value = 63
            case 0x3d: return output
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                bits &= (1 << UInt32(count)) - 1
            }
        }
        return output
    }

    /// Quoted printable; in an encoded word `_` is a blank.
    static func quotedPrintable(_ bytes: some Collection<UInt8>, isWord: Bool) -> [UInt8] {
        let bytes = Array(bytes)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            guard byte == 0x3d else {
                output.append(isWord && byte == 0x5f ? 0x20 : byte)
                continue
            }
            var end = place
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            if end < bytes.count, bytes[end] == 0x0a {
                place = end + 1
            } else if end + 1 < bytes.count, bytes[end] == 0x0d, bytes[end + 1] == 0x0a {
                place = end + 2
            } else if place + 1 < bytes.count, let high = digit(bytes[place]), let low = digit(bytes[place + 1]) {
                output.append(high << 4 | low)
                place += 2
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// Text in which encoded words (RFC 2047) became what they stand for; blanks between two of them go.
    static func decode(_ text: String) -> String {
        var output = ""
        var afterWord = false
        var rest = text[...]
        while let start = rest.firstRange(of: "=?") {
            let before = rest[..<start.lowerBound]
            let pieces = rest[start.upperBound...].prefix(1000).split(
                separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard pieces.count == 4, pieces[3].hasPrefix("="), let decoded = word(pieces) else {
                output += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                afterWord = false
                continue
            }
            if !(afterWord && before.allSatisfy(\.isWhitespace)) { output += before }
            output += decoded
            afterWord = true
            rest = rest[rest.index(after: pieces[3].startIndex)...]
        }
        return output + rest
    }

    private static func word(_ pieces: [Substring]) -> String? {
        // RFC 2231 lets a language follow the charset.
        let charset = String(pieces[0].prefix { $0 != "*" })
        switch pieces[1].lowercased() {
        case "b": return text(base64(pieces[2].utf8), charset: charset)
        case "q": return text(quotedPrintable(pieces[2].utf8, isWord: true), charset: charset)
        default: return nil
        }
    }

    /// Bytes as text: Latin-1 where that is said, UTF-8 with replacements otherwise.
    static func text(_ bytes: [UInt8], charset: String) -> String {
        switch charset.lowercased() {
        case "iso-8859-1", "iso-8859-15", "latin1", "windows-1252":
            String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
        default: String(decoding: bytes, as: UTF8.self)
        }
    }

    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

/// Text bodies: line ends, and the transfer encoding that fits.
enum MIMELines {
    /// Transfer encodings of text.
    enum Encoding: String {
        case sevenBit = "7bit"
        case quotedPrintable = "quoted-printable"
        case base64

        /// The encoded body of text whose lines end in CR LF.
        func encode(_ lines: [UInt8]) -> [UInt8] {
            switch self {
            case .sevenBit: lines
            case .quotedPrintable: MIMELines.quotedPrintable(lines)
            case .base64: Base64.lines(lines)
            }
        }
    }

    /// UTF-8 in which CR LF, LF and CR all became CR LF.
    static func normal(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0a where previous == 0x0d: break
            case 0x0a, 0x0d: output += [0x0d, 0x0a]
            default: output.append(byte)
            }
            previous = byte
        }
        return output
    }

    /// ASCII with lines up to 998 octets goes as it is; else quoted printable while most of it stays readable, and base 64 for the rest.
    /// Lines that start like a boundary or an mbox envelope are encoded too.
    static func encoding(of lines: [UInt8]) -> Encoding {
        var length = 0
        var longest = 0
        var special = 0
        for byte in lines {
            length = byte == 0x0a ? 0 : length + 1
            longest = max(longest, length)
            if byte >= 0x7f || byte < 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09 { special += 1 }
        }
        if special == 0, longest <= 998, !hasRiskyStart(lines) { return .sevenBit }
        return special * 4 > lines.count ? .base64 : .quotedPrintable
    }

    private static func hasRiskyStart(_ lines: [UInt8]) -> Bool {
        let risky = ["--=_", "From "].map { Array($0.utf8) }
        var place = lines.startIndex
        while place < lines.endIndex {
            if risky.contains(where: { lines[place...].starts(with: $0) }) { return true }
            guard let end = lines[place...].firstIndex(of: 0x0a) else { return false }
            place = end + 1
        }
        return false
    }

    /// RFC 2045 section 6.7: at most 76 characters a line, blanks at line ends encoded.
    static func quotedPrintable(_ lines: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var width = 0
        for (place, byte) in lines.enumerated() {
            if byte == 0x0d, place + 1 < lines.count, lines[place + 1] == 0x0a { continue }
            if byte == 0x0a {
                output += [0x0d, 0x0a]
                width = 0
                continue
            }
            let atEnd = place + 1 == lines.count || lines[place + 1] == 0x0d
            let first = width == 0
            let plain =
                0x21...0x7e ~= byte && byte != 0x3d && !(first && (byte == 0x2e || byte == 0x46 || byte == 0x2d))
                || (byte == 0x20 || byte == 0x09) && !atEnd
            let size = plain ? 1 : 3
            if width + size > (atEnd ? 76 : 75) {
                output += [0x3d, 0x0d, 0x0a]
                width = 0
            }
            if plain {
                output.append(byte)
            } else {
                output.append(0x3d)
                let digits = Array("0123456789ABCDEF".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
            width += size
        }
        return output
    }
}

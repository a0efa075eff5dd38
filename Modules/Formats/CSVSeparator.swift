/// What stands between the fields of a CSV file.
public enum CSVSeparator: String, Sendable, CaseIterable {
    /// `,` (RFC 4180).
    case comma = ","
    /// `;`, where the decimal mark is a comma.
    case semicolon = ";"
    /// A tab.
    case tab = "\t"

    /// Its byte.
    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }

    /// The one that stands most often in a line outside quotes; the comma if none does or it is a draw.
    static func detect(in line: ArraySlice<UInt8>) -> CSVSeparator {
        var counts: [UInt8: Int] = [:]
        var quoted = false
        for byte in line {
            if byte == CSVByte.quote { quoted.toggle() }
            if !quoted { counts[byte, default: 0] += 1 }
        }
        var best = CSVSeparator.comma
        for candidate in allCases where counts[candidate.byte, default: 0] > counts[best.byte, default: 0] {
            best = candidate
        }
        return best
    }
}

/// Bytes that CSV gives a meaning.
enum CSVByte {
    static let quote = UInt8(ascii: "\"")
    static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}

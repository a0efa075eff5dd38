/// How wide text is in the font of the charts: the advance widths of Liberation Sans, which are those of Arial and Helvetica.
///
/// Other sans-serif fonts differ by a few percent, so 4 % are added; labels placed with these widths neither collide nor clip.
public enum ChartText {
    /// The width of a line of text at a font size, in the size's unit.
    public static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
        let table = bold ? ChartFont.bold : ChartFont.regular
        let thousandths = text.unicodeScalars.reduce(0) { $0 + Int(ChartFont.width(of: $1, in: table)) }
        return Double(thousandths) / 1000 * size * 1.04
    }

    /// Breaks text at spaces into lines no wider than `limit`; a word that is too wide is cut with an ellipsis.
    public static func wrap(_ text: String, size: Double, bold: Bool = false, to limit: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if width(longer, size: size, bold: bold) <= limit {
                line = longer
            } else {
                if !line.isEmpty { lines.append(line) }
                line = fit(String(word), size: size, bold: bold, to: limit)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The text, cut with an ellipsis if it is wider than `limit`.
    public static func fit(_ text: String, size: Double, bold: Bool = false, to limit: Double) -> String {
        guard width(text, size: size, bold: bold) > limit else { return text }
        var kept = text
        while !kept.isEmpty, width(kept + "…", size: size, bold: bold) > limit { kept.removeLast() }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }
}

/// Advance widths in thousandths of the font size: U+0020…007E, then U+00A0…00FF.
enum ChartFont {
    static func width(of scalar: Unicode.Scalar, in table: [UInt16]) -> UInt16 {
        switch scalar.value {
        case 0x20...0x7e: table[Int(scalar.value) - 0x20]
        case 0xa0...0xff: table[Int(scalar.value) - 0xa0 + 95]
        case 0x300...0x36f, 0x200b...0x200f: 0
        case 0x2009, 0x202f: 200
        case 0x2018, 0x2019: 278
        case 0x2013, 0x201c, 0x201d, 0x2212, 0x2264, 0x2265, 0x20ac: 584
        // Accented Latin, Greek and Cyrillic letters: nearly the widest of their kind.
        case 0x100...0x52f: 720
        default: 1060
        }
    }

    static let regular: [UInt16] = [
        278, 278, 355, 557, 557, 890, 667, 191, 334, 334, 390, 584, 278, 334, 278, 278, 557, 557, 557, 557,
        557, 557, 557, 557, 557, 557, 278, 278, 584, 584, 584, 557, 1016, 667, 667, 723, 723, 667, 611, 778,
        723, 278, 500, 667, 557, 834, 723, 778, 667, 778, 723, 667, 611, 723, 667, 944, 667, 667, 611, 278,
        278, 278, 470, 557, 334, 557, 557, 500, 557, 557, 278, 557, 557, 223, 223, 500, 223, 834, 557, 557,
        557, 557, 334, 500, 278, 557, 500, 723, 500, 500, 500, 334, 260, 334, 584, 278, 334, 557, 557, 557,
        557, 260, 557, 334, 737, 371, 557, 584, 334, 737, 553, 400, 549, 334, 334, 334, 577, 538, 278, 334,
        334, 366, 557, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 723, 667, 667, 667, 667, 278,
        278, 278, 278, 723, 723, 778, 778, 778, 778, 778, 584, 778, 723, 723, 723, 723, 667, 667, 611, 557,
        557, 557, 557, 557, 557, 890, 500, 557, 557, 557, 557, 278, 278, 278, 278, 557, 557, 557, 557, 557,
        557, 557, 549, 611, 557, 557, 557, 557, 500, 557, 500,
    ]

    static let bold: [UInt16] = [
        278, 334, 475, 557, 557, 890, 723, 238, 334, 334, 390, 584, 278, 334, 278, 278, 557, 557, 557, 557,
        557, 557, 557, 557, 557, 557, 334, 334, 584, 584, 584, 611, 976, 723, 723, 723, 723, 667, 611, 778,
        723, 278, 557, 723, 611, 834, 723, 778, 667, 778, 723, 667, 611, 723, 667, 944, 667, 667, 611, 334,
        278, 334, 584, 557, 334, 557, 611, 557, 611, 557, 334, 611, 611, 278, 278, 557, 278, 890, 611, 611,
        611, 611, 390, 557, 334, 611, 557, 778, 557, 557, 500, 390, 280, 390, 584, 278, 334, 557, 557, 557,
        557, 280, 557, 334, 737, 371, 557, 584, 334, 737, 553, 400, 549, 334, 334, 334, 577, 557, 278, 334,
        334, 366, 557, 834, 834, 834, 611, 723, 723, 723, 723, 723, 723, 1000, 723, 667, 667, 667, 667, 278,
        278, 278, 278, 723, 723, 778, 778, 778, 778, 778, 584, 778, 723, 723, 723, 723, 667, 667, 611, 557,
        557, 557, 557, 557, 557, 890, 557, 557, 557, 557, 557, 278, 278, 278, 278, 611, 611, 611, 611, 611,
        611, 611, 549, 611, 611, 611, 611, 611, 557, 611, 557,
    ]
}

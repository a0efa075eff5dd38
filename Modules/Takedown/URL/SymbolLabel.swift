/// Labels with symbols (emoji and the like): valid under UTS #46, which browsers follow, but refused by IDNA2008's tables.
///
/// Only labels are taken whose UTS #46 mapping is certain without a table: no character changes under NFKC case folding, none
/// combines with another, none is written from right to left. Everything else stays refused.
enum SymbolLabel {
    /// The label with its `xn--` prefix, or nil if it is not one that this can judge.
    static func ascii(_ label: String) -> [UInt8]? {
        // Variation selectors are ignored by the mapping.
        let mapped = label.unicodeScalars.filter { $0 != "\u{FE0F}" && $0 != "\u{FE0E}" }
            .map { 65...90 ~= $0.value ? Unicode.Scalar(UInt8($0.value | 0x20)) : $0 }
        guard !mapped.isEmpty, mapped.count <= 63, mapped.allSatisfy(isCertain) else { return nil }
        guard mapped.contains(where: { !$0.isASCII }) else { return mapped.map { UInt8($0.value) } }
        guard !mapped.starts(with: "xn--".unicodeScalars) else { return nil }
        return Punycode.encode(mapped).map { Array("xn--".utf8) + $0 }
    }

    /// Whether a lower-case `xn--` label is the A-label of such a label.
    static func isValid(aLabel: [UInt8]) -> Bool {
        guard let scalars = Punycode.decode(aLabel.dropFirst(4)), !scalars.isEmpty,
            scalars.contains(where: { !$0.isASCII }), scalars.allSatisfy(isCertain)
        else { return false }
        return Punycode.encode(scalars).map { Array("xn--".utf8) + $0 } == aLabel
    }

    private static func isCertain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return 0x21...0x7e ~= scalar.value && !(65...90 ~= scalar.value) }
        switch scalar.value {
        case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: return false
        case 0x1100...0x11ff, 0xa960...0xa97f, 0xd7b0...0xd7ff: return false  // Hangul letters compose
        case 0x2ff0...0x2fff, 0x31e3...0x31ef, 0xfff9...0xffff: return false
        default: break
        }
        let properties = scalar.properties
        guard !properties.changesWhenNFKCCaseFolded, properties.canonicalCombiningClass == .notReordered,
            !properties.isDefaultIgnorableCodePoint
        else { return false }
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol,
            .mathSymbol, .currencySymbol, .modifierSymbol, .dashPunctuation, .otherPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .connectorPunctuation:
            return true
        default: return false
        }
    }
}

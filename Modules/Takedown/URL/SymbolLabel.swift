/// Labels with symbols (emoji) or ASCII signs among other letters: valid under UTS #46, which browsers follow, but refused by the
/// IDNA2008 rules that libidn2 adds.
///
/// The label is cut at its signs and symbols; what lies between goes through libidn2 as usual, signs and symbols stay. Only symbols
/// are taken whose UTS #46 mapping is certain without a table: they do not change under NFKC case folding and combine with nothing.
/// Labels with right-to-left letters stay refused, because their rule looks at the label as a whole.
enum SymbolLabel {
    /// The label in ASCII form, with `xn--` where it is not ASCII already; nil if it is not one that this can judge.
    static func ascii(_ label: String, lookUp: (String) -> [UInt8]?) -> [UInt8]? {
        var mapped: [Unicode.Scalar] = []
        var run = String.UnicodeScalarView()
        func endRun() -> Bool {
            defer { run = String.UnicodeScalarView() }
            guard !run.isEmpty else { return true }
            if run.allSatisfy(\.isASCII) {
                mapped += run.map { Unicode.Scalar(lower($0.value)) ?? $0 }
                return true
            }
            guard let bytes = lookUp(String(run)) else { return false }
            if bytes.starts(with: "xn--".utf8) {
                guard let scalars = Punycode.decode(bytes.dropFirst(4)) else { return false }
                mapped += scalars
            } else {
                mapped += bytes.map { Unicode.Scalar($0) }
            }
            return true
        }
        guard label.unicodeScalars.count <= 256, !label.unicodeScalars.contains(where: isRightToLeft) else {
            return nil
        }
        // Variation selectors are ignored by the mapping.
        for scalar in label.unicodeScalars where scalar != "\u{FE0F}" && scalar != "\u{FE0E}" {
            if isSign(scalar) || isCertainSymbol(scalar) {
                guard endRun() else { return nil }
                mapped.append(scalar)
            } else {
                run.append(scalar)
            }
        }
        guard endRun(), !mapped.isEmpty, !mapped.starts(with: "xn--".unicodeScalars) else { return nil }
        guard mapped.contains(where: { !$0.isASCII }) else { return mapped.map { UInt8($0.value) } }
        return Punycode.encode(mapped).map { Array("xn--".utf8) + $0 }
    }

    /// Whether a lower-case `xn--` label is the ASCII form of such a label.
    static func isValid(aLabel: [UInt8], lookUp: (String) -> [UInt8]?) -> Bool {
        guard let scalars = Punycode.decode(aLabel.dropFirst(4)), scalars.contains(where: { !$0.isASCII }) else {
            return false
        }
        return ascii(String(String.UnicodeScalarView(scalars)), lookUp: lookUp) == aLabel
    }

    /// ASCII that is neither letter nor digit.
    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && !(48...57 ~= scalar.value || 97...122 ~= lower(scalar.value))
    }

    private static func lower(_ value: UInt32) -> UInt32 { 65...90 ~= value ? value | 0x20 : value }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: true
        default: false
        }
    }

    private static func isCertainSymbol(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x7f, 0x2ff0...0x2fff, 0x31e3...0x31ef, 0xfff9...0xffff: return false
        default: break
        }
        let properties = scalar.properties
        guard !properties.changesWhenNFKCCaseFolded, properties.canonicalCombiningClass == .notReordered,
            !properties.isDefaultIgnorableCodePoint
        else { return false }
        switch properties.generalCategory {
        case .otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol, .dashPunctuation, .otherPunctuation,
            .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .connectorPunctuation,
            .otherNumber:
            return true
        default: return false
        }
    }
}

/// What UTS #46 changed after Unicode 15.0 for characters that existed before, for installed tables that are older.
///
/// Each is replaced by what revision 33 (Unicode 16.0) maps it to, so newer tables give the same with or without it. Compared code
/// point by code point with the tables of Unicode 18.0: these are all differences of assigned characters, U+1806 left out, which
/// became valid. Only the first would otherwise name another host; the rest would be refused.
enum UTS46Revisions {
    /// The text with those characters replaced.
    static func apply(_ name: String) -> String {
        guard name.unicodeScalars.contains(where: { replacement($0) != nil }) else { return name }
        var revised = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if let other = replacement(scalar) { revised.append(contentsOf: other) } else { revised.append(scalar) }
        }
        return String(revised)
    }

    private static func replacement(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        switch scalar.value {
        // Capital sharp s: no longer "ss".
        case 0x1e9e: ["\u{df}"]
        // Capitals that were disallowed for the stability of older mappings.
        case 0x04c0: ["\u{4cf}"]
        case 0x10a0...0x10c5: Unicode.Scalar(scalar.value + 0x1c60).map { [$0] }
        case 0x2132: ["\u{214e}"]
        case 0x2183: ["\u{2184}"]
        // Five compatibility ideographs whose decompositions were corrected.
        case 0x2f868: ["\u{36fc}"]
        case 0x2f874: ["\u{5f53}"]
        case 0x2f91f: ["\u{243ab}"]
        case 0x2f95f: ["\u{7aee}"]
        case 0x2f9bf: ["\u{45d7}"]
        // Fillers, invisible operators and shaping controls, ignored now.
        case 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x2061...0x2063, 0x206a...0x206f, 0x3164, 0xffa0,
            0x1d173...0x1d17a:
            []
        default: nil
        }
    }
}

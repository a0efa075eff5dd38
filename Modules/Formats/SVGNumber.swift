/// Numbers in drawings: at most two decimals, no trailing zeros, no exponent, so that the same drawing is the same bytes.
enum SVGNumber {
    static func text(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e12 else { return "0" }
        let hundredths = Int64((number * 100).rounded())
        let whole = hundredths.magnitude / 100
        let part = hundredths.magnitude % 100
        let sign = hundredths < 0 ? "-" : ""
        if part == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)." + (part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)")
    }
}

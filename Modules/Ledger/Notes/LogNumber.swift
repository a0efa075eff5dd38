/// Sizes and indexes as the C2SP formats write them: decimal digits without leading zeros.
enum LogNumber {
    /// Reads one; nil for signs, leading zeros, anything else, and numbers an `Int` cannot hold.
    static func read(_ text: some StringProtocol) -> Int? {
        let digits = text.utf8
        guard 1...19 ~= digits.count, digits.allSatisfy({ 48...57 ~= $0 }), digits.count == 1 || digits.first != 48
        else { return nil }
        return Int(text)
    }
}

/// How values look in a table.
enum CellText {
    static func text(_ value: JSONValue?, _ kind: OutputField.Kind) -> String {
        switch value {
        case nil, .null?: return ""
        case .bool(let flag)?: return flag ? "yes" : "no"
        case .string(let text)?: return clean(text)
        case .array(let items)?: return items.map { self.text($0, .text) }.joined(separator: ", ")
        case .integer(let number)? where kind == .seconds: return duration(Double(number))
        case .number(let number)? where kind == .seconds: return duration(number)
        case .number(let number)?: return decimal(number)
        case let other?: return JSONText.encode(other)
        }
    }

    /// At most three decimals, without trailing zeros.
    static func decimal(_ number: Double) -> String {
        let scaled = (number * 1000).rounded()
        guard scaled.magnitude < 9e15 else { return "\(number)" }
        let whole = Int64(scaled) / 1000
        var part = String(abs(Int64(scaled) % 1000))
        part = String(repeating: "0", count: 3 - part.count) + part
        while part.last == "0" { part.removeLast() }
        let sign = scaled < 0 && whole == 0 ? "-" : ""
        return part.isEmpty ? "\(whole)" : "\(sign)\(whole).\(part)"
    }

    /// `3 d 4 h`, `12 min`, `8 s`: the two largest units.
    static func duration(_ seconds: Double) -> String {
        guard seconds.magnitude < 9e15 else { return "\(seconds) s" }
        let total = Int64(seconds.magnitude.rounded())
        let sign = seconds < 0 ? "-" : ""
        let parts = [(total / 86400, "d"), (total / 3600 % 24, "h"), (total / 60 % 60, "min"), (total % 60, "s")]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        let shown = parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
        return sign + shown.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// Control characters and invisible marks of direction become a visible mark, so that no record can move the cursor or turn
    /// the text around.
    static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHostile) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isHostile($0) ? "\u{FFFD}" : $0 }))
    }

    private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }

    /// Terminal columns: wide East Asian characters and emoji count two.
    static func width(_ text: String) -> Int {
        if text.utf8.count == text.unicodeScalars.count { return text.utf8.count }
        return text.reduce(0) { sum, character in
            let value = character.unicodeScalars.first!.value
            let wide =
                0x1100...0x115f ~= value || 0x2e80...0xa4cf ~= value || 0xac00...0xd7a3 ~= value
                || 0xf900...0xfaff ~= value || 0xfe30...0xfe6f ~= value || 0xff00...0xff60 ~= value
                || 0x1f300...0x1faff ~= value
            return sum + (wide ? 2 : 1)
        }
    }

    /// Lines of at most so many columns, broken at spaces, or inside a word that is longer than a line. Never empty.
    static func wrap(_ text: String, _ limit: Int) -> [String] {
        guard width(text) > limit, limit > 0 else { return [text] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let needed = width(String(word))
            if !line.isEmpty, used + 1 + needed <= limit {
                line += " " + word
                used += 1 + needed
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            used = 0
            for character in word {
                let next = width(String(character))
                if used + next > limit, !line.isEmpty {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                line.append(character)
                used += next
            }
        }
        lines.append(line)
        return lines
    }
}

/// Aligned columns under a heading; the widest text column gives way when the terminal is too narrow.
final class TableRenderer: RecordRenderer {
    private let fields: [OutputField]
    private let width: Int
    private var rows: [[String]] = []

    init(_ shape: OutputShape, width: Int) {
        fields = shape.fields.filter(\.inTable)
        self.width = width
    }

    func begin() -> [UInt8] { [] }

    func render(_ record: JSONObject) -> [UInt8] {
        rows.append(fields.map { CellText.text(record[$0.key], $0.kind) })
        return []
    }

    func end() -> [UInt8] {
        var widths = fields.map { CellText.width($0.title) }
        for row in rows {
            for (place, cell) in row.enumerated() { widths[place] = max(widths[place], CellText.width(cell)) }
        }
        shrink(&widths)
        var text = line(fields.map(\.title), widths) + "\n"
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
        for row in rows { text += line(row, widths) + "\n" }
        return Array(text.utf8)
    }

    /// Takes columns off the widest text columns until the table fits, down to 12 columns each.
    private func shrink(_ widths: inout [Int]) {
        func total() -> Int { widths.reduce(0, +) + 2 * (widths.count - 1) }
        while total() > width {
            let candidates = fields.indices.filter { [.text, .list].contains(fields[$0].kind) && widths[$0] > 12 }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (place, cell) in cells.enumerated() {
            let fitted = CellText.fit(cell, widths[place])
            let space = String(repeating: " ", count: max(0, widths[place] - CellText.width(fitted)))
            let right = [.integer, .number, .seconds].contains(fields[place].kind)
            parts.append(right ? space + fitted : fitted + space)
        }
        var text = parts.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// One record: a line for each field.
final class RecordTableRenderer: RecordRenderer {
    private let fields: [OutputField]
    private let width: Int

    init(_ shape: OutputShape, width: Int) {
        fields = shape.fields.filter(\.inTable)
        self.width = width
    }

    func begin() -> [UInt8] { [] }

    func render(_ record: JSONObject) -> [UInt8] {
        let names = fields.map { CellText.width($0.title) }.max() ?? 0
        var text = ""
        for field in fields {
            let value = CellText.text(record[field.key], field.kind)
            let space = String(repeating: " ", count: names - CellText.width(field.title) + 2)
            text += field.title + space + (value.isEmpty ? "–" : value) + "\n"
        }
        return Array(text.utf8)
    }

    func end() -> [UInt8] { [] }
}

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
        let total = Int64(seconds.magnitude.rounded())
        let sign = seconds < 0 ? "-" : ""
        let parts = [(total / 86400, "d"), (total / 3600 % 24, "h"), (total / 60 % 60, "min"), (total % 60, "s")]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        let shown = parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
        return sign + shown.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// Control characters become a visible mark, so that no record can move the cursor.
    static func clean(_ text: String) -> String {
        guard
            text.unicodeScalars.contains(where: {
                $0.value < 0x20 || 0x7f...0x9f ~= $0.value || 0x202a...0x202e ~= $0.value || 0x2066...0x2069 ~= $0.value
            })
        else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.value < 0x20 || 0x7f...0x9f ~= $0.value || 0x202a...0x202e ~= $0.value
                        || 0x2066...0x2069 ~= $0.value
                        ? "\u{FFFD}" : $0
                }))
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

    /// Cut with an ellipsis to so many columns.
    static func fit(_ text: String, _ limit: Int) -> String {
        guard width(text) > limit else { return text }
        var kept = ""
        var used = 0
        for character in text {
            let next = width(String(character))
            if used + next > limit - 1 { break }
            kept.append(character)
            used += next
        }
        return kept + "…"
    }
}

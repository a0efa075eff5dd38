/// Aligned columns under a heading; text is wrapped when the terminal is too narrow.
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
        let widths = columnWidths()
        var text = line(fields.map(\.title), widths) + "\n"
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
        for row in rows { text += lines(of: row, widths) }
        return Array(text.utf8)
    }

    /// The natural widths, or narrower ones when the terminal needs them: text columns give way, first down to their longest
    /// word, then down to 12 columns. What does not fit is wrapped, so nothing is lost.
    private func columnWidths() -> [Int] {
        var widths = fields.map { CellText.width($0.title) }
        var words = widths
        for row in rows {
            for (place, cell) in row.enumerated() {
                widths[place] = max(widths[place], CellText.width(cell))
                for word in cell.split(separator: " ") {
                    words[place] = max(words[place], CellText.width(String(word)))
                }
            }
        }
        let texts = fields.indices.filter { [.text, .list].contains(fields[$0].kind) }
        for floors in [words, words.map { min($0, 12) }] {
            while widths.reduce(0, +) + 2 * (widths.count - 1) > width {
                let candidates = texts.filter { widths[$0] > max(floors[$0], CellText.width(fields[$0].title)) }
                guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
            }
        }
        return widths
    }

    /// One row, over as many lines as its tallest cell takes.
    private func lines(of row: [String], _ widths: [Int]) -> String {
        let cells = zip(row, widths).map { CellText.wrap($0, $1) }
        let height = cells.map(\.count).max() ?? 1
        return (0..<height).map { number in
            line(cells.map { number < $0.count ? $0[number] : "" }, widths) + "\n"
        }
        .joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (place, cell) in cells.enumerated() {
            let space = String(repeating: " ", count: max(0, widths[place] - CellText.width(cell)))
            let right = [.integer, .number, .seconds].contains(fields[place].kind)
            parts.append(right ? space + cell : cell + space)
        }
        var text = parts.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return text
    }
}

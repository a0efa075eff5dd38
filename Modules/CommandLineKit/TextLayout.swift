/// Plain text in columns, for help.
enum TextLayout {
    /// Breaks a paragraph into lines of at most `width` columns.
    static func wrap(_ paragraph: some StringProtocol, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The paragraphs of a text: what blank lines separate.
    static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [String] = []
        var current: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if !current.isEmpty { paragraphs.append(current.joined(separator: "\n")) }
                current = []
            } else {
                current.append(line)
            }
        }
        if !current.isEmpty { paragraphs.append(current.joined(separator: "\n")) }
        return paragraphs
    }

    /// Paragraphs, wrapped. One whose lines are all indented is a display: its lines stay.
    static func body(_ text: String, width: Int) -> String {
        paragraphs(text).map { paragraph in
            isDisplay(paragraph) ? paragraph : wrap(paragraph, width: width).joined(separator: "\n")
        }
        .joined(separator: "\n\n")
    }

    /// Whether a paragraph's lines are kept as they are.
    static func isDisplay(_ paragraph: String) -> Bool {
        paragraph.split(separator: "\n").allSatisfy { $0.hasPrefix("  ") }
    }

    /// Terms on the left, wrapped text on the right. A term too long for its column stands on a line of its own.
    static func definitions(_ items: [(term: String, text: String)], width: Int, column limit: Int = 28) -> String {
        let fitting = items.map { $0.term.count + 4 }.filter { $0 <= limit }
        let column = max(10, fitting.max() ?? limit)
        var text = ""
        for item in items {
            let lines = wrap(item.text, width: max(20, width - column))
            let start = "  " + item.term
            if lines.isEmpty {
                text += start + "\n"
                continue
            }
            if start.count + 2 <= column {
                text += start + String(repeating: " ", count: column - start.count) + lines[0] + "\n"
            } else {
                text += start + "\n" + String(repeating: " ", count: column) + lines[0] + "\n"
            }
            for line in lines.dropFirst() { text += String(repeating: " ", count: column) + line + "\n" }
        }
        return text
    }
}

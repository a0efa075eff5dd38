extension LetterTemplate {
    /// The subject and the text with the values put in; a placeholder without a value is empty.
    func fill(_ values: [LetterPlaceholder: String]) -> (subject: String, text: String) {
        let subject = subject.map { Self.text($0, values) }.joined()
        let text = paragraphs.compactMap { fill($0, values) }.joined(separator: "\n\n")
        return (subject.split(separator: " ").joined(separator: " "), text + "\n")
    }

    private func fill(_ paragraph: Paragraph, _ values: [LetterPlaceholder: String]) -> String? {
        if let condition = paragraph.condition {
            guard values[condition.placeholder, default: ""].isEmpty != condition.isFilled else { return nil }
        }
        var output: [String] = []
        var words = ""
        func flush() {
            if !words.allSatisfy(\.isWhitespace) { output.append(Self.wrap(words)) }
            words = ""
        }
        for line in paragraph.lines {
            if line.count == 1, case .placeholder(let placeholder) = line[0] {
                flush()
                let block = values[placeholder, default: ""]
                if !block.isEmpty { output.append(block) }
            } else {
                words += (words.isEmpty ? "" : " ") + line.map { Self.text($0, values) }.joined()
            }
        }
        flush()
        return output.isEmpty ? nil : output.joined(separator: "\n")
    }

    private static func text(_ piece: Piece, _ values: [LetterPlaceholder: String]) -> String {
        switch piece {
        case .text(let text): text
        case .placeholder(let placeholder): values[placeholder, default: ""]
        }
    }

    /// Breaks a paragraph at blanks.
    private static func wrap(_ paragraph: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > 72 {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return (lines + [line]).joined(separator: "\n")
    }
}

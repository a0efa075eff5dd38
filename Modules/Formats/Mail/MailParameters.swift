/// Reads a field with parameters: `multipart/report; report-type=delivery-status; boundary="x"` (RFC 2045 section 5.1, RFC 2231).
enum MailParameters {
    /// The value in lower case, and its parameters. Of a parameter that is given twice the first one counts.
    static func read(_ text: String) -> (value: String, parameters: [String: String]) {
        let pieces = split(text)
        let value = pieces[0].lowercased().filter { !$0.isWhitespace }
        var parameters: [String: String] = [:]
        var continued: [String: [Int: (text: String, isEncoded: Bool)]] = [:]
        for piece in pieces.dropFirst().prefix(100) {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let name = piece[..<equals].lowercased().filter { !$0.isWhitespace }
            let text = unquoted(piece[piece.index(after: equals)...])
            let parts = name.split(separator: "*", omittingEmptySubsequences: false)
            guard let base = parts.first.map(String.init), !base.isEmpty else { continue }
            if parts.count == 1 {
                parameters[base] = parameters[base] ?? text
            } else if let number = Int(parts[1]), 0..<100 ~= number {
                continued[base, default: [:]][number] = (text, parts.count == 3)
            } else if parts[1].isEmpty {
                continued[base, default: [:]][0] = (text, true)
            }
        }
        for (name, pieces) in continued where parameters[name] == nil {
            parameters[name] = joined(pieces)
        }
        return (value, parameters)
    }

    /// Splits at semicolons outside quotes and comments; comments go.
    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        var isEscaped = false
        var comments = 0
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if comments == 0, character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, character == "(" {
                comments += 1
                continue
            } else if !isQuoted, character == ")", comments > 0 {
                comments -= 1
                continue
            } else if !isQuoted, comments == 0, character == ";" {
                pieces.append("")
                continue
            }
            if comments == 0 { pieces[pieces.count - 1].append(character) }
        }
        return pieces
    }

    private static func unquoted(_ text: Substring) -> String {
        var text = text.drop { $0.isWhitespace }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard text.first == "\"" else { return String(text) }
        var output = ""
        var isEscaped = false
        for character in text.dropFirst() {
            if isEscaped {
                output.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                output.append(character)
            }
        }
        return output
    }

    private static func joined(_ pieces: [Int: (text: String, isEncoded: Bool)]) -> String {
        var bytes: [UInt8] = []
        var charset = "utf-8"
        for number in 0..<100 {
            guard let piece = pieces[number] else { break }
            guard piece.isEncoded else {
                bytes += piece.text.utf8
                continue
            }
            var text = piece.text[...]
            if number == 0 {
                let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(parts[0])
                    text = parts[2]
                }
            }
            bytes += percentDecoded(text)
        }
        return MailWords.text(bytes, charset: charset)
    }

    private static func percentDecoded(_ text: Substring) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == 0x25, place + 2 < bytes.count, let high = MailWords.digit(bytes[place + 1]),
                let low = MailWords.digit(bytes[place + 2])
            {
                output.append(high << 4 | low)
                place += 3
            } else {
                output.append(bytes[place])
                place += 1
            }
        }
        return output
    }
}

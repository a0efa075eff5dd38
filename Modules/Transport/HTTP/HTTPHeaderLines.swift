import AllianceKit

/// Header fields as lines, in both directions.
enum HTTPHeaderLines {
    /// Lines to send. Throws `transport.header.invalid` for names that are no words and values with line ends.
    static func toSend(_ headers: [(name: String, value: String)], userAgent: String) throws(AllianceError) -> [String]
    {
        var lines: [String] = []
        for header in headers + [("User-Agent", userAgent)] {
            guard isToken(header.name), header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
                throw AllianceError(
                    "transport.header.invalid", "the header field \(header.name.prefix(40)) cannot be sent")
            }
            // Only the first of our own names counts; an empty value is written with a semicolon for libcurl.
            let known = lines.contains { $0.lowercased().hasPrefix(header.name.lowercased() + ":") }
            if header.name == "User-Agent", known { continue }
            lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        // No waiting for a go-ahead, no compressed bodies.
        return lines + ["Expect:", "Accept-Encoding: identity"]
    }

    /// The fields of the last answer among received lines (interim answers come first), names in lower case.
    static func last(_ lines: [String]) -> [(name: String, value: String)] {
        let start = lines.lastIndex { $0.hasPrefix("HTTP/") } ?? lines.startIndex
        return lines[start...].dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":"), isToken(String(line[..<colon])) else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (line[..<colon].lowercased(), String(value))
        }
    }

    /// Whether a text is a token (RFC 9110, section 5.6.2).
    static func isToken(_ text: String) -> Bool {
        let signs = Set("!#$%&'*+-.^_`|~".utf8)
        return !text.isEmpty
            && text.utf8.allSatisfy { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || signs.contains($0) }
    }
}

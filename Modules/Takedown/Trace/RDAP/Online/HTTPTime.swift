import AllianceKit

/// Times in HTTP header fields (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT` and the two older forms.
enum HTTPTime {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Reads a time; nil for anything else.
    static func read(_ text: String) -> Instant? {
        guard text.utf8.count <= 64 else { return nil }
        var words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        guard words.count >= 5 else { return nil }
        if words[0].count >= 3, Int(words[0]) == nil { words.removeFirst() }
        // `nov 6 08:49:37 1994`: month before day.
        if Int(words[0]) == nil, words.count == 4 { words = [words[1], words[0], words[3], words[2]] }
        guard words.count >= 4, let day = Int(words[0]), let month = months.firstIndex(of: words[1]),
            var year = Int(words[2])
        else { return nil }
        // RFC 850's two digits.
        if words[2].utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
        let clock = words[3].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2] else { return nil }
        return Instant(
            year: year, month: month + 1, day: day, hour: hour, minute: minute, second: min(second, 59))
    }

    /// Seconds that a `Retry-After` field asks to wait: a number, or a time. Nil for anything else.
    static func wait(_ text: String?, at now: Instant) -> Double? {
        guard let text = text.map({ String($0.drop { $0 == " " }) }), !text.isEmpty else { return nil }
        if text.utf8.allSatisfy({ 48...57 ~= $0 }) { return text.utf8.count <= 9 ? Double(text) : nil }
        return read(text).map { max(0, $0.seconds(since: now)) }
    }
}

extension HTTPResponse {
    /// The first field of a name, in lower case.
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

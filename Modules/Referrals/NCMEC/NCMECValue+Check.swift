import AllianceKit
import Glibc

extension NCMECValue {
    /// What is wrong with a text as this kind of value, or nil.
    func problem(of text: String) -> (code: String, message: String, hint: String?)? {
        switch self {
        case .anyText: nil
        case .text(let limit): tooLong(text, limit)
        case .filled(let limit):
            if text.utf8.allSatisfy({ $0 == 0x20 || 0x9...0xd ~= $0 }) {
                ("ncmec.value.blank", "it is blank", nil)
            } else {
                tooLong(text, limit)
            }
        case .word(let words):
            words.contains(text) ? nil : wrong("\"\(text)\" is not one of: \(words.joined(separator: ", "))")
        case .boolean: ["true", "false"].contains(text) ? nil : wrong("\"\(text)\" is neither true nor false")
        case .time: Instant(text) == nil ? wrong("\"\(text)\" is not a time with a zone (RFC 3339)") : nil
        case .day: CalendarDate(text) == nil ? wrong("\"\(text)\" is not a day (YYYY-MM-DD)") : nil
        case .integer(let range):
            if let number = Int64(text), range ~= number {
                nil
            } else {
                wrong("\"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        case .decimal: Double(text)?.isFinite == true ? nil : wrong("\"\(text)\" is not a number")
        case .flag: text.isEmpty ? nil : wrong("a presence flag is an empty element")
        case .country: country(text)
        case .state: Self.isPair(text, digits: false) ? nil : wrong("\"\(text)\" is not a state of two capital letters")
        case .address:
            Self.isAddress(text) ? nil : wrong("\"\(text)\" is neither an IPv4 nor an IPv6 address")
        case .callingCode:
            text.first == "+" && 2...4 ~= text.utf8.count && text.utf8.dropFirst().allSatisfy { 48...57 ~= $0 }
                ? nil : wrong("\"\(text)\" is not + and one to three digits")
        case .digits(let limit):
            !text.isEmpty && text.utf8.count <= limit && text.utf8.allSatisfy { 48...57 ~= $0 }
                ? nil : wrong("\"\(text)\" is not one to \(limit) digits")
        }
    }

    private func wrong(_ message: String) -> (code: String, message: String, hint: String?)? {
        ("ncmec.value.wrong", message, nil)
    }

    private func tooLong(_ text: String, _ limit: Int) -> (code: String, message: String, hint: String?)? {
        let count = text.unicodeScalars.count
        return count <= limit
            ? nil
            : ("ncmec.value.too-long", "\(count) characters; at most \(limit) are taken", "shorten it")
    }

    private func country(_ text: String) -> (code: String, message: String, hint: String?)? {
        if text == "UK" { return ("ncmec.value.wrong", "the United Kingdom is GB here", nil) }
        return text.isEmpty || Self.isPair(text, digits: true)
            ? nil : wrong("\"\(text)\" is not a country of two capital letters")
    }

    private static func isPair(_ text: String, digits: Bool) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 2 && 65...90 ~= bytes[0] && (65...90 ~= bytes[1] || digits && 48...57 ~= bytes[1])
    }

    /// Whether it is an address in text form, as the system reads it.
    static func isAddress(_ text: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        return unsafe !text.utf8.contains(0)
            && (inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1)
    }
}

import AllianceKit
import Cryptography

/// Reads the members of a report object, naming what does not fit.
struct ReportFields {
    let object: JSONObject
    let place: SourcePlace

    /// Text, or nil when it is missing, null or empty; throws `takedown.report.field` for anything else.
    func text(_ name: String) throws(AllianceError) -> String? {
        switch object[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text.isEmpty ? nil : text
        default: throw wrongType(name, "text")
        }
    }

    /// A truth value, or nil when it is missing or null.
    func flag(_ name: String) throws(AllianceError) -> Bool? {
        switch object[name] {
        case nil, .null?: return nil
        case .bool(let flag)?: return flag
        default: throw wrongType(name, "true or false")
        }
    }

    /// A moment; throws `takedown.report.time` when it is no RFC 3339 time.
    func time(_ name: String) throws(AllianceError) -> Instant? {
        guard let text = try text(name) else { return nil }
        guard let instant = Instant(text) else {
            throw error("takedown.report.time", "\(name) is not an RFC 3339 time", "write it as 2026-11-23T20:52:00Z")
        }
        return instant
    }

    /// The URL; throws `takedown.report.url-missing` when there is none or it is blank.
    func url(_ name: String) throws(AllianceError) -> String {
        guard let text = try text(name) else {
            throw error("takedown.report.url-missing", "\(name) is missing", "a report needs the exact address")
        }
        return try Self.url(text, name: name, at: place)
    }

    /// The same text, unless there is nothing but blanks in it.
    static func url(_ text: String, name: String, at place: SourcePlace) throws(AllianceError) -> String {
        guard text.unicodeScalars.contains(where: { $0.value > 0x20 && $0.value != 0xa0 }) else {
            throw AllianceError(
                "takedown.report.url-missing", "\(name) is blank", at: place, hint: "a report needs the exact address")
        }
        return text
    }

    /// A reference for a report that has none: the same report gives the same one.
    static func reference(of parts: String...) -> String {
        "R-" + Digester.digest(.sha256, of: parts.joined(separator: "\n")).hex.prefix(16)
    }

    func error(_ code: String, _ message: String, _ hint: String? = nil) -> AllianceError {
        AllianceError(code, message, at: place, hint: hint)
    }

    private func wrongType(_ name: String, _ expected: String) -> AllianceError {
        error("takedown.report.field", "\(name) is not \(expected)")
    }
}

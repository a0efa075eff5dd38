public import AllianceKit

/// A site's `security.txt` (RFC 9116) as it was given: whom its operator names. Never fetched by a trace.
public struct SecurityText: Sendable, Hashable {
    /// Contacts in the order of preference: mail addresses and https URLs, with their line.
    public private(set) var contacts: [Located<String>] = []
    /// When it stops being good.
    public private(set) var expires: Instant?
    /// What the file is called.
    public let name: String

    /// Reads a file of at most 64 KiB; lines that are no fields are passed over. Throws `takedown.security-text.size`.
    public init(_ bytes: [UInt8], name: String) throws(AllianceError) {
        guard bytes.count <= 65536 else {
            throw AllianceError(
                "takedown.security-text.size", "a security.txt of more than 64 KiB", at: SourcePlace(file: name))
        }
        self.name = name
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (place, line) in lines.enumerated() {
            guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("#") else { continue }
            let value = String(line[line.index(after: colon)...].drop { $0.isWhitespace })
            let trimmed = String(value.reversed().drop { $0.isWhitespace }.reversed())
            switch line[..<colon].lowercased() {
            case "contact" where contacts.count < 20:
                contacts.append(Located(trimmed, at: "line \(place + 1)"))
            case "expires": expires = Instant(trimmed)
            default: break
            }
        }
    }

    /// The contact as way and target; nil for telephone numbers and the like.
    static func target(_ value: String) -> (way: ContactWay, target: String)? {
        let lower = value.lowercased()
        if lower.hasPrefix("https://") { return (.form, value) }
        guard lower.hasPrefix("mailto:") else { return nil }
        return (.mail, String(value.dropFirst(7).prefix { $0 != "?" }))
    }
}

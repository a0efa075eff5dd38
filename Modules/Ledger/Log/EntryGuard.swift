import AllianceKit

/// Keeps out of the ledger what can never be taken out again: addresses of people and of content.
///
/// A cheap look at texts, not a proof that nothing personal is in them.
enum EntryGuard {
    /// Throws `ledger.entry.personal` when actor or facts hold a text that looks like a URL or an e-mail address.
    static func check(_ event: Event) throws {
        if let what = suspicion(event.actor) {
            throw refused("the actor looks like \(what)", hint: "act under a role or a staff number")
        }
        for member in event.facts.members { try check(member.value, of: member.name, in: event.kind) }
    }

    private static func check(_ value: JSONValue, of name: String, in kind: String) throws {
        switch value {
        case .string(let text):
            if let what = suspicion(text) {
                throw refused(
                    "the fact \"\(name)\" of \(kind) looks like \(what)",
                    hint: "log a code, a count or an identity; the content belongs in the record, which can be erased")
            }
        case .array(let items): for item in items { try check(item, of: name, in: kind) }
        case .object(let object): for member in object.members { try check(member.value, of: member.name, in: kind) }
        case .null, .bool, .integer, .number: break
        }
    }

    private static func refused(_ what: String, hint: String) -> AllianceError {
        AllianceError("ledger.entry.personal", "\(what), which the ledger must never hold", hint: hint)
    }

    /// What a text looks like, or nil.
    static func suspicion(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ":"):
                if bytes[place...].starts(with: "://".utf8) { return "a URL" }
            case UInt8(ascii: "@"):
                if isMail(bytes, at: place) { return "an e-mail address" }
            default: break
            }
            place += 1
        }
        let start = String(decoding: bytes.prefix(7), as: UTF8.self).lowercased()
        return start.hasPrefix("www.") || start == "mailto:" ? "a URL" : nil
    }

    /// A letter or digit before the at sign, and a dot with something around it in the word after it.
    private static func isMail(_ bytes: [UInt8], at place: Int) -> Bool {
        guard place > 0, bytes[place - 1] > 0x20 else { return false }
        let domain = bytes[(place + 1)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "@") }
        guard let dot = domain.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return dot > domain.startIndex && dot < domain.endIndex - 1
    }
}

import AllianceKit

/// A jCard (RFC 7095) as far as contacts need it: `["vcard", [[name, {parameters}, type, value…]…]]`.
struct VCard {
    var fullName: String?
    var organization: String?
    var emails: [RDAPEmail] = []
    var contactURIs: [Located<String>] = []
    var country: Located<CountryCode>?

    init(_ json: JSONValue?, at pointer: String) {
        guard let items = json?.arrayValue, items.count >= 2, let rows = items[1].arrayValue else { return }
        for (place, row) in rows.prefix(1000).enumerated() {
            guard let cells = row.arrayValue, cells.count >= 4, let name = cells[0].stringValue?.lowercased() else {
                continue
            }
            let here = "\(pointer)/1/\(place)"
            let parameters = Parameters(cells[1])
            switch name {
            case "fn": fullName = fullName ?? Self.filled(cells[3].stringValue)
            case "org": organization = organization ?? Self.filled(RDAPEntityReader.texts(cells[3]).first)
            case "email":
                for email in Self.values(cells, at: here) {
                    emails.append(
                        RDAPEmail(
                            address: email.value, types: parameters.texts("type").map { $0.lowercased() },
                            preference: parameters.texts("pref").first.flatMap { Int($0) }, pointer: email.pointer))
                }
            case "contact-uri": contactURIs += Self.values(cells, at: here)
            case "adr": country = country ?? Self.country(cells, parameters, at: here)
            default: break
            }
        }
    }

    /// Values from the fourth cell on; a value may itself be a list.
    private static func values(_ cells: [JSONValue], at pointer: String) -> [Located<String>] {
        var values: [Located<String>] = []
        for (place, cell) in cells.enumerated().dropFirst(3) {
            if let text = filled(cell.stringValue) { values.append(Located(text, at: "\(pointer)/\(place)")) }
            for (inner, item) in (cell.arrayValue ?? []).enumerated() {
                guard let text = filled(item.stringValue) else { continue }
                values.append(Located(text, at: "\(pointer)/\(place)/\(inner)"))
            }
        }
        return values
    }

    /// The country of an address: parameter `cc` (RFC 8605), the seventh part, or the last line of the label.
    private static func country(
        _ cells: [JSONValue], _ parameters: Parameters, at pointer: String
    ) -> Located<CountryCode>? {
        if let code = parameters.texts("cc").first.flatMap({ CountryCode($0) }) {
            return Located(code, at: "\(pointer)/1/\(parameters.name("cc"))")
        }
        let parts = cells[3].arrayValue ?? []
        if parts.count >= 7, let code = RDAPEntityReader.texts(parts[6]).first.flatMap(CountryNames.code(ofNameOrCode:))
        {
            return Located(code, at: "\(pointer)/3/6")
        }
        guard let label = parameters.texts("label").first else { return nil }
        // Some servers escape the line ends once more.
        let lines = label.split { $0.isNewline }.flatMap { $0.split(separator: "\\n") }
        guard let last = lines.last, let code = CountryNames.code(ofName: String(last)) else { return nil }
        return Located(code, at: "\(pointer)/1/\(parameters.name("label"))")
    }

    private static func filled(_ text: String?) -> String? {
        guard let text, text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        return text
    }

    /// A property's parameters, by names of either case.
    private struct Parameters {
        private let members: [(name: String, value: JSONValue)]

        init(_ json: JSONValue) { members = json.objectValue?.members ?? [] }

        /// The name as it is written.
        func name(_ name: String) -> String { members.first { $0.name.lowercased() == name }?.name ?? name }

        func texts(_ name: String) -> [String] {
            guard let member = members.first(where: { $0.name.lowercased() == name }) else { return [] }
            if let number = member.value.integerValue { return [String(number)] }
            return RDAPEntityReader.texts(member.value)
        }
    }
}

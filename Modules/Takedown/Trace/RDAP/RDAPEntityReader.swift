import AllianceKit

/// Reads entities with those below them, up to limits that no honest answer reaches.
struct RDAPEntityReader {
    /// Levels of entities within entities.
    static let maxDepth = 6
    /// Entities of one answer.
    static let maxEntities = 2000
    private var count = 0

    mutating func read(_ json: JSONValue?, at pointer: String, depth: Int) -> [RDAPEntity] {
        guard depth < Self.maxDepth, let items = json?.arrayValue else { return [] }
        var entities: [RDAPEntity] = []
        for (place, item) in items.enumerated() {
            guard let object = item.objectValue, count < Self.maxEntities else { continue }
            count += 1
            let here = "\(pointer)/\(place)"
            entities.append(
                entity(
                    object, at: here, below: read(object["entities"], at: "\(here)/entities", depth: depth + 1)))
        }
        return entities
    }

    /// The entity that a whole answer is about; those below it stand in the answer itself.
    func own(_ object: JSONObject) -> RDAPEntity { entity(object, at: "", below: []) }

    private func entity(_ object: JSONObject, at here: String, below: [RDAPEntity]) -> RDAPEntity {
        let card = VCard(object["vcardArray"], at: "\(here)/vcardArray")
        return RDAPEntity(
            handle: object["handle"]?.stringValue, roles: Self.texts(object["roles"]).map { $0.lowercased() },
            fullName: card.fullName, organization: card.organization, emails: card.emails,
            contactURIs: card.contactURIs, country: card.country,
            remarks: Self.remarks(object["remarks"], at: "\(here)/remarks"), entities: below,
            links: Self.links(object["links"]), pointer: here)
    }

    static func links(_ json: JSONValue?) -> [RDAPLink] {
        (json?.arrayValue ?? []).prefix(100).compactMap { link in
            guard let href = link["href"]?.stringValue else { return nil }
            return RDAPLink(relation: link["rel"]?.stringValue?.lowercased() ?? "", href: href)
        }
    }

    static func remarks(_ json: JSONValue?, at pointer: String) -> [RDAPRemark] {
        (json?.arrayValue ?? []).prefix(200).enumerated().map { place, remark in
            let lines = (remark["description"]?.arrayValue ?? []).prefix(1000).enumerated().compactMap { line, text in
                text.stringValue.map { Located($0, at: "\(pointer)/\(place)/description/\(line)") }
            }
            return RDAPRemark(title: remark["title"]?.stringValue, lines: lines)
        }
    }

    /// A list of texts, or a single text where a server left the list out.
    static func texts(_ json: JSONValue?) -> [String] {
        if let text = json?.stringValue { return [text] }
        return (json?.arrayValue ?? []).compactMap(\.stringValue)
    }
}

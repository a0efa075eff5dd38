public import AllianceKit

/// Finds, keeps and changes contacts, each change with its event. No event names a mailbox.
public enum ContactDesk {
    /// The contact of an identity or of a target in any capitals. Throws `takedown.contact.none`.
    public static func find(_ word: String, in reader: any StoreReader) throws -> Contact {
        if let id = EntityID(word), id.prefix == "contact", let contact = try reader.get(Contact.self, id) {
            return contact
        }
        for way in ContactWay.allCases {
            if let contact = try reader.get(Contact.self, Contact.id(of: way, word)) { return contact }
        }
        let same = try reader.all(Query<Contact>().where("target", .equal, .text(word.lowercased())).limited(to: 2))
        if let only = same.first, same.count == 1 { return only }
        throw AllianceError(
            "takedown.contact.none", "there is no contact \(word)", hint: "see: alliance takedown contacts ls")
    }

    /// Keeps what a trace found, so that an analyst can decide on it: candidates for notices and for escalation. What is known already
    /// only learns what else it is responsible for. Returns how many are new.
    @discardableResult public static func keep(
        _ result: TraceResult, in transaction: any StoreTransaction, at now: Instant, by actor: String
    ) throws -> Int {
        var count = 0
        for candidate in result.contacts.candidates where candidate.purpose != .lastResort {
            let scopes = scopes(of: candidate, in: result)
            let id = Contact.id(of: candidate.way, candidate.target)
            if var known = try transaction.get(Contact.self, id) {
                if known.extend(to: scopes) {
                    try put(known, "takedown.contact.extended", in: transaction, at: now, by: actor)
                }
                continue
            }
            var contact = Contact(
                candidate.way, candidate.target, kind: candidate.basis.kind, scopes: scopes, origin: .trace, found: now,
                by: actor)
            contact.name = candidate.name
            contact.source = "\(candidate.source) \(candidate.pointer)"
            try put(contact, "takedown.contact.found", in: transaction, at: now, by: actor)
            count += 1
        }
        return count
    }

    /// Notes that a notice to a target came back for good. Does nothing for a target that is not in the book.
    public static func recordBounce(
        of target: String, way: ContactWay = .mail, code: String?, at time: Instant, by actor: String,
        limit: Int = ContactSettings().bounceLimit, in transaction: any StoreTransaction
    ) throws {
        guard var contact = try transaction.get(Contact.self, Contact.id(of: way, target)) else { return }
        contact.bounce(at: time, code: code, limit: limit)
        try put(
            contact, "takedown.contact.bounced", in: transaction, at: time, by: actor,
            facts: ["code": .text(code), "bounces": .integer(Int64(contact.bounces))])
    }

    /// Stores a contact with the event that changed it.
    public static func put(
        _ contact: Contact, _ kind: String, in transaction: any StoreTransaction, at time: Instant, by actor: String,
        facts: JSONObject = [:]
    ) throws {
        var facts = facts
        facts["standing"] = .string(contact.standing.rawValue)
        facts["way"] = .string(contact.way.rawValue)
        facts["kind"] = .string(contact.kind.rawValue)
        facts["origin"] = .string(contact.origin.rawValue)
        try transaction.put(contact, because: Event(kind, contact.id, at: time, by: actor, facts: facts))
    }

    /// What a candidate speaks for: the block or AS in whose answer it stands, or the domain.
    private static func scopes(of candidate: ContactCandidate, in result: TraceResult) -> [ContactScope] {
        switch candidate.basis {
        case .registrar, .convention, .securityText:
            return ContactScope(result.host).map { [$0] } ?? []
        case .autnum:
            return result.addresses.filter { $0.answers.contains(candidate.source) }.compactMap(\.autnum).prefix(1)
                .map { .autnum($0) }
        default:
            for address in result.addresses where address.answers.contains(candidate.source) {
                if let first = address.first, let last = address.last, first.width == last.width, first <= last {
                    return [.addresses(first...last)]
                }
            }
            return []
        }
    }
}

import AllianceKit

/// Whether an answer is about what was asked: one about something else would name the wrong contact.
enum RDAPMatch {
    /// Throws `takedown.rdap.mismatch`.
    static func check(_ answer: RDAPAnswer, _ query: RDAPQuery, at place: SourcePlace) throws(AllianceError) {
        let fits =
            switch query {
            case .address(let address):
                answer.kind == .network && answer.addresses?.lowerBound.width == address.width
                    && answer.addresses?.contains(address) == true
            case .autnum(let number):
                answer.kind == .autnum && (answer.autnums?.contains(number) ?? (answer.handle == "AS\(number)"))
            case .domain(let name): answer.kind == .domain && answer.name.map(trimmed) == trimmed(name)
            case .entity(let handle):
                answer.kind == .entity && answer.handle?.lowercased() == handle.lowercased()
            case .link: answer.kind != .error && answer.kind != .other
            }
        guard fits else {
            throw AllianceError(
                "takedown.rdap.mismatch", "the answer is not about \(query.name)", at: place,
                hint: "it was kept aside; look at it with: alliance takedown rdap ls --kind malformed")
        }
    }

    private static func trimmed(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}

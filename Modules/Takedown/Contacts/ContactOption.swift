public import AllianceKit

/// One contact for a traced case, with why it stands where it stands.
public struct ContactOption: Sendable, Hashable {
    /// The contact as the book has it; one that is not in the book yet waits for an analyst like any other.
    public var contact: Contact
    /// What speaks for it and against it, as phrases.
    public var reasons: [String]
    /// Of one that the trace found: how.
    public var basis: ContactCandidate.Basis?
    /// Whether it is only for when an analyst finds nothing better.
    public var isLastResort: Bool
}

/// Who is to be written to about a case at one level.
public enum ContactChoice: Sendable, Hashable {
    /// This one; notices may go there.
    case approved(ContactOption)
    /// Nobody before an analyst decided on these, the best first.
    case undecided([ContactOption])
    /// Nobody is known.
    case none

    /// The contact to write to, or an error that says what has to happen first: `takedown.contact.unapproved` (exit 77), or
    /// `takedown.contact.missing` (exit 1).
    public func contact(for reference: String, at level: ContactLevel = .host) throws(AllianceError) -> Contact {
        switch self {
        case .approved(let option): return option.contact
        case .undecided(let options):
            guard let first = options.first else { break }
            let state = first.contact.standing == .bounced ? "notices to it came back" : "nobody approved it yet"
            throw AllianceError(
                "takedown.contact.unapproved", "\(reference): \(first.contact.target) is the best contact; \(state)",
                hint: "look and decide: alliance takedown contacts show|approve|reject \(first.contact.target)",
                exit: .notAllowed)
        case .none: break
        }
        throw AllianceError(
            "takedown.contact.missing", "\(reference): no contact is known at the level \(level.word)",
            hint: "trace the case, or put one in: alliance takedown contacts add", exit: .partial)
    }
}

/// An answer to look for contacts in, and how it relates to the address.
public struct ContactSource: Sendable, Hashable {
    /// How an answer relates to the address that is traced.
    public enum Relation: Sendable, Hashable {
        /// The block the address lies in, or any answer looked at by itself.
        case direct
        /// A larger block around it.
        case parentNetwork
        /// The AS that announces it.
        case autnum
        /// The registered domain.
        case domain
    }

    /// The answer.
    public var answer: RDAPAnswer
    /// How it relates to the address.
    public var relation: Relation
    /// What the answer is called in results: a file name, a handle.
    public var name: String
    /// Of an answer about an entity: the roles it has where it was named.
    public var roles: [String]

    /// Makes one.
    public init(_ answer: RDAPAnswer, _ relation: Relation = .direct, name: String, roles: [String] = []) {
        self.answer = answer
        self.relation = relation
        self.name = name
        self.roles = roles
    }
}

/// Who could be written to about an address: a ranked list with reasons, never one address taken for granted.
public struct ContactSelection: Sendable, Hashable, Codable {
    /// Candidates, the best first; each mail address once.
    public private(set) var candidates: [ContactCandidate]
    /// Addresses that were found and must not be mailed, with the reason.
    public private(set) var dropped: [DroppedContact]

    /// The best candidate that is meant for abuse reports; nil when an analyst has to look.
    public var preferred: ContactCandidate? {
        candidates.first { $0.purpose == .notice } ?? candidates.first { $0.purpose == .escalation }
    }

    /// Ranks the contacts of answers. `domain` is the registrable domain, for the conventional `abuse@` address as the last resort;
    /// `security` the site's own `security.txt`.
    public init(_ sources: [ContactSource], domain: String? = nil, security: SecurityText? = nil) {
        var gathering = ContactGathering()
        for source in sources { gathering.add(source) }
        if let security { gathering.add(security) }
        if let domain { gathering.addConvention(domain) }
        (candidates, dropped) = gathering.ranked()
    }
}

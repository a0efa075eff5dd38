public import AllianceKit

/// An RDAP answer (RFC 9083): an address block, an AS number, a domain, an entity, or an error.
public struct RDAPAnswer: Sendable, Hashable {
    /// What is described.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// `ip network`
        case network
        /// `autnum`
        case autnum
        /// `domain`
        case domain
        /// `entity`
        case entity
        /// An error answer: there is no data.
        case error
        /// Anything else, for instance a name server.
        case other
    }

    /// What is described.
    public var kind: Kind
    /// The registry's handle.
    public var handle: String?
    /// The registry's name for it; of a domain its A-label form.
    public var name: String?
    /// The country the registry states, or the one in the registrant's postal address where there is no such member.
    public var country: Located<CountryCode>?
    /// First and last address of an address block.
    public var addresses: ClosedRange<IPAddress>?
    /// First and last number of an AS block.
    public var autnums: ClosedRange<UInt32>?
    /// The handle of the block above.
    public var parentHandle: String?
    /// Contacts and organisations.
    public var entities: [RDAPEntity]
    /// Remarks of the object itself.
    public var remarks: [RDAPRemark]
    /// Links of the object itself.
    public var links: [RDAPLink]
    /// Of an answer about an entity: that entity, with roles only where the server states them.
    public var own: RDAPEntity?
    /// AS numbers that the registry knows to announce the block (ARIN's extension).
    public var originAutnums: [UInt32]
    /// Of an error answer: its HTTP status.
    public var errorCode: Int?
    /// Of an error answer: its title.
    public var title: String?

    /// The organisation that holds it: the registrant's name.
    public var organization: String? {
        let all = entities.flatMap { [$0] + $0.entities }
        let holder = all.first { $0.roles.contains("registrant") && $0.displayName != nil }
        return holder?.displayName
    }

    /// Where a larger block is described: links `up` and `rdap-up`.
    public var parentLinks: [String] { links.filter { $0.relation == "up" || $0.relation == "rdap-up" }.map(\.href) }
}

/// A value and the JSON Pointer (RFC 6901) of the text it was read from.
public struct Located<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// The value.
    public var value: Value
    /// Where it stands: `/entities/0/vcardArray/1/4/3`.
    public var pointer: String

    /// Makes one.
    public init(_ value: Value, at pointer: String) {
        self.value = value
        self.pointer = pointer
    }
}

/// A person, group or organisation in an answer.
public struct RDAPEntity: Sendable, Hashable {
    /// The registry's handle.
    public var handle: String?
    /// Roles in lower case: `abuse`, `registrant`, `technical`, `registrar`.
    public var roles: [String]
    /// The formatted name.
    public var fullName: String?
    /// The organisation's name.
    public var organization: String?
    /// Mail addresses in the order of the vCard.
    public var emails: [RDAPEmail]
    /// Web forms (`contact-uri`, RFC 8605).
    public var contactURIs: [Located<String>]
    /// The country of its postal address.
    public var country: Located<CountryCode>?
    /// Remarks.
    public var remarks: [RDAPRemark]
    /// Entities below it.
    public var entities: [RDAPEntity]
    /// Links; `self` leads to all that the registry says of it.
    public var links: [RDAPLink]
    /// Where it stands.
    public var pointer: String

    /// Where more is said of it, in the clear never.
    public var selfLink: String? { links.first { $0.relation == "self" && $0.href.hasPrefix("https://") }?.href }
    /// The organisation, else the formatted name.
    public var displayName: String? { organization ?? fullName }
}

/// One `email` row of a vCard.
public struct RDAPEmail: Sendable, Hashable {
    /// As written.
    public var address: String
    /// The `type` parameters in lower case.
    public var types: [String]
    /// The `pref` parameter, 1 is the most preferred.
    public var preference: Int?
    /// Where the address stands.
    public var pointer: String
}

/// A remark: lines of text.
public struct RDAPRemark: Sendable, Hashable {
    /// Its title.
    public var title: String?
    /// Its lines, each with its place.
    public var lines: [Located<String>]
}

/// A link.
public struct RDAPLink: Sendable, Hashable {
    /// What it leads to, in lower case: `self`, `up`, `related`.
    public var relation: String
    /// The URL.
    public var href: String
}

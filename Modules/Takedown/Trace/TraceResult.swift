public import AllianceKit

/// What a trace found: where the content is, as far as the sources say, and whom to write to.
public struct TraceResult: Sendable, Hashable, Codable {
    /// How it ended.
    public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        /// At least three sources speak and all name the same country.
        case located
        /// One or two sources name a country, and nothing speaks against it.
        case unconfirmed
        /// Sources name different countries: an analyst decides.
        case disagreed
        /// Behind a delivery network, a proxy, an onion service or ever new addresses: the origin is hidden.
        case originUnknown = "origin-unknown"
        /// The name has no address, or the resolver cannot tell.
        case unresolved
        /// There are addresses, but no source knows a country.
        case unknown
    }

    /// The host that was traced, names in ASCII form.
    public var host: String
    /// How it ended.
    public var outcome: Outcome
    /// The country, when it is `located` or `unconfirmed`.
    public var country: CountryCode?
    /// Its addresses with what is known of each.
    public var addresses: [TracedAddress]
    /// What each source says of the country.
    public var votes: [CountryVote]
    /// Whom to write to, ranked.
    public var contacts: ContactSelection
    /// How the outcome came about, one sentence each.
    public var reasons: [String]
    /// What was asked for and not had: a trace with gaps is worth repeating.
    public var gaps: [TraceGap]

    /// The AS of the first address that has one.
    public var autnum: UInt32? { addresses.lazy.compactMap(\.autnum).first }
    /// The organisation of the first address that has one.
    public var organization: String? { addresses.lazy.compactMap(\.organization).first }
}

/// Something that a trace asked for and did not get.
public struct TraceGap: Sendable, Hashable, Codable {
    /// The error's code.
    public var code: String
    /// The same in words, with the place.
    public var text: String

    /// A gap that an error left.
    public init(_ error: AllianceError) {
        code = error.code
        text = error.description
    }
}

/// One address of a traced host.
public struct TracedAddress: Sendable, Hashable, Codable {
    /// The address.
    public var address: IPAddress
    /// First and last address of the registered block, or of the database's network where there is no RDAP answer.
    public var first: IPAddress?
    /// The last address of the block.
    public var last: IPAddress?
    /// The registry's handle of the block.
    public var handle: String?
    /// The AS that announces it.
    public var autnum: UInt32?
    /// Who holds the block, else the AS.
    public var organization: String?
    /// The delivery network or proxy it belongs to, if any.
    public var provider: String?
    /// The RDAP answers that were used, by the names of their files or the addresses they came from.
    public var answers: [String]
    /// The name its operator gave it (reverse DNS).
    public var name: String?
}

/// What one source says of the country of one address.
public struct CountryVote: Sendable, Hashable, Codable {
    /// Who says so.
    public enum Source: String, Sendable, Hashable, Codable, CaseIterable {
        /// The country in the RDAP answer for the block; without one, where the country database has it registered.
        case registration
        /// A geolocation database.
        case geolocation
        /// The country in which the announcing AS is registered.
        case autnum
        /// The country code at the end of the address's own name: agrees or says nothing, for anyone can choose it.
        case reverse
        /// The operator of this tool, who knows better; decides alone.
        case `operator`
    }

    /// Who says so.
    public var source: Source
    /// The country.
    public var country: CountryCode
    /// Of which address; nil for the operator's word.
    public var address: IPAddress?
    /// Where it stands: a file and a place in it.
    public var evidence: String
    /// Whether it counts; a delivery network's country says nothing of the origin.
    public var counts: Bool
}

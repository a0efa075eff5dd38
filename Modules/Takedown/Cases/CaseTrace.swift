public import AllianceKit

/// What was found out about where the content is hosted and who can remove it.
public struct CaseTrace: Sendable, Hashable, Codable {
    /// What the trace led to.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        /// Hosted in the own country, or the country is not known.
        case hosted
        /// Hosted in another country.
        case abroad
        /// Hidden behind a delivery network or an onion service, or the name does not resolve.
        case unknown

        /// The verb of the state machine.
        var verb: CaseVerb {
            switch self {
            case .hosted: .traceHosted
            case .abroad: .traceAbroad
            case .unknown: .traceUnknown
            }
        }
    }

    /// What it led to.
    public var outcome: Outcome
    /// The country of the host, if the sources agree.
    public var country: CountryCode?
    /// The number of the autonomous system.
    public var asn: Int?
    /// The network's operator, as its registry names it.
    public var network: String?
    /// The addresses of the host name.
    public var addresses: [String]
    /// Contacts, best first, each with the reason for its place.
    public var contacts: [CaseContact]
    /// What the trace went by, one sentence each.
    public var reasons: [String]
    /// When it was done.
    public var time: Instant

    /// Makes one.
    public init(
        outcome: Outcome, country: CountryCode? = nil, asn: Int? = nil, network: String? = nil,
        addresses: [String] = [], contacts: [CaseContact] = [], reasons: [String] = [], time: Instant
    ) {
        self.outcome = outcome
        self.country = country
        self.asn = asn
        self.network = network
        self.addresses = addresses
        self.contacts = contacts
        self.reasons = reasons
        self.time = time
    }
}

/// Someone who may be able to remove the content.
public struct CaseContact: Sendable, Hashable, Codable {
    /// The mail address.
    public var email: String
    /// Where it was found: `network abuse`, `registrar`.
    public var source: String
    /// Why it stands where it stands.
    public var reason: String
    /// How far it can be trusted: `high`, `medium`, `low`.
    public var confidence: String

    /// Makes one.
    public init(email: String, source: String, reason: String, confidence: String) {
        self.email = email
        self.source = source
        self.reason = reason
        self.confidence = confidence
    }
}

public import AllianceKit

/// What was found out about where the content is hosted and who can remove it, and what follows for the case.
public struct CaseTrace: Sendable, Hashable, Codable {
    /// What the trace led to.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        /// Hosted in the own country.
        case hosted
        /// Hosted in another country.
        case abroad
        /// Hidden behind a delivery network or an onion service.
        case unknown
        /// Not resolving, or the sources are silent or disagree: tried again, unless an analyst decides.
        case unfinished

        /// The verb of the state machine.
        var verb: CaseVerb {
            switch self {
            case .hosted: .traceHosted
            case .abroad: .traceAbroad
            case .unknown: .traceUnknown
            case .unfinished: .traceUnfinished
            }
        }
    }

    /// What it led to.
    public var outcome: Outcome
    /// Everything the tracer found: addresses, votes on the country, ranked contacts with reasons.
    public var result: TraceResult
    /// When it was done.
    public var time: Instant
    /// Who did it.
    public var by: String

    /// Judges a result from the point of view of a house in `home`.
    public init(_ result: TraceResult, home: CountryCode, time: Instant, by actor: String) {
        self.result = result
        self.time = time
        by = actor
        switch (result.outcome, result.country) {
        case (.located, let country?), (.unconfirmed, let country?): outcome = country == home ? .hosted : .abroad
        case (.originUnknown, _): outcome = .unknown
        default: outcome = .unfinished
        }
    }

    /// The country of the host, if it is known.
    public var country: CountryCode? { result.country }
    /// The best contact for a first notice.
    public var contact: String? { result.contacts.preferred?.email }
}

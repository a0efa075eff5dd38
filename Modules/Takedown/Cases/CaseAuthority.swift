public import AllianceKit

/// The law-enforcement authority that was told of a case, and until when it may ask for a hold.
public struct CaseAuthority: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String
    /// The number under which it keeps the matter, if it gave one.
    public var reference: String?
    /// When it was informed.
    public var informed: Instant
    /// Until when notices wait for its answer.
    public var until: Instant
    /// Who informed it.
    public var informedBy: String

    /// Makes one.
    public init(name: String, reference: String? = nil, informed: Instant, until: Instant, informedBy: String) {
        self.name = name
        self.reference = reference
        self.informed = informed
        self.until = until
        self.informedBy = informedBy
    }
}

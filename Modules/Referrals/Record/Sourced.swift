public import AllianceKit

/// A value that may matter in court, with where it comes from.
public struct Sourced<Value: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
    /// The value.
    public var value: Value
    /// Where it comes from; nil only for what nobody stated.
    public var source: ValueSource?

    /// Makes one.
    public init(_ value: Value, source: ValueSource?) {
        self.value = value
        self.source = source
    }
}

extension Sourced<ThreeValued> {
    /// Nobody stated it.
    public static let notStated = Sourced(.notStated, source: nil)
}

/// Where a value comes from.
public struct ValueSource: Codable, Sendable, Hashable {
    /// What kind of source it is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A person of the reporting organisation said so on the command line or in a form.
        case operatorStatement
        /// A log that recorded the access as it happened; the only source that proves who viewed which file.
        case accessLog
        /// A recorded match with a known-hash list.
        case listMatch
        /// The system that holds the account or file (upload log, account data).
        case platformRecord
        /// A report from outside.
        case report
        /// The list's own data about an entry.
        case listEntry
    }

    /// What kind of source it is.
    public var kind: Kind
    /// What identifies it there: a record's identity, a log entry, a list and entry.
    public var reference: String?
    /// Who stated or recorded it: a role or an actor's name.
    public var by: String?
    /// When it was stated or recorded.
    public var at: Instant?

    /// Makes one.
    public init(_ kind: Kind, reference: String? = nil, by: String? = nil, at: Instant? = nil) {
        self.kind = kind
        self.reference = reference
        self.by = by
        self.at = at
    }
}

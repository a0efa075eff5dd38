public import AllianceKit
public import CommandLineKit

/// Somebody's objection to a case, a notice or a block, and what became of it.
public struct CaseAppeal: Sendable, Hashable, Codable {
    /// Who objects; a role, never a name.
    public enum Party: String, Sendable, Codable, CaseIterable, ArgumentValue {
        /// The hosting provider.
        case provider
        /// The owner of the site or domain.
        case siteOwner = "site-owner"
        /// Whoever put the content there.
        case uploader
        /// An access provider that uses a block list.
        case accessProvider = "access-provider"
        /// Anyone else.
        case other
    }

    /// How it was decided.
    public enum Decision: String, Sendable, Codable, CaseIterable, ArgumentValue {
        /// The objection was right: the case is withdrawn, its blocks are lifted.
        case upheld
        /// The objection was wrong: the case goes on.
        case rejected
    }

    /// Who objects.
    public var by: Party
    /// Why, in the house's words.
    public var reason: String
    /// When it came in.
    public var received: Instant
    /// Who recorded it.
    public var recordedBy: String
    /// By when it is to be decided.
    public var due: Instant
    /// How it was decided; nil while it is open.
    public var decision: Decision?
    /// Why.
    public var decisionReason: String?
    /// Who decided.
    public var decidedBy: String?
    /// When.
    public var decided: Instant?

    /// An open appeal.
    public init(by: Party, reason: String, received: Instant, recordedBy: String, due: Instant) {
        self.by = by
        self.reason = reason
        self.received = received
        self.recordedBy = recordedBy
        self.due = due
    }
}

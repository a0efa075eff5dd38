/// A mailbox or form that a notice could go to, with what speaks for it. Never written to before an analyst approved it.
public struct ContactCandidate: Sendable, Hashable, Codable {
    /// How it was found, the most reliable first.
    public enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
        /// The abuse contact of the address block itself.
        case network
        /// The abuse contact of an organisation named in the block's answer.
        case organization
        /// A mailbox named `abuse` of another contact of the block.
        case abuseMailbox = "abuse-mailbox"
        /// The abuse contact of the next larger block.
        case parentNetwork = "parent-network"
        /// The abuse contact of the AS that announces the address.
        case autnum
        /// Named in the text of a remark.
        case remarks
        /// The registrar of the domain: for escalation.
        case registrar
        /// Named in the site's `security.txt` (RFC 9116), which whoever runs the site wrote.
        case securityText = "security-txt"
        /// A technical or operations contact: not meant for abuse reports.
        case operations
        /// `abuse@` the registrable domain (RFC 2142), a convention nobody promised to keep.
        case convention
    }

    /// How likely it is that abuse reports are read there.
    public enum Confidence: String, Sendable, Hashable, Codable, Comparable {
        /// Stated for this purpose by the holder.
        case high
        /// Stated, but for more than this address or not quite for this purpose.
        case medium
        /// Guessed from text or custom.
        case low

        private var rank: Int { self == .high ? 2 : self == .medium ? 1 : 0 }
        /// Low before high.
        public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }
    }

    /// What a contact is for.
    public enum Purpose: String, Sendable, Hashable, Codable {
        /// First notices.
        case notice
        /// When the host does not act.
        case escalation
        /// Only if an analyst finds nothing better.
        case lastResort = "last-resort"
    }

    /// How it is reached.
    public var way: ContactWay
    /// The mail address or the form's URL as it stands in the answer.
    public var target: String
    /// The name of the contact, if it has one.
    public var name: String?
    /// How it was found.
    public var basis: Basis
    /// How likely it is that abuse reports are read there.
    public var confidence: Confidence
    /// What it is for.
    public var purpose: Purpose
    /// The answer it was read from, as named by the caller: a file, a handle.
    public var source: String
    /// The JSON Pointer of the text in that answer; empty for `convention`.
    public var pointer: String
    /// Levels of entities above it: 0 stands beside the block itself.
    public var depth: Int
    /// Why it stands where it stands, as phrases.
    public var reasons: [String]

    /// The mail address, if it is one.
    public var email: String? { way == .mail ? target : nil }
    /// What it is told apart by.
    var key: String { way == .mail ? target.lowercased() : target }
}

/// A mailbox or form that was found and put aside.
public struct DroppedContact: Sendable, Hashable, Codable {
    /// The address as it stands in the answer.
    public var target: String
    /// The answer it was read from.
    public var source: String
    /// Where it stands.
    public var pointer: String
    /// Why it must not be mailed.
    public var reason: String
}

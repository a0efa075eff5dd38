public import CommandLineKit

/// How a contact is reached.
public enum ContactWay: String, Sendable, Hashable, Codable, CaseIterable, ArgumentValue {
    /// An interface that takes reports from programs: an https URL.
    case api
    /// A web form that a person fills in: an https URL.
    case form
    /// A mailbox.
    case mail
}

/// What a contact is to the content.
public enum ContactKind: String, Sendable, Hashable, Codable, CaseIterable, ArgumentValue {
    /// Holds the address the content is served from.
    case hoster
    /// Connects the hoster: the larger block, or the announcing AS.
    case upstream
    /// Registered the domain.
    case registrar
    /// Runs the site; may be the one who put the content there.
    case siteOwner
    /// Police, told beside the notices.
    case police
    /// An authority that can order a removal.
    case authority
}

/// The steps of the escalation: when one does not act, the next is written to.
public enum ContactLevel: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Who holds the address.
    case host
    /// Who connects the host.
    case upstream
    /// Who registered the domain.
    case registrar
    /// Who can order a removal.
    case authority

    /// The word in output.
    public var word: String { "\(self)" }

    /// Host first.
    public static func < (left: ContactLevel, right: ContactLevel) -> Bool { left.rawValue < right.rawValue }
}

extension ContactKind {
    /// The step at which it is written to.
    public var level: ContactLevel {
        switch self {
        case .hoster, .siteOwner: .host
        case .upstream: .upstream
        case .registrar: .registrar
        case .police, .authority: .authority
        }
    }
}

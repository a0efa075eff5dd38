public import CommandLineKit

/// Whether a victim has been identified, as somebody stated it. It is never inferred from anything else.
public enum VictimStatus: String, Codable, Sendable, CaseIterable {
    /// Stated: identified by an authority.
    case identified
    /// Stated: not identified so far.
    case unidentified
    /// Nobody stated it.
    case notStated
}

extension VictimStatus: ArgumentValue {
    /// Reads `identified`, `unidentified`, `not-stated`.
    public init?(argument: String) {
        guard let value = Self.allCases.first(where: { $0.argument == argument }) else { return nil }
        self = value
    }
    /// The word on the command line.
    public var argument: String { self == .notStated ? "not-stated" : rawValue }
    /// The three words.
    public static var choices: [String] { allCases.map(\.argument) }
    /// `identified, unidentified or not-stated`
    public static var valueDescription: String { "identified, unidentified or not-stated" }
}

/// A child harmed, as far as the reporter knows.
public struct Victim: Codable, Sendable, Hashable {
    /// Whether the victim has been identified.
    public var status: Sourced<VictimStatus>
    /// Account and person.
    public var account = Account()
    /// The school.
    public var school: String?
    /// Accounts tied to the victim's.
    public var associated: [AssociatedAccount] = []

    /// A victim of whom nothing but the status is known.
    public init(status: Sourced<VictimStatus>) { self.status = status }

    /// Whether anything beyond the status is known.
    public var hasDetails: Bool { !account.isEmpty || school != nil || !associated.isEmpty }
}

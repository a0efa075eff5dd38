public import CommandLineKit

/// An answer that may be missing: yes, no, or not stated. What nobody stated is never turned into a yes or a no.
public enum ThreeValued: String, Sendable, Hashable, Codable, CaseIterable {
    /// Stated: yes.
    case yes
    /// Stated: no.
    case no
    /// Nobody stated it.
    case notStated

    /// `true` or `false` as XML Schema writes them, or nil when nothing was stated.
    public var xmlBoolean: String? {
        switch self {
        case .yes: "true"
        case .no: "false"
        case .notStated: nil
        }
    }
}

extension ThreeValued: ArgumentValue {
    /// Reads `yes`, `no`, `not-stated`.
    public init?(argument: String) {
        guard let value = Self.allCases.first(where: { $0.argument == argument }) else { return nil }
        self = value
    }
    /// The word on the command line.
    public var argument: String { self == .notStated ? "not-stated" : rawValue }
    /// The three words.
    public static var choices: [String] { allCases.map(\.argument) }
    /// `yes, no or not-stated`
    public static var valueDescription: String { "yes, no or not-stated" }
}

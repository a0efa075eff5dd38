public import CommandLineKit

/// How urgent a case is, as triage found.
public enum CasePriority: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// A child may be in danger now, or the content is live: never grouped, never held back by quiet times.
    case urgent
    /// Before the others.
    case high
    /// In turn.
    case normal
    /// When there is time.
    case low

    /// The share of the usual time for an assessment that it leaves.
    var share: Double {
        switch self {
        case .urgent: 1.0 / 12
        case .high: 1.0 / 3
        case .normal: 1
        case .low: 3
        }
    }
}

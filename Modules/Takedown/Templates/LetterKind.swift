public import CommandLineKit

/// The kinds of messages; each has its templates and its quiet times.
public enum LetterKind: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// The first notice to a contact.
    case first
    /// A reminder to the same contact.
    case reminder
    /// A notice to the next level: upstream, registrar.
    case escalation
    /// Information for an authority.
    case police
    /// A receipt for a reporter.
    case acknowledgement

    /// What two persons agree on.
    var verb: String {
        switch self {
        case .first: "takedown.notify"
        case .reminder: "takedown.remind"
        case .escalation, .police: "takedown.escalate"
        case .acknowledgement: "takedown.acknowledge"
        }
    }

    /// What happens to the case when it goes into the outbox.
    var caseVerb: CaseVerb {
        switch self {
        case .first, .acknowledgement: .queueNotice
        case .reminder: .remind
        case .escalation, .police: .escalate
        }
    }
}

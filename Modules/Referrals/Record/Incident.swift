public import AllianceKit
public import CommandLineKit

/// What happened, when, and how urgent it is.
public struct Incident: Codable, Sendable, Hashable {
    /// What kind of incident it is.
    public var type: Sourced<IncidentType>
    /// When it happened.
    public var time: Sourced<Instant>
    /// What that time is the time of: upload, detection, receipt of a report. The receiver cannot know otherwise.
    public var timeMeaning: String?
    /// The platform it happened on.
    public var platform: String?
    /// Why it is urgent; any text at all asks the receiver for high priority.
    public var escalation: Sourced<String>?
    /// Circumstances the receiver sorts by.
    public var annotations: [IncidentAnnotation] = []
    /// Whether it is reported in bulk because it may be a meme that spread virally.
    public var viralMemeBatch: ThreeValued = .notStated

    /// Makes an incident.
    public init(type: Sourced<IncidentType>, time: Sourced<Instant>) {
        self.type = type
        self.time = time
    }
}

/// Kinds of incident, in the words of this toolkit; each receiver's profile maps them to its own.
public enum IncidentType: String, Codable, Sendable, CaseIterable, ArgumentValue {
    /// Possession, manufacture or distribution of child sexual abuse material.
    case csam
    /// Trafficking of a child for sexual exploitation.
    case trafficking
    /// Travelling to abuse children sexually.
    case travelling
    /// Sexual abuse of a child by contact.
    case contactAbuse = "contact-abuse"
    /// A domain name that misleads into such material.
    case misleadingDomain = "misleading-domain"
    /// Words or pictures that mislead into such material.
    case misleadingContent = "misleading-content"
    /// Online enticement of a child for sexual acts (grooming).
    case enticement
    /// Obscene material sent to a child unasked.
    case obsceneToChild = "obscene-to-child"
}

/// Circumstances of an incident that receivers sort by.
public enum IncidentAnnotation: String, Codable, Sendable, CaseIterable {
    /// Blackmail with sexual material.
    case sextortion
    /// Asking for child sexual abuse material.
    case csamSolicitation
    /// Between minors.
    case minorToMinorInteraction
    /// Sent in bulk.
    case spam
    /// Group-driven sadistic exploitation online.
    case sadisticOnlineExploitation
    /// Only for information; no action is asked for (from the 2026 documentation on).
    case informational
}

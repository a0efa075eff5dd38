import AllianceKit
public import CommandLineKit

/// By what the times of cases are told apart.
public enum ClockGrouping: String, Sendable, CaseIterable, ArgumentValue {
    /// The organisation that holds the addresses.
    case provider
    /// The host's country.
    case country
    /// The autonomous system.
    case network
    /// How the first report came.
    case channel
    /// What is said to be there.
    case content
    /// How it was classed.
    case classification

    /// The group of a case's span; what is not known is a group of its own.
    func group(of record: CaseRecord, _ span: ClockSpan) -> String {
        let known: String? =
            switch self {
            case .provider: span.host?.provider
            case .country: span.host?.country?.description
            case .network: span.host?.autnum.map { "AS\($0)" }
            case .channel: record.channel.rawValue
            case .content: record.contentKind.rawValue
            case .classification: record.assessment?.classification?.rawValue
            }
        return known ?? "not known"
    }
}

public import CommandLineKit

/// What a provider says with the answer code of a notice.
public enum ProviderAnswer: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// It has the notice.
    case received
    /// The content is gone; looks decide whether it is.
    case removed
    /// It disagrees: an appeal.
    case dispute
    /// It is not responsible: the contact is reviewed.
    case notOurs = "not-ours"
}

public import CommandLineKit

/// What can come of a referral. Several may follow one another.
public enum OutcomeResult: String, Codable, Sendable, CaseIterable, ArgumentValue {
    /// The receiver has it and looks at it.
    case received
    /// Kept for information only.
    case informational
    /// An authority opened a case.
    case opened
    /// An authority acted on it: a search, a request, a transfer.
    case actedOn = "acted-on"
    /// A victim was identified.
    case victimIdentified = "victim-identified"
    /// A child was brought to safety.
    case safeguarded
    /// Somebody was arrested.
    case arrest
    /// Passed to another authority or not its matter.
    case notOurJurisdiction = "not-our-jurisdiction"
    /// It was not what it seemed.
    case falsePositive = "false-positive"
    /// The authority closed it.
    case closed

    /// The results that say an authority did something because of the referral.
    public static let acted: [OutcomeResult] = [.opened, .actedOn, .victimIdentified, .safeguarded, .arrest]
}

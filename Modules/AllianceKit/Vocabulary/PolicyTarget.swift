/// The four policy targets of the Global Alliance (2012), by stable code: the documents of 2012 number them differently.
public enum PolicyTarget: String, Sendable, Codable, CaseIterable, Hashable {
    /// Identify victims, assist, support and protect them.
    case victims = "VIC"
    /// Reduce availability (removal at source, blocking where appropriate) and re-victimisation.
    case availability = "AVAIL"
    /// Investigate, identify and prosecute offenders.
    case lawEnforcement = "LE"
    /// Raise awareness of risks, including grooming and self-generated images.
    case awareness = "AWARE"

    /// A short title.
    public var title: String {
        switch self {
        case .victims: "Identify and protect victims"
        case .availability: "Reduce availability and re-victimisation"
        case .lawEnforcement: "Investigate and prosecute offenders"
        case .awareness: "Raise awareness"
        }
    }
}

import AllianceKit
import CommandLineKit

/// The status of an observation, in the codes of SDMX's list `CL_OBS_STATUS` (version 2.2).
enum ObservationStatus: String, Sendable, Codable, CaseIterable, ArgumentValue {
    case normal = "A"
    case seriesBreak = "B"
    case definitionDiffers = "D"
    case estimated = "E"
    case forecast = "F"
    case experimental = "G"
    case missingHoliday = "H"
    case imputed = "I"
    case derogation = "J"
    case includedElsewhere = "K"
    case missingNotCollected = "L"
    case missingCannotExist = "M"
    case notSignificant = "N"
    case missing = "O"
    case provisional = "P"
    case suppressed = "Q"
    case strike = "S"
    case lowReliability = "U"
    case unvalidated = "V"
    case includesOthers = "W"

    /// Whether there is no value by definition.
    var isMissing: Bool {
        switch self {
        case .missingHoliday, .includedElsewhere, .missingNotCollected, .missingCannotExist, .missing, .suppressed:
            true
        default: false
        }
    }

    /// Whether the value cannot be compared with its neighbours: a break, or another definition.
    var isIncomparable: Bool { self == .seriesBreak || self == .definitionDiffers }

    /// What it means.
    var meaning: String {
        switch self {
        case .normal: "normal"
        case .seriesBreak: "break in the series"
        case .definitionDiffers: "definition differs"
        case .estimated: "estimated"
        case .forecast: "forecast"
        case .experimental: "experimental"
        case .missingHoliday: "missing (holiday)"
        case .imputed: "imputed"
        case .derogation: "derogation"
        case .includedElsewhere: "included in another category"
        case .missingNotCollected: "missing, not collected"
        case .missingCannotExist: "missing, cannot exist"
        case .notSignificant: "not significant"
        case .missing: "missing"
        case .provisional: "provisional"
        case .suppressed: "suppressed"
        case .strike: "strike or other special event"
        case .lowReliability: "low reliability"
        case .unvalidated: "not validated"
        case .includesOthers: "includes other categories"
        }
    }
}

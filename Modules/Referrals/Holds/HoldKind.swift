public import AllianceKit
public import CommandLineKit

/// A duty to preserve data for at least, or to keep them for at most, some time.
///
/// The entries are dated data, not legal advice: each says what it rests on and when that was last looked at. Check
/// them with counsel.
public enum HoldKind: String, Codable, Sendable, CaseIterable, ArgumentValue {
    /// United States, after a report to the CyberTipline.
    case us2258ah = "us_2258a_h"
    /// United States, at a government's request.
    case us2703f = "us_2703_f"
    /// United Kingdom, content and data of a report to the NCA.
    case ukReg8Content = "uk_reg8_content"
    /// United Kingdom, the NCA's reference.
    case ukReg8Reference = "uk_reg8_reference"
    /// Canada, after notifying the police.
    case caS4 = "ca_s4"
    /// European Union, longest time from identification.
    case eu12m = "eu_12m"
    /// An own decision, without a legal clock.
    case `internal`

    /// Whether the date is the earliest or the latest.
    public enum Clock: String, Codable, Sendable, CaseIterable {
        /// Nothing may be deleted before.
        case minimum
        /// Nothing may be kept after.
        case maximum
        /// Neither, unless a date is given.
        case none
    }

    /// Whether the date is the earliest or the latest.
    public var clock: Clock {
        switch self {
        case .us2258ah, .us2703f, .ukReg8Content, .ukReg8Reference, .caS4: .minimum
        case .eu12m: .maximum
        case .internal: .none
        }
    }

    /// How long it lasts, in days, unless a date is given; nil if only a date can say.
    public var days: Int? {
        switch self {
        case .us2258ah, .ukReg8Content, .eu12m: 365
        case .us2703f: 90
        case .ukReg8Reference: 1826
        case .caS4: 21
        case .internal: nil
        }
    }

    /// What it rests on.
    public var citation: String {
        switch self {
        case .us2258ah: "18 U.S.C. 2258A(h), one year from submission (Pub. L. 118-59)"
        case .us2703f: "18 U.S.C. 2703(f), 90 days, renewable once"
        case .ukReg8Content: "SI 2026/268 reg. 8, content and information for one year from sending"
        case .ukReg8Reference: "SI 2026/268 reg. 8, the NCA's reference for five years"
        case .caS4: "S.C. 2011 c. 4 s. 4, 21 days"
        case .eu12m: "Reg. (EU) 2021/1232 art. 3 (lapsed 3 April 2026), at most 12 months from identification"
        case .internal: "own decision"
        }
    }

    /// When what it rests on was last looked at.
    public static let checked = CalendarDate(year: 2026, month: 11, day: 23)!
}

/// What a template can hold in braces: `{reference}`. The list is closed, so that a misspelt one is found when templates are loaded.
public enum LetterPlaceholder: String, Sendable, CaseIterable {
    /// The reference of the case, or of the first and how many more: `HL-2026-0001 +2`.
    case reference
    /// The host names.
    case host
    /// How many addresses.
    case count
    /// The block of all cases: reference, exact addresses, network, class and date. It stands on a line of its own.
    case cases
    /// The same as a CSV table in the text; empty when it is attached, or not wanted. On a line of its own.
    case table
    /// The block of lines that a provider answers with. On a line of its own.
    case answers
    /// Our organisation.
    case organisation
    /// Its mailbox.
    case email
    /// Its country.
    case country
    /// To whom.
    case contact
    /// When the content was last assessed: a date.
    case assessed
    /// Something when all of it is illegal under national law only, else empty.
    case national
    /// Something when a XARF report is attached, else empty.
    case xarf
    /// Something when a CSV table is attached, else empty.
    case csv
    /// When the first notice left: a date; empty in a first notice.
    case firstSent
    /// The number of the reminder; empty elsewhere.
    case reminder
    /// The step of the escalation, 1 to 3; empty before it.
    case level

    /// What it stands for, for people who write templates.
    public var summary: String {
        switch self {
        case .reference: "the case's reference, or the first and how many more"
        case .host: "the host names"
        case .count: "how many addresses"
        case .cases: "block: reference, exact addresses, network, class, date of each case"
        case .table: "block: the same as CSV; empty unless it stands in the text"
        case .answers: "block: the lines that a provider answers with"
        case .organisation: "our organisation"
        case .email: "its mailbox"
        case .country: "its country"
        case .contact: "to whom"
        case .assessed: "the date of the newest assessment"
        case .national: "not empty when all of it is illegal under national law only"
        case .xarf: "not empty when a XARF report is attached"
        case .csv: "not empty when a table is attached"
        case .firstSent: "the date of the first notice; empty in one"
        case .reminder: "the number of the reminder; empty elsewhere"
        case .level: "the step of the escalation; empty before it"
        }
    }
}

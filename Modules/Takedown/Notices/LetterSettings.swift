public import AllianceKit

/// How messages are put together, and when they may leave.
public struct LetterSettings: ModuleSettings, Hashable {
    /// `takedown.letters`
    public static let section = "takedown.letters"
    /// The members.
    public static let members = [
        SettingsMember("channel", "channel where a contact has none of its own: file (default), smtp, sendmail, api"),
        SettingsMember("language", "language where a contact has none of its own (en)"),
        SettingsMember("groupHours", "hours in which further cases join an unapproved message to the same contact (1)"),
        SettingsMember("groupSize", "most cases in one message (50)"),
        SettingsMember("giveUpHours", "hours of failures that pass after which a message counts as not taken (24)"),
        SettingsMember("offset", "the house's distance from UTC for quiet times: +01:00 (+00:00)"),
        SettingsMember(
            "open", "for each kind of message the days and hours in which it may leave; kinds left out: always"),
        SettingsMember("holidays", "days on which messages with open hours do not leave: 2026-12-25"),
        SettingsMember("strictXARF", "fill every recommended member of XARF that can be filled honestly (false)"),
    ]

    /// The channel where a contact has none.
    public var channel = "file"
    /// The language where a contact has none.
    public var language = "en"
    /// Hours in which further cases join.
    public var groupHours = 1
    /// Most cases in one message.
    public var groupSize = 50
    /// Hours of failures that pass.
    public var giveUpHours = 24
    /// The house's distance from UTC.
    public var offset = "+00:00"
    /// When kinds of messages may leave.
    public var open: [String: OpenHours] = [:]
    /// Days on which they do not.
    public var holidays: [CalendarDate] = []
    /// Whether XARF's recommended members are filled.
    public var strictXARF = false

    /// Every message at any time.
    public init() {}

    /// Words, hours and days that cannot be.
    public var problems: [String] {
        var problems: [String] = []
        if !(0...168 ~= groupHours) { problems.append("groupHours is not between 0 and 168") }
        if !(1...500 ~= groupSize) { problems.append("groupSize is not between 1 and 500") }
        if !(1...720 ~= giveUpHours) { problems.append("giveUpHours is not between 1 and 720") }
        if OpenHours.offsetMinutes(offset) == nil { problems.append("offset is not written +01:00") }
        for (name, hours) in open.sorted(by: { $0.key < $1.key }) {
            if LetterKind(rawValue: name) == nil {
                let kinds = LetterKind.allCases.map(\.rawValue).joined(separator: ", ")
                problems.append("open: there is no kind \(name); there are: \(kinds)")
            }
            if let problem = hours.problem { problems.append("open: \(name): \(problem)") }
        }
        return problems
    }

    /// The first moment from `now` on at which a message of a kind may leave. Urgent ones may always.
    public func allowed(_ kind: LetterKind, isUrgent: Bool, from now: Instant) -> Instant {
        guard !isUrgent, let hours = open[kind.rawValue] else { return now }
        return hours.next(from: now, offset: OpenHours.offsetMinutes(offset) ?? 0, holidays: Set(holidays))
    }
}

import AllianceKit
import CommandLineKit

/// Which events a figure is made of; shared by every command that computes.
struct ScopeOptions: ArgumentGroup {
    @Option("First day of the period.", placeholder: "DATE") var from: DayArgument?
    @Option("Last day of the period.", placeholder: "DATE") var to: DayArgument?
    @Option(
        "Read the ledger as of this moment: what is unfinished then is open. A day means its end.", placeholder: "TIME")
    var asOf: MomentArgument?
    @Option("Use only the first so many ledger entries, to compute an earlier figure again.", placeholder: "N")
    var head: Int?

    func scope(_ context: CommandContext) throws -> FoldScope {
        if let from, let to, to.day < from.day {
            throw AllianceError(
                "indicators.period", "the period ends (\(to.day)) before it begins (\(from.day))", exit: .usage)
        }
        if let head, head < 0 {
            throw AllianceError("indicators.head", "--head must be at least 0", exit: .usage)
        }
        return FoldScope(
            from: from?.day, to: to?.day, asOf: asOf?.moment ?? context.surroundings.now(), head: head.map { Int64($0) }
        )
    }
}

/// A day on the command line.
struct DayArgument: ArgumentValue {
    let day: CalendarDate

    init?(argument: String) {
        guard let day = CalendarDate(argument) else { return nil }
        self.day = day
    }

    var argument: String { day.description }
    static var valueDescription: String { "a day as YYYY-MM-DD" }
}

/// A moment on the command line; a day alone means its last millisecond in UTC.
struct MomentArgument: ArgumentValue {
    let moment: Instant

    init?(argument: String) {
        if let moment = Instant(argument) {
            self.moment = moment
        } else if let day = CalendarDate(argument) {
            moment = Instant(milliseconds: day.adding(days: 1).startOfDay.milliseconds - 1)
        } else {
            return nil
        }
    }

    var argument: String { moment.description }
    static var valueDescription: String { "a time as 2026-11-23T09:00:00Z, or a day as 2026-11-23" }
}

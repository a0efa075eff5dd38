public import AllianceKit

/// How a commitment stands against its deadline on a day: computed from dates, never typed.
public enum Timeliness: String, Sendable, CaseIterable {
    /// Finished by its deadline.
    case completedOnTime = "completed on time"
    /// Finished after its deadline.
    case completedLate = "completed late"
    /// Not finished, and the deadline is more than 90 days away.
    case onTime = "on time"
    /// Not finished, and the deadline is 90 days away or less.
    case dueSoon = "due soon"
    /// Not finished, and the deadline has passed.
    case overdue
    /// It has no deadline.
    case noDeadline = "no deadline"

    /// How many days before a deadline something is due soon.
    public static let soonDays = 90

    /// The timeliness of a deadline on a day, given the day it was finished.
    public init(deadline: CalendarDate?, finished: CalendarDate?, on day: CalendarDate) {
        guard let deadline else {
            self = .noDeadline
            return
        }
        if let finished, finished <= day {
            self = finished <= deadline ? .completedOnTime : .completedLate
        } else if day > deadline {
            self = .overdue
        } else {
            self = deadline.daysSince1970 - day.daysSince1970 <= Self.soonDays ? .dueSoon : .onTime
        }
    }
}

extension Commitment {
    /// The day it was found complete, as far as was known on a day: the first of the assessments that say so and still stand.
    public func finished(asOf day: CalendarDate) -> CalendarDate? {
        let known = assessments.filter { $0.recorded.date <= day }
        guard known.last?.completion == .complete else { return nil }
        let run = known.reversed().prefix { $0.completion == .complete }
        return run.last?.recorded.date
    }

    /// Its timeliness on a day.
    public func timeliness(on day: CalendarDate) -> Timeliness {
        Timeliness(deadline: text.deadline, finished: finished(asOf: day), on: day)
    }
}

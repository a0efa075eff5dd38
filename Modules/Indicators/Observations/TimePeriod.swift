import AllianceKit

/// A period of a published series: a year, half year, quarter, month or day, in the words of SDMX.
struct TimePeriod: Sendable, Hashable {
    /// `2024`, `2024-S1`, `2024-Q3`, `2024-04`, `2024-04-30`.
    let text: String
    /// Its first day.
    let start: CalendarDate
    /// Its last day.
    let end: CalendarDate

    /// Reads one of the five forms; nil for anything else.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4, first.utf8.allSatisfy({ 48...57 ~= $0 }),
            let year = Int(first)
        else { return nil }
        var months: ClosedRange<Int>?
        switch parts.count {
        case 1: months = 1...12
        case 2:
            let part = parts[1]
            if part.utf8.count == 2, let number = Int(part.dropFirst()), let letter = part.first {
                if letter == "Q", 1...4 ~= number { months = (number * 3 - 2)...(number * 3) }
                if letter == "S", 1...2 ~= number { months = (number * 6 - 5)...(number * 6) }
                if let month = Int(part), 1...12 ~= month, letter.isNumber { months = month...month }
            }
        case 3:
            guard let day = CalendarDate(text) else { return nil }
            (self.text, start, end) = (String(text), day, day)
            return
        default: return nil
        }
        guard let months, let start = CalendarDate(year: year, month: months.lowerBound, day: 1),
            let end = CalendarDate(
                year: year, month: months.upperBound, day: CalendarDate.days(in: months.upperBound, of: year))
        else { return nil }
        (self.text, self.start, self.end) = (String(text), start, end)
    }

    /// The length of the period in days; figures of different lengths are not comparable.
    var days: Int { end.daysSince1970 - start.daysSince1970 + 1 }

    /// Its place in time in years: the start of a year, half, quarter or month, the day of a day.
    var position: Double { start.yearPosition }

    /// What kind of period it is, so that years are not compared with quarters.
    var frequency: Frequency {
        if days == 1 { return .day }
        if days < 32 { return .month }
        if days < 100 { return .quarter }
        return days < 200 ? .half : .year
    }

    /// How often a series with such periods is published.
    enum Frequency: String, Sendable, CaseIterable {
        case year, half, quarter, month, day
    }

    /// Years from the start of another period to the start of this one: whole for whole years.
    func years(since other: TimePeriod) -> Double {
        if start.month == other.start.month, start.day == other.start.day {
            return Double(start.year - other.start.year)
        }
        return Double(start.daysSince1970 - other.start.daysSince1970) / 365.2425
    }
}

extension CalendarDate {
    /// The day as a fraction of its year: 2024.5 is the middle of 2024.
    var yearPosition: Double {
        let first = CalendarDate(year: year, month: 1, day: 1)?.daysSince1970 ?? daysSince1970
        let length = CalendarDate.days(in: 2, of: year) == 29 ? 366.0 : 365
        return Double(year) + Double(daysSince1970 - first) / length
    }

    /// `30 Apr 2024`
    var words: String { "\(day) \(monthName)" }

    /// `Apr 2024`
    var monthName: String { "\(Self.months[month - 1]) \(year)" }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

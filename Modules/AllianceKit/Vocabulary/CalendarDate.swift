/// A day of the proleptic Gregorian calendar, without a zone.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// The year, 1…9999.
    public let year: Int
    /// The month, 1…12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Makes a date; nil if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Self.days(in: month, of: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day so many days after 1970-01-01 (civil-from-days, Howard Hinnant's algorithm).
    public init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    public var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The number of days of a month.
    public static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Earlier is less.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Midnight UTC at the start of the day.
    public var startOfDay: Instant { Instant(milliseconds: Int64(daysSince1970) * 86_400_000) }

    /// The day so many days later, but never outside the years 1…9999.
    public func adding(days: Int) -> CalendarDate {
        // 0001-01-01 and 9999-12-31: beyond them nothing could be written and read again.
        let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
        let end = days < 0 ? -719_162 : 2_932_896
        return CalendarDate(daysSince1970: overflow ? end : min(max(sum, -719_162), 2_932_896))
    }
}

extension CalendarDate: CustomStringConvertible, Codable {
    /// ISO 8601: `2026-11-23`.
    public var description: String {
        let text = String(year)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text + (month < 10 ? "-0" : "-") + "\(month)"
            + (day < 10 ? "-0" : "-") + "\(day)"
    }

    /// Reads `2026-11-23`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d else { return nil }
        var numbers = [0, 0, 0]
        for (place, byte) in bytes.enumerated() where place != 4 && place != 7 {
            guard 48...57 ~= byte else { return nil }
            let field = place < 4 ? 0 : place < 7 ? 1 : 2
            numbers[field] = numbers[field] * 10 + Int(byte) - 48
        }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// Reads ISO 8601.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CalendarDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a date is YYYY-MM-DD")
        }
        self = date
    }

    /// Writes ISO 8601.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

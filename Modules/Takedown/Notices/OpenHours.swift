import AllianceKit

/// The days and hours of a week in which messages may leave, on the house's own clock.
public struct OpenHours: Sendable, Hashable, Codable {
    /// Days of the week, 1 is Monday.
    public var days: [Int]
    /// From: `08:00`.
    public var from: String
    /// Until, this minute not included: `18:00`, at most `24:00`.
    public var until: String

    /// Makes hours; Monday to Friday all day unless said otherwise.
    public init(days: [Int] = [1, 2, 3, 4, 5], from: String = "00:00", until: String = "24:00") {
        self.days = days
        self.from = from
        self.until = until
    }

    /// Reads what is there; the rest is as in `init()`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let usual = OpenHours()
        days = try values.decodeIfPresent([Int].self, forKey: .days) ?? usual.days
        from = try values.decodeIfPresent(String.self, forKey: .from) ?? usual.from
        until = try values.decodeIfPresent(String.self, forKey: .until) ?? usual.until
    }

    /// What cannot be.
    var problem: String? {
        guard !days.isEmpty, days.allSatisfy({ 1...7 ~= $0 }) else { return "days is not some of 1 (Monday) to 7" }
        guard let from = Self.minutes(from), let until = Self.minutes(until), from < until else {
            return "from and until are not two growing times like 08:00"
        }
        return nil
    }

    /// The first moment from `now` on that lies in these hours; the moment itself if it does. Computed day by day, at most two years
    /// ahead: a house whose holidays close every day gets `now`, because holding a notice for ever is worse than sending it at night.
    func next(from now: Instant, offset: Int, holidays: Set<CalendarDate>) -> Instant {
        guard let start = Self.minutes(from), let end = Self.minutes(until) else { return now }
        let shift = Int64(offset) * 60_000
        let local = Instant(milliseconds: now.milliseconds + shift)
        for ahead in 0..<732 {
            let number = local.date.daysSince1970 + ahead
            let weekday = ((number + 3) % 7 + 7) % 7 + 1
            guard days.contains(weekday), !holidays.contains(CalendarDate(daysSince1970: number)) else { continue }
            let midnight = Int64(number) * 86_400_000
            let opens = midnight + Int64(start) * 60_000
            if local.milliseconds < midnight + Int64(end) * 60_000 {
                return Instant(milliseconds: max(local.milliseconds, opens) - shift)
            }
        }
        return now
    }

    /// Minutes since midnight of `08:00`; `24:00` is the end of the day.
    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), 0..<60 ~= minute, 0..<24 ~= hour || hour == 24 && minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    /// Minutes of `+01:00`.
    static func offsetMinutes(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-", let value = minutes(String(text.dropFirst())),
            value <= 14 * 60
        else { return nil }
        return sign == "-" ? -value : value
    }
}

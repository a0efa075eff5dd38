/// A moment in UTC to the millisecond.
public struct Instant: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    public var milliseconds: Int64

    /// Makes a moment of milliseconds since 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Makes a moment of a UTC date and time; nil if there is no such date.
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        guard let date = CalendarDate(year: year, month: month, day: day), 0..<24 ~= hour, 0..<60 ~= minute,
            0..<60 ~= second, 0..<1000 ~= millisecond
        else { return nil }
        let seconds = Int64(date.daysSince1970) * 86400 + Int64(hour * 3600 + minute * 60 + second)
        self.init(milliseconds: seconds * 1000 + Int64(millisecond))
    }

    /// Earlier is less.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment so many seconds later (or earlier, if negative).
    public func adding(seconds: Double) -> Instant {
        let change = (seconds * 1000).rounded(.towardZero)
        guard !change.isNaN else { return self }
        return adding(Int64(exactly: change) ?? (change < 0 ? .min : .max))
    }

    /// The moment so many hours later.
    public func adding(hours: Int) -> Instant { adding(Int64(hours), times: 3_600_000) }

    /// The moment so many days of 24 hours later.
    public func adding(days: Int) -> Instant { adding(Int64(days), times: 86_400_000) }

    /// Stays at the ends of the range instead of overflowing: the numbers come from command lines and files.
    private func adding(_ count: Int64, times unit: Int64 = 1) -> Instant {
        let (change, tooLarge) = count.multipliedReportingOverflow(by: unit)
        let (sum, overflow) = milliseconds.addingReportingOverflow(tooLarge ? (count < 0 ? .min : .max) : change)
        return Instant(milliseconds: overflow ? (count < 0 ? .min : .max) : sum)
    }

    /// Seconds from another moment to this one.
    public func seconds(since other: Instant) -> Double {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
        return overflow ? (Double(milliseconds) - Double(other.milliseconds)) / 1000 : Double(difference) / 1000
    }

    /// The UTC day this moment lies in.
    public var date: CalendarDate {
        let days = milliseconds / 86_400_000
        return CalendarDate(daysSince1970: Int(milliseconds % 86_400_000 < 0 ? days - 1 : days))
    }
}

extension Instant: CustomStringConvertible, Codable {
    /// RFC 3339 in UTC: `2026-11-23T20:52:00Z`, with milliseconds only when there are any.
    public var description: String {
        let day = date
        let rest = milliseconds - Int64(day.daysSince1970) * 86_400_000
        let seconds = Int(rest / 1000)
        let part = Int(rest % 1000)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        let fraction = part == 0 ? "" : "." + (part < 100 ? "0" : "") + two(part)
        return "\(day)T\(clock)\(fraction)Z"
    }

    /// Reads RFC 3339 with `Z` or an offset; a fraction is cut to milliseconds. Nil for anything else, also without a zone.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == 0x3a, bytes[16] == 0x3a,
            let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]), hour < 24, minute < 60, second <= 60
        else { return nil }
        var place = 19
        var thousandths = 0
        if bytes[place] == UInt8(ascii: ".") {
            let start = place + 1
            place = start
            while place < bytes.count, 48...57 ~= bytes[place] { place += 1 }
            guard place > start else { return nil }
            for offset in 0..<3 {
                thousandths = thousandths * 10 + (start + offset < place ? Int(bytes[start + offset]) - 48 : 0)
            }
        }
        guard place < bytes.count else { return nil }
        var offset = 0
        if bytes[place] | 0x20 == UInt8(ascii: "z") {
            guard place + 1 == bytes.count else { return nil }
        } else {
            guard bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-"), bytes.count == place + 6,
                bytes[place + 3] == 0x3a, let hours = Self.number(bytes[(place + 1)..<(place + 3)]),
                let minutes = Self.number(bytes[(place + 4)..<(place + 6)]), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (bytes[place] == UInt8(ascii: "-") ? -1 : 1)
        }
        // A leap second (:60) is read as the last millisecond grid point before it rolls over.
        let clock = Int64(hour * 3600 + (minute - offset) * 60 + min(second, 59))
        self.init(milliseconds: (Int64(date.daysSince1970) * 86400 + clock) * 1000 + Int64(thousandths))
        // An offset can lead out of the years that can be written again.
        guard 1...9999 ~= self.date.year else { return nil }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard 48...57 ~= digit else { return nil }
            value = value * 10 + Int(digit) - 48
        }
        return value
    }

    /// Reads RFC 3339.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a time is RFC 3339 with a zone")
        }
        self = instant
    }

    /// Writes RFC 3339 in UTC.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

import AllianceKit

/// A time in the one form this toolkit writes: RFC 3339 in UTC, with three digits of milliseconds or none.
struct TimeText {
    let milliseconds: Int64
    let hasMilliseconds: Bool

    /// Its length in bytes.
    var count: Int { hasMilliseconds ? 24 : 20 }

    /// Reads a time that begins at a place; nil when anything else stands there, or another spelling of a time.
    init?(_ bytes: [UInt8], at start: Int) {
        guard start >= 0, start + 20 <= bytes.count else { return nil }
        func number(_ offset: Int, _ digits: Int) -> Int? {
            var value = 0
            for place in (start + offset)..<(start + offset + digits) {
                let digit = bytes[place] &- 48
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        func stands(_ character: Character, _ offset: Int) -> Bool { bytes[start + offset] == character.asciiValue }
        guard stands("-", 4), stands("-", 7), stands("T", 10), stands(":", 13), stands(":", 16),
            let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), hour < 24, minute < 60, second < 60,
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        var thousandths = 0
        if stands("Z", 19) {
            hasMilliseconds = false
        } else {
            guard stands(".", 19), start + 24 <= bytes.count, stands("Z", 23), let part = number(20, 3) else {
                return nil
            }
            thousandths = part
            hasMilliseconds = true
        }
        let seconds = Int64(date.daysSince1970) * 86400 + Int64(hour * 3600 + minute * 60 + second)
        milliseconds = seconds * 1000 + Int64(thousandths)
    }

    /// Writes a time; false, with nothing written, when its year has not four digits.
    static func append(_ time: Int64, milliseconds: Bool, to bytes: inout [UInt8]) -> Bool {
        guard -62_135_596_800_000...253_402_300_799_999 ~= time else { return false }
        let days = time >= 0 ? time / 86_400_000 : (time - 86_399_999) / 86_400_000
        let date = CalendarDate(daysSince1970: Int(days))
        let rest = Int(time - days * 86_400_000)
        func two(_ value: Int) {
            bytes.append(UInt8(48 + value / 10))
            bytes.append(UInt8(48 + value % 10))
        }
        two(date.year / 100)
        two(date.year % 100)
        bytes.append(UInt8(ascii: "-"))
        two(date.month)
        bytes.append(UInt8(ascii: "-"))
        two(date.day)
        bytes.append(UInt8(ascii: "T"))
        two(rest / 3_600_000)
        bytes.append(UInt8(ascii: ":"))
        two(rest / 60_000 % 60)
        bytes.append(UInt8(ascii: ":"))
        two(rest / 1000 % 60)
        if milliseconds {
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(48 + rest / 100 % 10))
            two(rest % 100)
        }
        bytes.append(UInt8(ascii: "Z"))
        return true
    }
}

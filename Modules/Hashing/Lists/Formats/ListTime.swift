import AllianceKit

/// Times as nearly all lists write them, without making text of them first.
enum ListTime {
    /// `2026-11-23T09:00:00Z`; nil for every other form, which may be good all the same.
    static func read(_ bytes: ArraySlice<UInt8>) -> Instant? {
        guard bytes.count == 20 else { return nil }
        let start = bytes.startIndex
        var bad = false
        func two(_ place: Int) -> Int {
            let (high, low) = (bytes[start + place] &- 48, bytes[start + place + 1] &- 48)
            if high > 9 || low > 9 { bad = true }
            return Int(high) * 10 + Int(low)
        }
        let year = two(0) * 100 + two(2)
        let (month, day, hour, minute, second) = (two(5), two(8), two(11), two(14), two(17))
        guard !bad, bytes[start + 4] == 0x2d, bytes[start + 7] == 0x2d, bytes[start + 10] == UInt8(ascii: "T"),
            bytes[start + 13] == 0x3a, bytes[start + 16] == 0x3a,
            bytes[start + 19] == UInt8(ascii: "Z")
        else { return nil }
        return Instant(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }
}

/// Reads an entry's sequence without decoding the rest, so that a million entries are checked in a moment.
enum EntrySequence {
    private static let key = Array(",\"seq\":".utf8)

    /// The number behind the last `,"seq":` of canonical bytes; nil when there is none. What follows it, subject and time, holds no
    /// quotation marks within its texts, so the last one is the entry's own and none of the facts'.
    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
        var start = range.upperBound - key.count
        while start >= range.lowerBound {
            // `s` stands once in the key and is rare before times and identities.
            if bytes[start + 2] == UInt8(ascii: "s"), bytes[start..<(start + key.count)].elementsEqual(key) {
                return number(bytes, (start + key.count)..<range.upperBound)
            }
            start -= 1
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
        var value: Int64 = 0
        var place = range.lowerBound
        while place < range.upperBound, 48...57 ~= bytes[place] {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, more) = product.addingReportingOverflow(Int64(bytes[place]) - 48)
            guard !overflow, !more else { return nil }
            value = sum
            place += 1
        }
        return place > range.lowerBound && place < range.upperBound && bytes[place] == 0x2c ? value : nil
    }
}

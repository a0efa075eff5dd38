/// Takes what deflate cannot shrink out of a JSON body: long runs of lower-case hexadecimal digits, and times.
///
/// Deflate spends about five bits on a random hexadecimal digit and ten bytes on a time; outside it they take four bits and two to five
/// bytes, and what is left deflates better and faster. In the folded text a run of digits is the byte 1 and half its length in a byte,
/// with the bytes themselves aside; a time in whole seconds is the byte 2, one with milliseconds the byte 3, with the difference to the
/// time before it aside, zigzag and LEB128. JSON holds no bytes below 32, so nothing is ambiguous.
struct BodyFolder {
    /// The text that is left.
    private(set) var text: [UInt8] = []
    /// What was taken out, in order.
    private(set) var aside: [UInt8] = []

    /// Shorter runs of digits are left where they are.
    static let shortestRun = 16
    /// 2026-01-01T00:00:00Z, from which the first time of a body is counted.
    static let firstTime: Int64 = 1_767_225_600_000

    /// Folds a body; nil when it holds control characters, which our JSON never does.
    init?(_ body: [UInt8]) {
        text.reserveCapacity(body.count)
        var kept = 0
        var run = 0
        var before = Self.firstTime
        var place = 0
        while place < body.count {
            let byte = body[place]
            if byte < 0x20 { return nil }
            if Self.isDigit(byte) {
                place += 1
                continue
            }
            foldRun(body, run..<place, &kept)
            // `2026-11-23T09:00:00Z` around its T.
            if byte == UInt8(ascii: "T"), place - 10 >= kept, let time = TimeText(body, at: place - 10) {
                text.append(contentsOf: body[kept..<(place - 10)])
                text.append(time.hasMilliseconds ? 3 : 2)
                let (now, last) =
                    time.hasMilliseconds
                    ? (time.milliseconds, before)
                    : (
                        time.milliseconds / 1000, before / 1000
                    )
                Self.append(now - last, to: &aside)
                before = time.milliseconds
                kept = place - 10 + time.count
                place = kept
            } else {
                place += 1
            }
            run = place
        }
        foldRun(body, run..<body.count, &kept)
        text.append(contentsOf: body[kept...])
    }

    /// The folded text of a body, or the body itself where nothing can be folded: what dictionaries are made of.
    static func text(of body: [UInt8]) -> [UInt8] { BodyFolder(body)?.text ?? body }

    private mutating func foldRun(_ body: [UInt8], _ range: Range<Int>, _ kept: inout Int) {
        guard range.count >= Self.shortestRun else { return }
        var place = range.lowerBound
        while range.upperBound - place >= Self.shortestRun {
            let count = min((range.upperBound - place) / 2, 255)
            text.append(contentsOf: body[kept..<place])
            text.append(1)
            text.append(UInt8(count))
            for offset in 0..<count {
                aside.append(Self.value(body[place + 2 * offset]) << 4 | Self.value(body[place + 2 * offset + 1]))
            }
            place += 2 * count
            kept = place
        }
    }

    /// The body of a folded text, which must have exactly `count` bytes; nil when anything does not fit.
    static func unfold(_ text: [UInt8], aside: [UInt8], count: Int) -> [UInt8]? {
        var body: [UInt8] = []
        body.reserveCapacity(count)
        var taken = 0
        var before = firstTime
        var kept = 0
        var place = 0
        while place < text.count {
            let mark = text[place]
            if mark > 3 {
                place += 1
                continue
            }
            body.append(contentsOf: text[kept..<place])
            place += 1
            switch mark {
            case 1:
                guard place < text.count else { return nil }
                let length = Int(text[place])
                place += 1
                guard length <= aside.count - taken, body.count + 2 * length <= count else { return nil }
                for byte in aside[taken..<(taken + length)] {
                    body.append(digits[Int(byte >> 4)])
                    body.append(digits[Int(byte & 15)])
                }
                taken += length
            case 2, 3:
                guard let difference = number(aside, &taken) else { return nil }
                let scale: Int64 = mark == 2 ? 1000 : 1
                let (sum, overflow) = (before / scale).addingReportingOverflow(difference)
                let (time, tooLarge) = sum.multipliedReportingOverflow(by: scale)
                guard !overflow, !tooLarge, TimeText.append(time, milliseconds: mark == 3, to: &body) else {
                    return nil
                }
                before = time
            default: return nil
            }
            guard body.count <= count else { return nil }
            kept = place
        }
        body.append(contentsOf: text[kept...])
        return body.count == count && taken == aside.count ? body : nil
    }

    // MARK: Bytes

    private static let digits = Array("0123456789abcdef".utf8)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 || byte &- 97 < 6 }
    private static func value(_ digit: UInt8) -> UInt8 { digit < 97 ? digit &- 48 : digit &- 87 }

    private static func append(_ difference: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: difference << 1 ^ difference >> 63)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func number(_ bytes: [UInt8], _ place: inout Int) -> Int64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard place < bytes.count else { return nil }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
        }
        return nil
    }
}

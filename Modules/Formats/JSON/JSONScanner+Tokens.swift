import AllianceKit

/// Strings, numbers and words.
extension JSONScanner {
    /// Reads the string that starts at `place`.
    mutating func string(_ input: inout InputFile) throws {
        var scanned = 1
        var escapes = false
        var wide = false
        while true {
            let stop = ByteScan.special(
                buffer, from: tokenStart + scanned, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "\""))
            scanned = stop - tokenStart
            guard stop < buffer.count else {
                guard try fill(&input) else { throw truncated() }
                continue
            }
            switch buffer[stop] {
            case UInt8(ascii: "\""):
                range = tokenStart + 1..<stop
                place = stop + 1
                isDecoded = false
                if wide, let bad = ByteScan.invalidUTF8(buffer, range) { note("text that is not UTF-8", at: bad) }
                if escapes { decode() }
                return
            case UInt8(ascii: "\\"):
                escapes = true
                guard stop + 1 < buffer.count else {
                    guard try fill(&input) else { throw truncated() }
                    continue
                }
                scanned += 2
            case 0x80...:
                wide = true
                scanned += 1
                while tokenStart + scanned < buffer.count, buffer[tokenStart + scanned] >= 0x80 { scanned += 1 }
            default:
                note("a control character inside text", at: stop)
                scanned += 1
            }
        }
    }

    /// The colon after a name, with white space around it. The name stays in the buffer.
    mutating func colon(_ input: inout InputFile) throws {
        while true {
            while place < buffer.count {
                switch buffer[place] {
                case UInt8(ascii: ":"):
                    place += 1
                    expectation = .value
                    return
                case 0x20, 0x0a, 0x0d, 0x09: place += 1
                default: throw syntax("no colon after a name")
                }
            }
            let before = bytesBefore
            guard try fill(&input) else { throw truncated() }
            let moved = bytesBefore - before
            if !isDecoded { range = range.lowerBound - moved..<range.upperBound - moved }
        }
    }

    /// A number, `true`, `false` or `null`.
    mutating func word(_ input: inout InputFile) throws -> Token {
        var stop = place
        while true {
            while stop < buffer.count, Self.isWord(buffer[stop]) { stop += 1 }
            if stop < buffer.count { break }
            let length = stop - tokenStart
            let more = try fill(&input)
            stop = tokenStart + length
            if !more { break }
        }
        guard stop > tokenStart else { throw syntax("no value where one is expected") }
        range = tokenStart..<stop
        isDecoded = false
        place = stop
        valueIsRead()
        switch buffer[tokenStart] {
        case UInt8(ascii: "-"), 48...57:
            if !isNumber(range) { note("a number that is none", at: tokenStart) }
            return .number
        case UInt8(ascii: "t") where equals("true"): return .yes
        case UInt8(ascii: "f") where equals("false"): return .no
        case UInt8(ascii: "n") where equals("null"): return .null
        default:
            note("a word that is no value", at: tokenStart)
            return .null
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        48...57 ~= byte || 97...122 ~= byte || 65...90 ~= byte || byte == 0x2e || byte == 0x2b || byte == 0x2d
            || byte == 0x5f
    }

    private func equals(_ word: StaticString) -> Bool {
        String(decoding: buffer[range], as: UTF8.self) == "\(word)"
    }

    /// RFC 8259 section 6.
    private func isNumber(_ range: Range<Int>) -> Bool {
        var rest = buffer[range]
        func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
            let start = rest.startIndex
            while let byte = rest.first, 48...57 ~= byte { rest.removeFirst() }
            return rest.startIndex - start
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let zero = rest.first == UInt8(ascii: "0")
        let whole = digits(&rest)
        guard whole > 0, !zero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits(&rest) > 0 else { return false }
        }
        if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Makes text of escapes, into `scratch`.
    private mutating func decode() {
        scratch.removeAll(keepingCapacity: true)
        var place = range.lowerBound
        while place < range.upperBound {
            let byte = buffer[place]
            place += 1
            guard byte == UInt8(ascii: "\\") else {
                scratch.append(byte)
                continue
            }
            let kind = buffer[place]
            place += 1
            switch kind {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(kind)
            case UInt8(ascii: "b"): scratch.append(0x08)
            case UInt8(ascii: "f"): scratch.append(0x0c)
            case UInt8(ascii: "n"): scratch.append(0x0a)
            case UInt8(ascii: "r"): scratch.append(0x0d)
            case UInt8(ascii: "t"): scratch.append(0x09)
            case UInt8(ascii: "u"): unicode(&place)
            default: note("an escape that is none", at: place - 2)
            }
        }
        range = 0..<scratch.count
        isDecoded = true
    }

    private mutating func unicode(_ place: inout Int) {
        guard var value = four(place) else { return note("an escape that is none", at: place - 2) }
        place += 4
        if 0xd800...0xdbff ~= value, place + 6 <= range.upperBound, buffer[place] == UInt8(ascii: "\\"),
            buffer[place + 1] == UInt8(ascii: "u"), let low = four(place + 2), 0xdc00...0xdfff ~= low
        {
            value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
            place += 6
        }
        guard let scalar = Unicode.Scalar(value) else { return note("half a surrogate pair", at: place - 6) }
        scratch.append(contentsOf: UTF8.encode(scalar)!)
    }

    private func four(_ place: Int) -> UInt32? {
        guard place + 4 <= range.upperBound else { return nil }
        var value: UInt32 = 0
        for byte in buffer[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

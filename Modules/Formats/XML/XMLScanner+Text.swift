public import AllianceKit

/// Text and attributes.
extension XMLScanner {
    /// The bytes of the text, or of the local name of the tag, that was read last. Valid until the next token.
    public var value: ArraySlice<UInt8> { isDecoded ? scratch[range] : buffer[range] }

    /// The index of the local name of the tag read last in a set of names, or -1.
    public func match(_ names: ByteNames) -> Int { names.index(buffer, range) }

    /// The value of an attribute of the start tag read last, by its local name; nil where there is none.
    public mutating func attribute(_ name: StaticString) -> String? {
        let wanted = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        for attribute in attributes where unsafe buffer[attribute.local].elementsEqual(wanted) {
            if !attribute.hasReferences { return String(decoding: buffer[attribute.value], as: UTF8.self) }
            let kept = (range, isDecoded)
            defer { (range, isDecoded) = kept }
            // It was decoded without a fault when the tag was read.
            guard (try? decode(attribute.value, inAttribute: true)) != nil else { return nil }
            return String(decoding: scratch[range], as: UTF8.self)
        }
        return nil
    }

    /// The text of the element whose start was just read, up to its end; the content of elements inside it is passed over.
    public mutating func content(_ input: inout InputFile) throws -> ArraySlice<UInt8> {
        let outside = depth - 1
        if endPending {
            _ = try next(&input)
            return []
        }
        // Nearly always one piece of text and then the end: it is handed over where it lies.
        tokenStart = place
        if place < buffer.count, buffer[place] != UInt8(ascii: "<") {
            try text(&input)
            if closesHere() { return value }
        } else {
            range = place..<place
            isDecoded = false
            if closesHere() { return [] }
        }
        var kept = Array(value)
        while true {
            switch try next(&input) {
            case .text:
                let piece = value
                if depth == outside + 1 { kept.append(contentsOf: piece) }
            case .end where depth == outside:
                scratch = kept
                range = 0..<kept.count
                isDecoded = true
                return scratch[range]
            case .start:
                try skip(&input)
            case .end, .finish: break
            }
        }
    }

    /// Whether the end tag of the innermost element lies right here, whole; goes past it then.
    private mutating func closesHere() -> Bool {
        guard let start = openStarts.last else { return false }
        let count = openNames.count - start
        guard place + count + 3 <= buffer.count, buffer[place] == UInt8(ascii: "<"),
            buffer[place + 1] == UInt8(ascii: "/"), buffer[place + 2 + count] == UInt8(ascii: ">")
        else { return false }
        var difference: UInt8 = 0
        for offset in 0..<count { difference |= openNames[start + offset] ^ buffer[place + 2 + offset] }
        guard difference == 0 else { return false }
        place += count + 3
        closeName()
        return true
    }

    /// Reads text up to the next tag.
    mutating func text(_ input: inout InputFile) throws {
        var special = false
        var length = 0
        while true {
            let stop = ByteScan.special(
                buffer, from: tokenStart + length, UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ">"))
            length = stop - tokenStart
            guard stop < buffer.count else {
                if try fill(&input) { continue }
                break
            }
            let byte = buffer[stop]
            if byte == UInt8(ascii: "<") { break }
            place = stop
            switch byte {
            case UInt8(ascii: "&"), 0x0d: special = true
            case 0x0a, 0x09: break
            case UInt8(ascii: ">"):
                if length >= 2, buffer[stop - 1] == 0x5d, buffer[stop - 2] == 0x5d { throw syntax("]]> inside text") }
            case 0x80...:
                // A character that is cut at the end of the buffer comes whole with the next chunk.
                if buffer.count - stop < 4, try fill(&input) { continue }
                try character(until: UInt8(ascii: "<"))
                length = place - tokenStart
                continue
            default: throw forbidden()
            }
            length += 1
        }
        range = tokenStart..<tokenStart + length
        place = range.upperBound
        isDecoded = false
        if special { try decode(range, inAttribute: false) }
    }

    /// Goes past bytes of more than seven bits, which must be allowed characters in UTF-8.
    mutating func character(until end: UInt8) throws {
        let start = place
        while place < buffer.count, buffer[place] >= 0x80, place - start < 4 {
            place += 1
            if place == buffer.count || buffer[place] & 0xc0 != 0x80 { break }
        }
        guard ByteScan.invalidUTF8(buffer, start..<place) == nil else {
            place = start
            throw encoding()
        }
        // U+FFFE and U+FFFF
        if place - start == 3, buffer[start] == 0xef, buffer[start + 1] == 0xbf, buffer[start + 2] >= 0xbe {
            throw forbidden()
        }
    }

    /// Resolves references and normalises line ends, into `scratch` (XML 1.0, sections 2.11, 3.3.3 and 4.1).
    mutating func decode(_ source: Range<Int>, inAttribute: Bool) throws {
        scratch.removeAll(keepingCapacity: true)
        var from = source.lowerBound
        while from < source.upperBound {
            let byte = buffer[from]
            from += 1
            switch byte {
            case UInt8(ascii: "&"):
                guard let end = buffer[from..<min(from + 12, source.upperBound)].firstIndex(of: UInt8(ascii: ";"))
                else {
                    throw syntax("an & that starts no reference")
                }
                try reference(from..<end)
                from = end + 1
            case 0x0d:
                if from < source.upperBound, buffer[from] == 0x0a { from += 1 }
                scratch.append(inAttribute ? 0x20 : 0x0a)
            case 0x0a, 0x09: scratch.append(inAttribute ? 0x20 : byte)
            default: scratch.append(byte)
            }
        }
        range = 0..<scratch.count
        isDecoded = true
    }

    private mutating func reference(_ inside: Range<Int>) throws {
        let word = String(decoding: buffer[inside], as: UTF8.self)
        switch word {
        case "amp": scratch.append(UInt8(ascii: "&"))
        case "lt": scratch.append(UInt8(ascii: "<"))
        case "gt": scratch.append(UInt8(ascii: ">"))
        case "quot": scratch.append(0x22)
        case "apos": scratch.append(0x27)
        default:
            let number =
                word.hasPrefix("#x")
                ? Self.number(word.dropFirst(2), radix: 16)
                : word.hasPrefix("#") ? Self.number(word.dropFirst(), radix: 10) : nil
            guard let number, let scalar = Unicode.Scalar(number) else { throw syntax("a reference to nothing known") }
            guard XMLCharacters.isAllowed(scalar) else { throw forbidden() }
            scratch.append(contentsOf: UTF8.encode(scalar)!)
        }
    }

    private static func number(_ digits: Substring, radix: Int) -> UInt32? {
        guard digits.utf8.first != UInt8(ascii: "+") else { return nil }
        return UInt32(digits, radix: radix)
    }

    func forbidden() -> AllianceError {
        AllianceError("xml.character", "a character that XML cannot hold", at: located(place))
    }

    func encoding() -> AllianceError {
        AllianceError("xml.encoding", "text that is not UTF-8", at: located(place), hint: "save it as UTF-8")
    }
}

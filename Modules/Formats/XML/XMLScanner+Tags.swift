import AllianceKit

/// Tags and what is written like them.
extension XMLScanner {
    /// `<name a="b">` or `<name/>`
    mutating func startTag(_ input: inout InputFile) throws {
        guard depth > 0 || !rootSeen else { throw syntax("a second root element") }
        guard depth < depthLimit else {
            throw AllianceError("xml.depth", "more than \(depthLimit) levels of elements", at: located(place))
        }
        // A tag is read whole: its end is the first > outside quotes.
        var length = 1
        var quote: UInt8 = 0
        while true {
            guard tokenStart + length < buffer.count else {
                guard try fill(&input) else { throw truncated() }
                continue
            }
            let byte = buffer[tokenStart + length]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == UInt8(ascii: "<") {
                place = tokenStart + length
                throw syntax("a < inside a tag")
            }
            length += 1
        }
        place = tokenStart + 1
        let whole = try readName()
        let inside = try local(whole)
        attributes.removeAll(keepingCapacity: true)
        try readAttributes()
        range = inside
        openStarts.append(openNames.count)
        openNames.append(contentsOf: buffer[whole])
        depth += 1
        rootSeen = true
        isDecoded = false
        if buffer[place] == UInt8(ascii: "/") {
            place += 1
            guard buffer[place] == UInt8(ascii: ">") else { throw syntax("a / inside a tag") }
            endPending = true
        }
        place += 1
    }

    private mutating func readAttributes() throws {
        while true {
            let before = place
            while Self.isSpace(buffer[place]) { place += 1 }
            let byte = buffer[place]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { return }
            guard place > before else { throw syntax("no space before an attribute") }
            let whole = try readName()
            while Self.isSpace(buffer[place]) { place += 1 }
            guard buffer[place] == UInt8(ascii: "=") else { throw syntax("an attribute without a value") }
            place += 1
            while Self.isSpace(buffer[place]) { place += 1 }
            let quote = buffer[place]
            guard quote == 0x22 || quote == 0x27 else { throw syntax("an attribute's value without quotes") }
            place += 1
            let start = place
            var references = false
            while true {
                place = ByteScan.special(buffer, from: place, quote, UInt8(ascii: "&"), UInt8(ascii: "<"))
                let byte = buffer[place]
                if byte == quote { break }
                switch byte {
                case UInt8(ascii: "&"): references = true
                case 0x09, 0x0a, 0x0d: references = true
                case 0x80...: try character(until: quote)
                case UInt8(ascii: "<"): throw syntax("a < inside an attribute")
                default: throw forbidden()
                }
                if byte < 0x80 { place += 1 }
            }
            guard attributes.count < 64 else {
                throw AllianceError("xml.attributes", "more than 64 attributes in one element", at: located(place))
            }
            for other in attributes where buffer[other.name].elementsEqual(buffer[whole]) {
                throw syntax("an attribute that stands twice")
            }
            attributes.append(
                Attribute(name: whole, local: try local(whole), value: start..<place, hasReferences: references))
            if references { try decode(start..<place, inAttribute: true) }
            place += 1
        }
    }

    /// `</name>`
    mutating func endTag(_ input: inout InputFile) throws {
        var stop = place + 2
        while true {
            while stop < buffer.count, buffer[stop] != UInt8(ascii: ">") { stop += 1 }
            if stop < buffer.count { break }
            let length = stop - tokenStart
            guard try fill(&input) else { throw truncated() }
            stop = tokenStart + length
        }
        var end = stop
        while end > place + 2, Self.isSpace(buffer[end - 1]) { end -= 1 }
        let whole = place + 2..<end
        guard let start = openStarts.last, Self.equal(openNames, start, buffer, whole) else {
            throw syntax("an end tag that fits no start tag")
        }
        range = try local(whole)
        isDecoded = false
        place = stop + 1
        closeName()
    }

    private static func equal(_ names: [UInt8], _ start: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard names.count - start == range.count else { return false }
        var difference: UInt8 = 0
        for offset in 0..<range.count { difference |= names[start + offset] ^ bytes[range.lowerBound + offset] }
        return difference == 0
    }

    mutating func closeName() {
        if let start = openStarts.popLast() { openNames.removeLast(openNames.count - start) }
        depth -= 1
    }

    /// A name at `place`, which moves past it.
    private mutating func readName() throws -> Range<Int> {
        let start = place
        guard Self.isNameStart(buffer[place]) else { throw syntax("no name where one is expected") }
        while Self.isNameByte(buffer[place]) { place += 1 }
        if buffer[start..<place].contains(where: { $0 >= 0x80 }), ByteScan.invalidUTF8(buffer, start..<place) != nil {
            throw encoding()
        }
        return start..<place
    }

    /// What stands after the prefix.
    private func local(_ whole: Range<Int>) throws -> Range<Int> {
        guard let colon = buffer[whole].firstIndex(of: UInt8(ascii: ":")) else { return whole }
        guard colon > whole.lowerBound, colon + 1 < whole.upperBound, Self.isNameStart(buffer[colon + 1]),
            !buffer[(colon + 1)..<whole.upperBound].contains(UInt8(ascii: ":"))
        else { throw syntax("a name with a colon out of place") }
        return colon + 1..<whole.upperBound
    }

    static func isNameStart(_ byte: UInt8) -> Bool {
        97...122 ~= byte || 65...90 ~= byte || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        97...122 ~= byte || 65...90 ~= byte || 48...57 ~= byte || byte >= 0x80 || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }
}

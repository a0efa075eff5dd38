import AllianceKit

/// The declaration, processing instructions, comments and sections.
extension XMLScanner {
    /// `<?xml version="1.0" encoding="UTF-8"?>`
    mutating func declaration(_ input: inout InputFile) throws {
        let inside = try body(after: 5, until: "?>", &input)
        let text = String(decoding: buffer[inside], as: UTF8.self)
        var rest = text[...]
        var step = 0
        let order = ["version", "encoding", "standalone"]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
            if rest.isEmpty { break }
            let name = String(rest.prefix { $0.isLetter })
            rest = rest.dropFirst(name.count).drop { $0 == " " }
            guard let place = order.firstIndex(of: name), place >= step, step > 0 || place == 0, rest.first == "="
            else {
                throw syntax("a declaration that is none")
            }
            step = place + 1
            rest = rest.dropFirst().drop { $0 == " " }
            guard let quote = rest.first, quote == "\"" || quote == "'",
                let end = rest.dropFirst().firstIndex(of: quote)
            else { throw syntax("a declaration that is none") }
            let value = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            switch name {
            case "version": guard value == "1.0" else { throw syntax("a version other than 1.0") }
            case "encoding":
                guard ["utf-8", "us-ascii"].contains(value.lowercased()) else {
                    throw AllianceError(
                        "xml.encoding", "the XML is in another encoding than UTF-8", at: located(place),
                        hint: "save it as UTF-8")
                }
            default: guard value == "yes" || value == "no" else { throw syntax("a declaration that is none") }
            }
        }
        guard step > 0 else { throw syntax("a declaration that is none") }
    }

    /// `<?target …?>`
    mutating func instruction(_ input: inout InputFile) throws {
        let inside = try body(after: 2, until: "?>", &input)
        let target = buffer[inside].prefix { !Self.isSpace($0) }
        guard let first = target.first, Self.isNameStart(first), target.allSatisfy(Self.isNameByte),
            String(decoding: target, as: UTF8.self).lowercased() != "xml"
        else { throw syntax("a processing instruction that is none") }
    }

    /// `<!-- … -->`, passed over, or `<![CDATA[…]]>`, which is text (true). Document type declarations are refused.
    mutating func section(_ input: inout InputFile) throws -> Bool {
        if try has(4, &input), buffer[place + 2] == UInt8(ascii: "-"), buffer[place + 3] == UInt8(ascii: "-") {
            let inside = try body(after: 4, until: "--", &input)
            guard try has(1, &input), buffer[place] == UInt8(ascii: ">") else {
                throw inside.isEmpty && place >= buffer.count ? truncated() : syntax("two hyphens inside a comment")
            }
            place += 1
            return false
        }
        if try has(9, &input), buffer[place..<place + 9].elementsEqual("<![CDATA[".utf8) {
            guard depth > 0 else { throw syntax("text outside the root element") }
            range = try body(after: 9, until: "]]>", &input)
            isDecoded = false
            return true
        }
        guard try has(9, &input) else { throw truncated() }
        throw AllianceError(
            "xml.doctype", "the XML has a document type declaration, which is never read", at: located(place),
            hint: "remove it: no entities, no external files")
    }

    /// What lies between here and an ending, whose characters are checked; `place` goes past the ending.
    private mutating func body(after start: Int, until ending: StaticString, _ input: inout InputFile) throws
        -> Range<Int>
    {
        let end = Array("\(ending)".utf8)
        var length = start
        while true {
            let found = ByteScan.first(end[0], in: buffer, from: min(tokenStart + length, buffer.count))
            length = found - tokenStart
            if found + end.count <= buffer.count {
                if buffer[found..<found + end.count].elementsEqual(end) { break }
                length += 1
                continue
            }
            guard try fill(&input) else { throw truncated() }
        }
        let inside = tokenStart + start..<tokenStart + length
        for byte in buffer[inside] where byte < 0x20 && !Self.isSpace(byte) { throw forbidden() }
        if ByteScan.invalidUTF8(buffer, inside) != nil { throw encoding() }
        place = inside.upperBound + end.count
        return inside
    }
}

import AllianceKit

/// Looks through a document's bytes before the parser does and refuses what could cost too much: document type
/// declarations (and with them every entity and external reference), depth, counts and lengths beyond the limits,
/// anything that is not UTF-8.
///
/// It follows tags, quotes, comments, CDATA sections and processing instructions and nothing else. Up to the first
/// point where a document is not well-formed it sees exactly what a parser sees; there the parser stops, so nothing
/// slips past.
struct XMLScreen {
    private let bytes: [UInt8]
    private let limits: XMLLimits
    private let name: String
    private var place = 0
    private var line = 1
    private var depth = 0
    private var elements = 0

    init(_ bytes: [UInt8], limits: XMLLimits, name: String) {
        self.bytes = bytes
        self.limits = limits
        self.name = name
    }

    mutating func check() throws {
        guard bytes.count <= limits.bytes else {
            throw AllianceError(
                "xml.too-large", "more than \(limits.bytes) bytes of XML", at: SourcePlace(file: name))
        }
        guard !bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xfe, 0xff]), !bytes.prefix(4).contains(0) else {
            throw error("xml.encoding", "the XML is not UTF-8", hint: "save it as UTF-8")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            skipValidUTF8()
            throw error("xml.encoding", "the XML is not valid UTF-8 at byte \(place + 1)", hint: "save it as UTF-8")
        }
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "<") {
                advance()
            } else if starts("<!--") {
                try skip(past: "-->", "a comment")
            } else if starts("<![CDATA[") {
                try skip(past: "]]>", "a CDATA section")
            } else if starts("<?") {
                try skip(past: "?>", "a processing instruction")
            } else if starts("<!") {
                throw error(
                    "xml.doctype", "the XML has a document type declaration, which is never read",
                    hint: "remove it: no entities, no external files")
            } else if starts("</") {
                depth -= 1
                try skip(past: ">", "a tag")
            } else {
                try tag()
            }
        }
    }

    private mutating func tag() throws {
        elements += 1
        depth += 1
        guard depth <= limits.depth else {
            throw error("xml.depth", "more than \(limits.depth) levels of elements")
        }
        guard elements <= limits.elements else { throw error("xml.elements", "more than \(limits.elements) elements") }
        let start = place
        advance()
        var attributes = 0
        var quoted = 0
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            let byte = bytes[place]
            guard byte == 0x22 || byte == 0x27 else {
                advance()
                guard place - start - quoted <= limits.attributeBytes else {
                    throw error(
                        "xml.attribute.too-long", "a tag with more than \(limits.attributeBytes) bytes of names")
                }
                continue
            }
            attributes += 1
            guard attributes <= limits.attributes else {
                throw error("xml.attributes", "more than \(limits.attributes) attributes in one element")
            }
            let opening = place
            advance()
            while place < bytes.count, bytes[place] != byte {
                advance()
                guard place - opening <= limits.attributeBytes else {
                    throw error("xml.attribute.too-long", "an attribute of more than \(limits.attributeBytes) bytes")
                }
            }
            if place < bytes.count { advance() }
            quoted += place - opening
        }
        guard place < bytes.count else { throw error("xml.truncated", "the XML ends inside a tag") }
        if bytes[place - 1] == UInt8(ascii: "/") { depth -= 1 }
        advance()
    }

    private mutating func skip(past end: String, _ what: String) throws {
        let ending = Array(end.utf8)
        let start = line
        // Past the opening, so that `<!-->` does not end itself.
        for _ in 0..<(ending.count == 3 && ending[0] == UInt8(ascii: "-") ? 4 : 2) { advance() }
        while place < bytes.count {
            if bytes[place] == ending[0], bytes[place...].starts(with: ending) {
                for _ in ending { advance() }
                return
            }
            advance()
        }
        line = start
        throw error("xml.truncated", "the XML ends inside \(what)")
    }

    private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private mutating func advance() {
        guard place < bytes.count else { return }
        if bytes[place] == 0x0a { line += 1 }
        place += 1
    }

    /// Moves to the first byte that is not part of valid UTF-8.
    private mutating func skipValidUTF8() {
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&rest) {
            for _ in 0..<UTF8.width(scalar) { advance() }
        }
    }

    private func error(_ code: String, _ message: String, hint: String? = nil) -> AllianceError {
        AllianceError(code, message, at: SourcePlace(file: name, line: line), hint: hint)
    }
}

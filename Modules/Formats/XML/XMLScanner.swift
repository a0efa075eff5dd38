public import AllianceKit

/// Pulls tags and text out of an XML 1.0 document of any size with flat memory, byte by byte and without libxml2: for lists of millions of
/// entries. `XMLDocument` is for documents that fit in memory.
///
/// Well-formedness is checked strictly, and the first fault is thrown: tags that fit, names, attributes that stand once, characters, UTF-8, the
/// five entities and character references. Document type declarations are refused, so nothing is ever expanded or fetched. Names are
/// looked at without their prefix.
public struct XMLScanner: Sendable {
    /// What was read.
    public enum Token: UInt8, Sendable {
        /// A start tag; an empty element gives one too, and then an end.
        case start
        /// An end tag.
        case end
        /// Text between tags, white space too; sections and references are resolved.
        case text
        /// The end of the document.
        case finish
    }

    /// Bytes of one tag or piece of text; longer ones are thrown as `xml.token.too-long`.
    public let limit: Int
    /// Levels of elements.
    public let depthLimit: Int
    /// How many elements are open.
    public internal(set) var depth = 0

    var buffer: [UInt8] = []
    var place = 0
    var tokenStart = 0
    /// The text or the local name of the tag read last; text in `scratch` when it had references.
    var range = 0..<0
    var isDecoded = false
    var scratch: [UInt8] = []
    var attributes: [Attribute] = []
    /// The names of open elements, one after another, and where each starts.
    var openNames: [UInt8] = []
    var openStarts: [Int] = []
    var endPending = false
    var rootSeen = false
    private var ended = false
    private var opened = false
    private var lines = 0
    private var counted = 0
    private var name = ""

    /// Names and values of attributes as they lie in the buffer.
    struct Attribute: Sendable {
        var name: Range<Int>
        var local: Range<Int>
        var value: Range<Int>
        var hasReferences: Bool
    }

    /// Makes a scanner for one document: 1 MiB a token and 32 levels unless said otherwise.
    public init(limit: Int = 1 << 20, depth: Int = 32) {
        self.limit = limit
        depthLimit = max(1, depth)
    }

    /// Goes on to the next tag or text; comments and processing instructions are checked and passed over.
    ///
    /// Throws `xml.syntax`, `xml.truncated`, `xml.doctype`, `xml.encoding`, `xml.character`, `xml.depth`, `xml.attributes` or
    /// `xml.token.too-long`.
    public mutating func next(_ input: inout InputFile) throws -> Token {
        if !opened { try open(&input) }
        if endPending {
            endPending = false
            closeName()
            return .end
        }
        while true {
            tokenStart = place
            guard try has(1, &input) else {
                guard rootSeen, depth == 0 else { throw truncated() }
                return .finish
            }
            guard buffer[place] == UInt8(ascii: "<") else {
                try text(&input)
                if depth > 0 { return .text }
                guard value.allSatisfy(Self.isSpace) else { throw syntax("text outside the root element") }
                continue
            }
            guard try has(2, &input) else { throw truncated() }
            switch buffer[place + 1] {
            case UInt8(ascii: "/"):
                try endTag(&input)
                return .end
            case UInt8(ascii: "?"): try instruction(&input)
            case UInt8(ascii: "!"):
                if try section(&input) { return .text }
            default:
                try startTag(&input)
                return .start
            }
        }
    }

    /// Goes past the rest of the element whose start was just read.
    public mutating func skip(_ input: inout InputFile) throws {
        let outside = depth - 1
        while depth > outside { _ = try next(&input) }
    }

    // MARK: The buffer

    /// Whether so many bytes lie from `place` on; reads on if need be.
    @inline(__always) mutating func has(_ count: Int, _ input: inout InputFile) throws -> Bool {
        while buffer.count - place < count { if try !fill(&input) { return false } }
        return true
    }

    /// Drops what lies before the token and appends a chunk; false at the end of the file.
    mutating func fill(_ input: inout InputFile) throws -> Bool {
        if ended { return false }
        if tokenStart > 0 {
            countLines(to: tokenStart)
            counted -= tokenStart
            buffer.removeFirst(tokenStart)
            place -= tokenStart
            tokenStart = 0
        }
        guard buffer.count <= limit else {
            throw AllianceError("xml.token.too-long", "a tag or text of more than \(limit) bytes", at: located(place))
        }
        guard let chunk = try input.nextChunk() else {
            ended = true
            return false
        }
        buffer.append(contentsOf: chunk)
        return true
    }

    private mutating func open(_ input: inout InputFile) throws {
        opened = true
        name = input.name
        while buffer.count < 4, try fill(&input) {}
        if buffer.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
        if buffer.prefix(4).contains(0) || buffer.starts(with: [0xff, 0xfe]) || buffer.starts(with: [0xfe, 0xff]) {
            throw AllianceError(
                "xml.encoding", "the XML is not UTF-8", at: SourcePlace(file: name), hint: "save it as UTF-8")
        }
        tokenStart = place
        // The declaration counts only at the very start.
        if try has(6, &input), buffer[place..<place + 5].elementsEqual("<?xml".utf8), Self.isSpace(buffer[place + 5]) {
            try declaration(&input)
        }
    }

    // MARK: Faults and places

    /// The line of the token read last, from 1; cheap when asked in order.
    public mutating func line() -> Int {
        countLines(to: tokenStart)
        return lines + 1
    }

    private mutating func countLines(to place: Int) {
        lines += ByteScan.lineFeeds(in: buffer, counted..<place)
        counted = place
    }

    /// The place of the token read last.
    public var currentPlace: SourcePlace { located(tokenStart) }

    func located(_ place: Int) -> SourcePlace {
        let line = lines + ByteScan.lineFeeds(in: buffer, counted..<min(max(place, counted), buffer.count)) + 1
        let path = openStarts.indices.map { level in
            let end = level + 1 < openStarts.count ? openStarts[level + 1] : openNames.count
            return "/" + String(decoding: openNames[openStarts[level]..<end], as: UTF8.self)
        }
        return SourcePlace(file: name, line: line, path: path.isEmpty ? nil : path.joined())
    }

    func syntax(_ message: String) -> AllianceError {
        AllianceError("xml.syntax", "the XML is not well-formed: \(message)", at: located(place))
    }

    func truncated() -> AllianceError {
        AllianceError("xml.truncated", "the XML ends too early", at: located(place), hint: "fetch the file again")
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }
}

public import AllianceKit

/// Pulls tokens out of a JSON document (RFC 8259) of any size with flat memory.
///
/// Two kinds of faults are told apart. What is wrong inside a token (an escape, UTF-8, a number, a control character) leaves the
/// structure clear: reading goes on and `takeFault` gives the fault, so that it costs one record. What breaks the structure is thrown;
/// `resume` then goes on with the next record. Names are not checked for repetition: readers of records know which matter.
///
///     var json = JSONScanner()
///     while true {
///         switch try json.next(&input) {
///         case .name: …json.match(names)
///         case .string: …json.text
///         case .end: return
///         default: break
///         }
///     }
public struct JSONScanner: Sendable {
    /// What was read.
    public enum Token: UInt8, Sendable {
        /// `{`, `}`, `[`, `]`
        case objectStart, objectEnd, arrayStart, arrayEnd
        /// The name of a member; its value follows.
        case name
        /// A value.
        case string, number, yes, no, null
        /// The end of the document.
        case end
    }

    enum Expectation: UInt8 {
        case value, valueOrEnd, name, nameOrEnd, commaOrEnd, nothing
    }

    /// Bytes of one token; a longer one is thrown as `json.token.too-long`.
    public let limit: Int
    /// Levels of arrays and objects, at most 64.
    public let depthLimit: Int
    /// How many arrays and objects are open.
    public internal(set) var depth = 0

    var buffer: [UInt8] = []
    /// The next byte that was not looked at.
    var place = 0
    var tokenStart = 0
    /// The inside of the token read last; in `scratch` when it had escapes.
    var range = 0..<0
    var isDecoded = false
    var scratch: [UInt8] = []
    /// Open arrays (0) and objects (1), the innermost in bit 0.
    var nesting: UInt64 = 0
    var expectation = Expectation.value
    var fault: AllianceError?
    /// Where the record starts that can be looked through again; bytes from here on stay in the buffer.
    var held: Int?
    /// How many bytes of the file were dropped from the buffer.
    private(set) var bytesBefore = 0
    private var ended = false
    private var opened = false
    /// Line feeds before `counted`, a place in the buffer.
    private var lines = 0
    private var counted = 0
    private var name = ""

    /// Makes a scanner for one document: 1 MiB a token and 32 levels unless said otherwise.
    public init(limit: Int = 1 << 20, depth: Int = 32) {
        self.limit = limit
        depthLimit = min(max(depth, 1), 64)
    }

    /// Goes on to the next token. Throws `json.syntax`, `json.truncated`, `json.depth`, `json.token.too-long` or `json.encoding`.
    public mutating func next(_ input: inout InputFile) throws -> Token {
        if !opened { try open(&input) }
        while true {
            while place < buffer.count, buffer[place] <= 0x20 {
                let byte = buffer[place]
                guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else {
                    throw syntax("a control character between values")
                }
                place += 1
            }
            tokenStart = place
            guard place < buffer.count else {
                if try fill(&input) { continue }
                guard expectation == .nothing else { throw truncated() }
                return .end
            }
            if expectation == .commaOrEnd {
                let byte = buffer[place]
                if byte == UInt8(ascii: ",") {
                    place += 1
                    expectation = nesting & 1 == 1 ? .name : .value
                    continue
                }
                if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { return try close(byte) }
                throw syntax("neither a comma nor the end of what is open")
            }
            return try token(buffer[place], &input)
        }
    }

    private mutating func token(_ byte: UInt8, _ input: inout InputFile) throws -> Token {
        switch expectation {
        case .name, .nameOrEnd:
            if byte == UInt8(ascii: "\"") {
                try string(&input)
                try colon(&input)
                return .name
            }
            if byte == UInt8(ascii: "}"), expectation == .nameOrEnd { return try close(byte) }
            throw syntax("no name in quotes where one is expected")
        case .value, .valueOrEnd:
            switch byte {
            case UInt8(ascii: "\""):
                try string(&input)
                valueIsRead()
                return .string
            case UInt8(ascii: "{"), UInt8(ascii: "["): return try openContainer(byte)
            case UInt8(ascii: "]") where expectation == .valueOrEnd: return try close(byte)
            default: return try word(&input)
            }
        case .nothing: throw syntax("something after the end of the document")
        case .commaOrEnd: throw syntax("neither a comma nor the end of what is open")
        }
    }

    /// Goes past the rest of a value whose first token was just read.
    public mutating func skip(_ token: Token, _ input: inout InputFile) throws {
        guard token == .objectStart || token == .arrayStart else { return }
        let outside = depth - 1
        while depth > outside { _ = try next(&input) }
    }

    @inline(__always) mutating func valueIsRead() { expectation = depth == 0 ? .nothing : .commaOrEnd }

    private mutating func openContainer(_ byte: UInt8) throws -> Token {
        guard depth < depthLimit else {
            throw AllianceError("json.depth", "more than \(depthLimit) levels of JSON", at: currentPlace)
        }
        depth += 1
        place += 1
        let isObject = byte == UInt8(ascii: "{")
        nesting = nesting << 1 | (isObject ? 1 : 0)
        expectation = isObject ? .nameOrEnd : .valueOrEnd
        return isObject ? .objectStart : .arrayStart
    }

    mutating func close(_ byte: UInt8) throws -> Token {
        let isObject = byte == UInt8(ascii: "}")
        guard depth > 0, (nesting & 1 == 1) == isObject else { throw syntax("an end that fits nothing open") }
        place += 1
        depth -= 1
        nesting >>= 1
        valueIsRead()
        return isObject ? .objectEnd : .arrayEnd
    }

    private mutating func open(_ input: inout InputFile) throws {
        opened = true
        name = input.name
        while buffer.count < 4, try fill(&input) {}
        if buffer.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
        if buffer.prefix(4).contains(0) || buffer.starts(with: [0xff, 0xfe]) || buffer.starts(with: [0xfe, 0xff]) {
            throw AllianceError(
                "json.encoding", "the JSON is not UTF-8", at: SourcePlace(file: name), hint: "save it as UTF-8")
        }
    }

    /// Drops what lies before the token, or before the record that is held, and appends a chunk; false at the end of the file.
    mutating func fill(_ input: inout InputFile) throws -> Bool {
        if ended { return false }
        // A record longer than a token may be is not held: memory stays flat.
        if let start = held, tokenStart - start > limit { held = nil }
        let kept = held ?? tokenStart
        if kept > 0 {
            countLines(to: max(kept, counted))
            counted -= kept
            bytesBefore += kept
            buffer.removeFirst(kept)
            place -= kept
            tokenStart -= kept
            held = held.map { $0 - kept }
        }
        guard buffer.count - tokenStart <= limit else {
            throw AllianceError("json.token.too-long", "a value of more than \(limit) bytes", at: currentPlace)
        }
        guard let chunk = try input.nextChunk() else {
            ended = true
            return false
        }
        buffer.append(contentsOf: chunk)
        return true
    }

    // MARK: Faults

    /// The place of the token read last.
    public var currentPlace: SourcePlace { located(tokenStart) }
    /// The line of the token read last, from 1; cheap when asked in order.
    public mutating func line() -> Int {
        countLines(to: tokenStart)
        return lines + 1
    }

    private mutating func countLines(to place: Int) {
        lines = linesBefore(place)
        counted = place
    }

    /// Line feeds before a place in the buffer.
    private func linesBefore(_ place: Int) -> Int {
        place >= counted
            ? lines + ByteScan.lineFeeds(in: buffer, counted..<place)
            : lines - ByteScan.lineFeeds(in: buffer, place..<counted)
    }

    /// The number of bytes before the token read last.
    public var offset: Int { bytesBefore + tokenStart }
    /// What is wrong inside the tokens read since this was asked last, if anything.
    public mutating func takeFault() -> AllianceError? {
        defer { fault = nil }
        return fault
    }

    func located(_ place: Int) -> SourcePlace {
        SourcePlace(file: name, line: linesBefore(min(place, buffer.count)) + 1)
    }

    func syntax(_ message: String) -> AllianceError {
        AllianceError("json.syntax", "not JSON: \(message)", at: located(place))
    }

    func truncated() -> AllianceError {
        AllianceError("json.truncated", "the JSON ends too early", at: currentPlace, hint: "fetch the file again")
    }

    mutating func note(_ message: String, at place: Int) {
        if fault == nil { fault = AllianceError("json.value", message, at: located(place)) }
    }
}

public import AllianceKit

/// Reads JSON Lines (one JSON document a line) with flat memory, and goes on after lines that cannot be read.
///
/// LF ends a line and a CR before it is white space; a byte order mark before the first line is passed over; the last line needs no
/// end. Every document is read strictly (`JSONText.decode`): valid UTF-8, no repeated names, no lone surrogates. The bytes of a line
/// are handed over as they stand in the file, so that a bad one can be kept aside exactly.
///
///     var lines = JSONLinesReader()
///     while let line = try lines.next(&input) {
///         guard !line.isBlank else { continue }
///         let value = try line.value.get()
///     }
public struct JSONLinesReader: Sendable {
    /// Bytes of one line; a longer one is an error of its line.
    public let limit: Int
    /// Levels of nesting in one document.
    public let depth: Int

    private var buffer: [UInt8] = []
    private var start = 0
    private var number = 0
    private var ended = false

    /// Makes a reader for one file: 1 MiB a line and 64 levels unless said otherwise.
    public init(limit: Int = 1 << 20, depth: Int = 64) {
        self.limit = limit
        self.depth = depth
    }

    /// The next line, blank ones included, or nil at the end. Throws only when the file cannot be read.
    public mutating func next(_ input: inout InputFile) throws -> JSONLine? {
        guard let (bytes, length) = try nextBytes(&input) else { return nil }
        number += 1
        let place = SourcePlace(file: input.name, line: number)
        guard length <= limit else {
            let error = AllianceError("json.line.too-long", "a line of more than \(limit) bytes", at: place)
            return JSONLine(number: number, bytes: bytes, length: length, isBlank: false, value: .failure(error))
        }
        let marked = number == 1 && bytes.starts(with: [0xef, 0xbb, 0xbf])
        let document = marked ? Array(bytes.dropFirst(3)) : bytes
        let blank = document.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
        let value = Result { () throws(AllianceError) -> JSONValue in
            do {
                return try JSONText.decode(document, limits: JSONLimits(bytes: limit, depth: depth), at: place)
            } catch let error as AllianceError {
                throw error
            } catch {
                throw AllianceError("json.line", "the line cannot be read", at: place)
            }
        }
        return JSONLine(number: number, bytes: bytes, length: length, isBlank: blank, value: value)
    }

    /// The bytes of the next line without its line feed, cut at the limit, and its whole length.
    private mutating func nextBytes(_ input: inout InputFile) throws -> (bytes: [UInt8], length: Int)? {
        var head: [UInt8] = []
        var length = 0
        var any = false
        while true {
            if start == buffer.count {
                buffer = ended ? [] : try input.nextChunk() ?? []
                start = 0
                if buffer.isEmpty {
                    ended = true
                    return any ? (head, length) : nil
                }
            }
            any = true
            let end = buffer[start...].firstIndex(of: 0x0a)
            let piece = buffer[start..<(end ?? buffer.count)]
            length += piece.count
            head.append(contentsOf: piece.prefix(max(0, limit - head.count)))
            start = (end ?? buffer.count - 1) + 1
            if end != nil { return (head, length) }
        }
    }
}

/// One line of a JSON Lines file.
public struct JSONLine: Sendable {
    /// Its number, from 1.
    public let number: Int
    /// Its bytes as they stand in the file, without the line feed; cut at the reader's limit.
    public let bytes: [UInt8]
    /// How many bytes it has in the file, without the line feed.
    public let length: Int
    /// Whether there is nothing but white space on it; such a line is no item and no error.
    public let isBlank: Bool
    /// The document, or why it cannot be read (with file and line).
    public let value: Result<JSONValue, AllianceError>
}

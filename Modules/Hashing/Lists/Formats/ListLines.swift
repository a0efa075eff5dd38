import AllianceKit

/// Lists of one entry a line: reading by lines, and what all of them pass over.
enum ListLines {
    /// Bytes of one line; a longer one is an error of its line.
    static let limit = 1 << 16

    /// Hands over every line that is not blank, without white space around, or the error of one that is too long. A byte order mark is passed
    /// over; a file in UTF-16 throws `hashing.list.encoding`.
    static func forEach(
        _ input: inout InputFile, _ body: (Result<ArraySlice<UInt8>, AllianceError>, SourcePlace) throws -> Void
    ) throws {
        try refuseWide(input.peek(2), input.name)
        while true {
            let line: [UInt8]
            do {
                guard let next = try input.nextLine(limit: limit) else { return }
                line = next
            } catch let error as AllianceError where error.code == "file.line.too-long" {
                try body(.failure(error), input.place)
                continue
            }
            var rest = line[...]
            if input.line == 1, rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
            rest = trimmed(rest)
            if !rest.isEmpty { try body(.success(rest), input.place) }
        }
    }

    /// Throws for UTF-16.
    static func refuseWide(_ start: [UInt8], _ name: String) throws {
        if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
            throw AllianceError(
                "hashing.list.encoding", "the file is UTF-16", at: SourcePlace(file: name), hint: "save it as UTF-8")
        }
    }

    /// Without blanks and tabs around.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }

    /// What stands before the first byte of a kind, and what after it; nil for the rest where there is none.
    static func cut(
        _ bytes: ArraySlice<UInt8>, at byte: UInt8
    ) -> (head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>?) {
        guard let place = bytes.firstIndex(of: byte) else { return (bytes, nil) }
        return (bytes[..<place], bytes[(place + 1)...])
    }

    /// The first line that is not blank of a file's start, and whether it is whole.
    static func first(_ start: [UInt8]) -> ArraySlice<UInt8>? {
        var rest = start[...]
        if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
        while !rest.isEmpty {
            let (line, after) = cut(rest, at: 0x0a)
            let text = trimmed(line)
            if !text.isEmpty { return text }
            rest = after ?? []
        }
        return nil
    }

    /// A small whole number in decimal digits.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard 1...15 ~= bytes.count, bytes.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// A description of a format of one entry a line.
    static func format(_ name: String, _ title: String, extensions: [String], specification: String)
        -> FormatDescription
    {
        FormatDescription(
            name: name, title: title, subject: "hash list", fileExtensions: extensions, mediaType: "text/plain",
            specification: specification)
    }
}

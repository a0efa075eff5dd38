import AllianceKit

/// Takes a mail apart, one part at a time; linear in its size at each level.
struct MailReader {
    let limits: MailLimits
    private var parts = 0

    init(limits: MailLimits) { self.limits = limits }

    mutating func part(_ bytes: ArraySlice<UInt8>, depth: Int) throws -> MailPart {
        guard depth <= limits.depth else {
            throw AllianceError("mail.depth", "the mail has parts in more than \(limits.depth) levels")
        }
        parts += 1
        guard parts <= limits.parts else {
            throw AllianceError("mail.parts", "the mail has more than \(limits.parts) parts")
        }
        var part = MailPart()
        let rest = try header(bytes, &part)
        if let given = part.field("Content-Type") {
            let (type, parameters) = MailParameters.read(given)
            if type.utf8.contains(0x2f) { part.mediaType = type }
            part.parameters = parameters
        }
        if part.mediaType.hasPrefix("multipart/") {
            guard let boundary = part.parameters["boundary"], 1...70 ~= boundary.utf8.count else {
                throw AllianceError("mail.boundary", "a part of several parts names no boundary")
            }
            for piece in Self.split(rest, at: Array("--\(boundary)".utf8)) {
                part.parts.append(try self.part(piece, depth: depth + 1))
            }
            return part
        }
        part.body = Self.decode(rest, part.field("Content-Transfer-Encoding") ?? "7bit")
        if part.mediaType == "message/rfc822" {
            part.parts = [try self.part(part.body[...], depth: depth + 1)]
        }
        return part
    }

    /// Reads the header; what is left is the body.
    private func header(_ bytes: ArraySlice<UInt8>, _ part: inout MailPart) throws -> ArraySlice<UInt8> {
        var place = bytes.startIndex
        var name = ""
        var value: [UInt8] = []
        func keep() {
            if !name.isEmpty { part.fields.append((name, Self.trimmed(value))) }
        }
        while place < bytes.endIndex {
            guard place - bytes.startIndex <= limits.headerBytes, part.fields.count <= limits.fields else {
                throw AllianceError("mail.header", "a header of the mail is larger than allowed")
            }
            let end = bytes[place...].firstIndex(of: 0x0a) ?? bytes.endIndex
            var line = bytes[place..<end]
            if line.last == 0x0d { line.removeLast() }
            guard line.count <= limits.headerBytes else {
                throw AllianceError("mail.header", "a header of the mail is larger than allowed")
            }
            let next = min(end + 1, bytes.endIndex)
            if line.isEmpty {
                keep()
                return bytes[next...]
            }
            if line.first == 0x20 || line.first == 0x09 {
                value.append(0x20)
                value += line.drop { $0 == 0x20 || $0 == 0x09 }
            } else if let colon = line.firstIndex(of: 0x3a), colon > line.startIndex,
                line[..<colon].allSatisfy({ 0x21...0x7e ~= $0 })
            {
                keep()
                name = String(decoding: line[..<colon], as: UTF8.self)
                value = Array(line[(colon + 1)...])
            } else {
                // An mbox envelope, or what no mail program writes: it belongs to no field.
                keep()
                name = ""
                value = []
            }
            guard value.count <= limits.headerBytes else {
                throw AllianceError("mail.header", "a header of the mail is larger than allowed")
            }
            place = next
        }
        keep()
        return bytes[bytes.endIndex...]
    }

    /// The pieces between delimiter lines; what stands before the first and after the last is left out (RFC 2046 section 5.1.1).
    private static func split(_ bytes: ArraySlice<UInt8>, at delimiter: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let end = bytes[place...].firstIndex(of: 0x0a) ?? bytes.endIndex
            let next = min(end + 1, bytes.endIndex)
            if bytes[place..<end].starts(with: delimiter) {
                let tail = bytes[(place + delimiter.count)..<end].filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
                if tail.isEmpty || tail == [0x2d, 0x2d] {
                    if let start { pieces.append(bytes[start..<lineEnd(before: place, in: bytes, from: start)]) }
                    start = tail.isEmpty ? next : nil
                    if !tail.isEmpty { return pieces }
                }
            }
            place = next
        }
        if let start { pieces.append(bytes[start..<bytes.endIndex]) }
        return pieces
    }

    /// The line end before a delimiter belongs to it.
    private static func lineEnd(before place: Int, in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var end = place
        if end > start, bytes[end - 1] == 0x0a { end -= 1 }
        if end > start, bytes[end - 1] == 0x0d { end -= 1 }
        return end
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
        switch encoding.lowercased().filter({ !$0.isWhitespace }) {
        case "base64": MailWords.base64(bytes)
        case "quoted-printable": MailWords.quotedPrintable(bytes, isWord: false)
        default: Array(bytes)
        }
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        var slice = bytes[...]
        while let first = slice.first, first == 0x20 || first == 0x09 { slice.removeFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice.removeLast() }
        return String(decoding: slice, as: UTF8.self)
    }
}

import AllianceKit

/// One part of a message: text, data, or parts in order.
public struct MIMEPart: Sendable {
    /// The media type: `text/plain`.
    public var mediaType: String
    /// Parameters of the media type, in order.
    public var parameters: [(name: String, value: String)]
    /// The file name under which it is attached; nil when it is shown in place.
    public var attachment: String?
    /// What it holds.
    public var body: Body

    /// What a part holds.
    public enum Body: Sendable {
        /// Text in any script. Line ends of any kind become CR LF.
        case text(String)
        /// Bytes, sent as base 64.
        case data([UInt8])
        /// Parts in order.
        case parts([MIMEPart])
    }

    /// Makes a part.
    public init(
        _ mediaType: String, parameters: [(name: String, value: String)] = [], attachment: String? = nil, body: Body
    ) {
        self.mediaType = mediaType
        self.parameters = parameters
        self.attachment = attachment
        self.body = body
    }

    /// Text for people.
    public static func text(_ text: String) -> MIMEPart { MIMEPart("text/plain", body: .text(text)) }

    /// Writes the part's header fields, the empty line and the body.
    func write(to output: inout [UInt8], boundary: MIMEBoundary) throws {
        let halves = mediaType.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(MIMEText.isToken) }) else {
            throw AllianceError("mime.body.type", "not a media type: \(mediaType)")
        }
        var header = MIMEHeader()
        var parameters = parameters
        let encoded: [UInt8]
        var encoding: String?
        switch body {
        case .text(let text):
            let lines = MIMELines.normal(text)
            let kind = MIMELines.encoding(of: lines)
            if halves[0] == "text" { parameters.append(("charset", "utf-8")) }
            guard halves[0] != "message" || kind == .sevenBit else {
                throw AllianceError("mime.body.seven-bit", "a \(mediaType) part must be short lines of ASCII")
            }
            encoding = kind.rawValue
            encoded = kind.encode(lines)
        case .data(let bytes):
            encoding = "base64"
            encoded = Base64.lines(bytes)
        case .parts(let parts):
            guard halves[0] == "multipart", !parts.isEmpty else {
                throw AllianceError("mime.body.parts", "only a multipart holds parts, and at least one")
            }
            let (bytes, text) = try Self.multipart(parts, boundary: boundary)
            parameters.append(("boundary", text))
            encoded = bytes
        }
        try header.add("Content-Type", mediaType, parameters: parameters)
        if let encoding { try header.add("Content-Transfer-Encoding", encoding) }
        if let attachment {
            try header.add("Content-Disposition", "attachment", parameters: [("filename", attachment)])
        }
        header.end()
        output.append(contentsOf: header.bytes)
        output.append(contentsOf: encoded)
    }

    private static func multipart(_ parts: [MIMEPart], boundary: MIMEBoundary) throws -> ([UInt8], String) {
        var written: [[UInt8]] = []
        for (place, part) in parts.enumerated() {
            var bytes: [UInt8] = []
            try part.write(to: &bytes, boundary: boundary.nested(place))
            written.append(bytes)
        }
        let line = boundary.text
        var output: [UInt8] = []
        for bytes in written {
            guard !MIMEBoundary.occurs(line, in: bytes) else {
                throw AllianceError("mime.body.boundary", "a part holds its own boundary", hint: "use another seed")
            }
            output.append(contentsOf: "--\(line)\r\n".utf8)
            output.append(contentsOf: bytes)
            // This line end belongs to the delimiter that follows (RFC 2046 section 5.1.1); the part keeps its own.
            output.append(contentsOf: "\r\n".utf8)
        }
        output.append(contentsOf: "--\(line)--\r\n".utf8)
        return (output, line)
    }
}

/// Boundaries that base 64 and quoted printable cannot hold: they contain `=_` (RFC 2045 section 6.7).
struct MIMEBoundary {
    private let seed: [UInt8]
    private let path: [Int]

    init(seed: [UInt8]) {
        self.seed = seed
        path = []
    }

    private init(seed: [UInt8], path: [Int]) {
        self.seed = seed
        self.path = path
    }

    /// The boundary of a multipart inside.
    func nested(_ place: Int) -> MIMEBoundary { MIMEBoundary(seed: seed, path: path + [place]) }

    /// `=_` and digits, at most 70 characters.
    var text: String {
        "=_" + Hex.encode(seed.prefix(16)) + path.prefix(10).map { "_\($0)" }.joined()
    }

    /// Whether a line of the bytes starts with the boundary's delimiter.
    static func occurs(_ boundary: String, in bytes: [UInt8]) -> Bool {
        let delimiter = Array("--\(boundary)".utf8)
        var place = bytes.startIndex
        while true {
            if bytes[place...].starts(with: delimiter) { return true }
            guard let end = bytes[place...].firstIndex(of: 0x0a) else { return false }
            place = end + 1
        }
    }
}

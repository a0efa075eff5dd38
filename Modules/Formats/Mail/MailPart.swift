import AllianceKit

/// A mail as it was received, or one part of it (RFC 5322, 2045–2047, 2231): what hostile senders wrote, decoded, and never trusted.
public struct MailPart: Sendable {
    /// Header fields in order, unfolded; bytes that are no UTF-8 are replaced.
    public internal(set) var fields: [(name: String, value: String)]
    /// The media type in lower case; `text/plain` where none is given.
    public internal(set) var mediaType: String
    /// Parameters of the media type, names in lower case.
    public internal(set) var parameters: [String: String]
    /// The decoded body; empty for `multipart/…`, whose parts are in `parts`.
    public internal(set) var body: [UInt8]
    /// The parts of a multipart, or the one message inside `message/rfc822`.
    public internal(set) var parts: [MailPart]

    /// Reads a mail. Throws `mail.too-large`, `mail.header`, `mail.depth`, `mail.parts` or `mail.boundary`; LF and CR LF end lines, and a
    /// first line of an mbox file is passed over.
    public init(_ bytes: [UInt8], limits: MailLimits = MailLimits()) throws {
        guard bytes.count <= limits.bytes else {
            throw AllianceError("mail.too-large", "the mail has more than \(limits.bytes) bytes")
        }
        var reader = MailReader(limits: limits)
        self = try reader.part(bytes[...], depth: 0)
    }

    init() {
        fields = []
        mediaType = "text/plain"
        parameters = [:]
        body = []
        parts = []
    }

    /// The first field of a name, however it is written; encoded words are not decoded.
    public func field(_ name: String) -> String? { all(name).first }

    /// All fields of a name, in order.
    public func all(_ name: String) -> [String] {
        let name = name.lowercased()
        return fields.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// The subject, with its encoded words decoded.
    public var subject: String { field("Subject").map { MailWords.decode(String($0.prefix(2000))) } ?? "" }

    /// The body as text, by the part's `charset`: UTF-8, ASCII and Latin-1; bytes that are none of it are replaced.
    public var text: String { MailWords.text(body, charset: parameters["charset"] ?? "utf-8") }

    /// This part or the first below it of a media type, in order.
    public func first(_ mediaType: String) -> MailPart? {
        if self.mediaType == mediaType { return self }
        for part in parts {
            if let found = part.first(mediaType) { return found }
        }
        return nil
    }
}

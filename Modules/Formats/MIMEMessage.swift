public import AllianceKit

/// A mail message to be sent (RFC 5322 with MIME, RFC 2045–2047, 2183, 2231): same message, same bytes.
///
/// Lines end in CR LF and have at most 998 octets, header fields are folded at 78, text outside ASCII becomes encoded words, quoted
/// printable or base64. Nothing in a field can start another field: control characters anywhere in a header are an error, never
/// silently dropped. Boundaries are made of `seed`, so bytes repeat; give digest or random bytes.
public struct MIMEMessage: Sendable {
    /// Who sends it.
    public var from: MailAddress
    /// To whom.
    public var to: [MailAddress]
    /// Where answers go, if not to the sender.
    public var replyTo: MailAddress?
    /// What it is about.
    public var subject: String
    /// When it was written.
    public var date: Instant
    /// The part of the Message-ID before the `@`: ours, so that answers and bounces can be matched.
    public var messageID: String
    /// The domain of the Message-ID.
    public var messageDomain: String
    /// Message-IDs (without angle brackets) of the thread it belongs to, oldest first.
    public var references: [String]
    /// Further header fields with unstructured text (RFC 5322 section 2.2.1): `Auto-Submitted`, `X-…`.
    public var fields: [(name: String, value: String)]
    /// What it carries.
    public var content: MIMEPart
    /// Bytes that boundaries are made of.
    public var seed: [UInt8]

    /// Makes a message.
    public init(
        from: MailAddress, to: [MailAddress], replyTo: MailAddress? = nil, subject: String, date: Instant,
        messageID: String, messageDomain: String, references: [String] = [],
        fields: [(name: String, value: String)] = [], content: MIMEPart, seed: [UInt8]
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.messageDomain = messageDomain
        self.references = references
        self.fields = fields
        self.content = content
        self.seed = seed
    }

    /// The bytes that go. Throws `mime.header.…` when a field holds what it must not hold, `mime.body…` when a part does.
    public func bytes() throws -> [UInt8] {
        guard !to.isEmpty else { throw AllianceError("mime.header.recipient", "the message has no recipient") }
        var header = MIMEHeader()
        try header.add("Date", MIMEDate.text(date))
        try header.add("From", from)
        if let replyTo { try header.add("Reply-To", replyTo) }
        try header.add("To", to)
        try header.add("Subject", text: subject)
        try header.add("Message-ID", identifiers: ["\(messageID)@\(messageDomain)"])
        if !references.isEmpty {
            try header.add("In-Reply-To", identifiers: [references[references.count - 1]])
            try header.add("References", identifiers: references)
        }
        for field in fields { try header.add(field.name, text: field.value) }
        try header.add("MIME-Version", "1.0")
        var output = header.bytes
        try content.write(to: &output, boundary: MIMEBoundary(seed: seed))
        return output
    }
}

/// The text of RFC 5322 dates.
enum MIMEDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Mon, 23 Nov 2026 20:52:00 +0000`
    static func text(_ instant: Instant) -> String {
        let day = instant.date
        let days = day.daysSince1970
        let weekday = weekdays[(days % 7 + 7) % 7]
        let clock = instant.description.dropFirst(11).prefix(8)
        return "\(weekday), \(day.day) \(months[day.month - 1]) \(day.year) \(clock) +0000"
    }
}

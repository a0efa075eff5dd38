import AllianceKit

/// A report on the delivery of a mail (RFC 3464): what another server says became of it. Anyone can write one.
public struct DeliveryReport: Sendable, Hashable {
    /// What became of it for one recipient.
    public struct Recipient: Sendable, Hashable {
        /// Whom it concerns, without the address type.
        public var address: String
        /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
        public var action: String
        /// The enhanced status code: `5.1.1`.
        public var status: String
        /// What the receiving server said, if it is told.
        public var diagnostic: String?
    }

    /// The server that reports.
    public var reporter: String?
    /// Each recipient.
    public var recipients: [Recipient]

    /// Reads the report in a mail; nil when there is none.
    public init?(_ mail: MailPart) {
        guard mail.mediaType == "multipart/report",
            mail.parameters["report-type"]?.lowercased() == "delivery-status",
            let status = mail.parts.first(where: { $0.mediaType == "message/delivery-status" })
        else { return nil }
        let groups = MailFieldGroups.read(status.body)
        guard let first = groups.first else { return nil }
        reporter = first["reporting-mta"].map(Self.withoutType)
        recipients = groups.dropFirst().prefix(100).compactMap { group in
            guard let address = group["final-recipient"] ?? group["original-recipient"],
                let action = group["action"]
            else { return nil }
            return Recipient(
                address: Self.withoutType(address), action: action.lowercased(), status: group["status"] ?? "",
                diagnostic: group["diagnostic-code"].map(Self.withoutType))
        }
        guard !recipients.isEmpty else { return nil }
    }

    /// `rfc822; a@b` and `smtp; 550 …` without what stands before the semicolon.
    private static func withoutType(_ text: String) -> String {
        let value = text.firstIndex(of: ";").map { text[text.index(after: $0)...] } ?? text[...]
        return String(value.drop { $0 == " " }.prefix(500))
    }
}

/// A feedback report's machine part (RFC 5965, with the type `xarf`): the envelope of abuse reports.
public struct FeedbackReport: Sendable, Hashable {
    /// `abuse`, `fraud`, `other`, `xarf` …
    public var type: String
    /// The program that made it.
    public var userAgent: String
    /// The version of the format.
    public var version: String
    /// The other fields, names in lower case.
    public var fields: [String: String]

    /// Makes a report of version 1.
    public init(type: String, userAgent: String, fields: [String: String] = [:]) {
        self.type = type
        self.userAgent = userAgent
        version = "1"
        self.fields = fields
    }

    /// Reads the report in a mail; nil when there is none, or when a required field is missing.
    public init?(_ mail: MailPart) {
        guard mail.mediaType == "multipart/report",
            mail.parameters["report-type"]?.lowercased() == "feedback-report",
            let part = mail.parts.first(where: { $0.mediaType == "message/feedback-report" }),
            var fields = MailFieldGroups.read(part.body).first,
            let type = fields.removeValue(forKey: "feedback-type"),
            let userAgent = fields.removeValue(forKey: "user-agent"),
            let version = fields.removeValue(forKey: "version")
        else { return nil }
        self.type = type.lowercased()
        self.userAgent = userAgent
        self.version = version
        self.fields = fields
    }

    /// The part to send, with the required fields first.
    public var part: MIMEPart {
        let required = "Feedback-Type: \(type)\nUser-Agent: \(userAgent)\nVersion: \(version)\n"
        let others = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
        return MIMEPart("message/feedback-report", body: .text(required + others))
    }
}

/// Groups of fields separated by blank lines, as machine parts of reports have them.
enum MailFieldGroups {
    /// Each group's fields, names in lower case; of a field given twice the first counts.
    static func read(_ body: [UInt8]) -> [[String: String]] {
        var groups: [[String: String]] = []
        var current: [String: String] = [:]
        var last: String?
        func endGroup() {
            if !current.isEmpty { groups.append(current) }
            current = [:]
            last = nil
        }
        for line in String(decoding: body.prefix(1 << 20), as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        {
            guard groups.count < 200 else { break }
            if line.allSatisfy(\.isWhitespace) {
                endGroup()
            } else if line.first == " " || line.first == "\t" {
                if let last, let value = current[last], value.utf8.count < 4096 {
                    current[last] = value + " " + line.drop { $0 == " " || $0 == "\t" }
                }
            } else if let colon = line.firstIndex(of: ":"), current.count < 100 {
                let name = line[..<colon].lowercased()
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                last = current[name] == nil ? name : nil
                if current[name] == nil { current[name] = String(value.prefix(2000)) }
            }
        }
        endGroup()
        return groups
    }
}

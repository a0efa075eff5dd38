import AllianceKit

/// How much of what investigators ask for a referral holds, as a number from 0 to 100. It says nothing about priority.
///
/// Eight weighted parts from a public rubric after 18 U.S.C. 2258A(b) and Stanford's 2024 study of CyberTipline
/// reports: identity 18, upload address 16, file or chat 14, viewed flag 14, time 12, location 10, flags 9, contact and
/// preservation 7.
public struct Completeness: Sendable, Hashable, Codable {
    /// One part of the score.
    public struct Part: Sendable, Hashable, Codable {
        /// What is looked for.
        public var name: String
        /// Points reached.
        public var points: Int
        /// Points there are.
        public var most: Int
        /// Where it would stand in the receiver's documents.
        public var path: String
        /// Who could supply what is missing; nil when the part is full.
        public var supplier: String?
    }

    /// The parts, in the rubric's order.
    public var parts: [Part]
    /// The sum.
    public var score: Int { parts.reduce(0) { $0 + $1.points } }

    /// Scores a referral.
    public init(_ referral: Referral) {
        let accounts = referral.reported.map(\.account)
        let uploads = referral.files.flatMap(\.ipCaptures).filter { $0.event == .upload || $0.event == nil }
        let captures = uploads + accounts.flatMap(\.ipCaptures)
        let identified = accounts.contains {
            $0.identifier != nil || $0.screenName != nil || !$0.person.emails.isEmpty || !$0.person.phones.isEmpty
        }
        let content = referral.channels.contains {
            switch $0 {
            case .chat(_, _, let content, _), .email(_, let content, _), .game(_, _, let content, _): content != nil
            default: false
            }
        }
        let stated = referral.files.count { $0.viewedByReporter.value != .notStated }
        let located = accounts.contains {
            $0.estimatedLocation != nil || !$0.person.addresses.isEmpty
        }
        let flagged =
            !referral.incident.annotations.isEmpty || referral.incident.escalation != nil
            || referral.files.contains { !$0.annotations.isEmpty || $0.industryClassification != nil }
        let reachable = referral.reporter?.person.emails.isEmpty == false
        func part(_ name: String, _ points: Int, of most: Int, _ path: String, _ supplier: String) -> Part {
            Part(name: name, points: points, most: most, path: path, supplier: points < most ? supplier : nil)
        }
        let complete = uploads.contains { $0.time != nil && $0.port != nil }
        let half = referral.incident.timeMeaning == nil ? 8 : 12
        parts = [
            part(
                "identity of the reported person or account", identified ? 18 : 0, of: 18,
                "/report/personOrUserReported", "the platform"),
            part(
                "address of the upload with port and time", complete ? 16 : !captures.isEmpty ? 8 : 0, of: 16,
                "/fileDetails/ipCaptureEvent", "the platform"),
            // Hashes alone let an investigator find the file elsewhere, but not look at it.
            part(
                "file, hash or conversation", content ? 14 : referral.files.isEmpty ? 0 : 7, of: 14, "/fileDetails",
                "the platform or the hotline that holds the file"),
            part(
                "whether each file was viewed", referral.files.isEmpty ? 0 : 14 * stated / referral.files.count,
                of: 14, "/fileDetails/fileViewedByEsp", "whoever keeps the access log"),
            part(
                "time with zone and meaning", half, of: 12, "/report/incidentSummary/incidentDateTimeDescription",
                "the drafter: --occurred-meaning, as in \"time of upload\""),
            part(
                "location", located ? 10 : captures.isEmpty ? 0 : 5, of: 10,
                "/report/personOrUserReported/estimatedLocation", "the platform"),
            part(
                "circumstances and urgency", flagged ? 9 : 0, of: 9, "/report/incidentSummary/reportAnnotations",
                "the analyst"),
            part(
                "contact of the reporter", reachable ? 7 : 0, of: 7, "/report/reporter/reportingPerson/email",
                "the configuration"),
        ]
    }
}

public import AllianceKit

/// A notice under Article 16 of Regulation (EU) 2022/2065 (Digital Services Act), with the elements of its paragraph 2.
public struct Article16Notice: Sendable, Hashable {
    /// The elements that a notice must have.
    public enum Element: String, Sendable, CaseIterable {
        /// Why the content is illegal, sufficiently substantiated.
        case explanation = "a"
        /// Its exact electronic location.
        case location = "b"
        /// Name and mail address of the notifier; not required for offences of Articles 3 to 7 of Directive 2011/93/EU.
        case notifier = "c"
        /// A statement of belief in good faith that the notice is accurate and complete.
        case goodFaith = "d"

        /// What it is called in messages.
        var phrase: String {
            switch self {
            case .explanation: "(a) a sufficiently substantiated explanation of the reasons"
            case .location: "(b) the exact electronic location"
            case .notifier: "(c) the notifier's name and mail address"
            case .goodFaith: "(d) a statement of belief in good faith that the notice is accurate and complete"
            }
        }
    }

    /// The house's reference.
    public var reference: String
    /// (a) Why the content is illegal.
    public var explanation: String
    /// (b) The exact addresses.
    public var locations: [String]
    /// (b) What else helps to find it: network, digests.
    public var identification: [String]
    /// (c) Who notifies, if they say so.
    public var notifier: (name: String, email: String)?
    /// (d) The statement.
    public var goodFaith: String
    /// Whether the content concerns sexual abuse of children, where the notifier may stay unnamed.
    public var mayBeAnonymous: Bool
    /// When it was made.
    public var made: Instant

    /// The customary statement of good faith.
    public static let goodFaithStatement =
        "We believe in good faith that the information and allegations in this notice are accurate and complete."

    /// Puts a notice together.
    public init(
        reference: String, explanation: String, locations: [String], identification: [String] = [],
        notifier: (name: String, email: String)? = nil, goodFaith: String = Self.goodFaithStatement,
        mayBeAnonymous: Bool = true, made: Instant
    ) {
        self.reference = reference
        self.explanation = explanation
        self.locations = locations
        self.identification = identification
        self.notifier = notifier
        self.goodFaith = goodFaith
        self.mayBeAnonymous = mayBeAnonymous
        self.made = made
    }

    /// The elements that are missing or empty. An explanation of fewer than 40 characters substantiates nothing, and a location must be
    /// an absolute http or https address.
    public var missing: [Element] {
        var missing: [Element] = []
        if explanation.filter({ !$0.isWhitespace }).count < 40 { missing.append(.explanation) }
        if locations.isEmpty || !locations.allSatisfy(Self.isAddress) { missing.append(.location) }
        let isNamed = notifier.map { !$0.name.isEmpty && $0.email.utf8.contains(0x40) } ?? false
        if !isNamed, !mayBeAnonymous || notifier != nil { missing.append(.notifier) }
        if goodFaith.filter({ !$0.isWhitespace }).count < 20 { missing.append(.goodFaith) }
        return missing
    }

    /// The notice, if nothing is missing. Throws `takedown.article16.incomplete`, naming each missing element.
    public func checked() throws(AllianceError) -> Article16Notice {
        let missing = missing
        guard missing.isEmpty else {
            throw AllianceError(
                "takedown.article16.incomplete",
                "\(reference): the notice lacks " + missing.map(\.phrase).joined(separator: ", "), exit: .partial)
        }
        return self
    }

    /// The notice for people.
    public var text: String {
        let who =
            notifier.map { "\($0.name), \($0.email)" }
            ?? "not named, as paragraph 2(c) allows for this class of content"
        return """
            NOTICE UNDER ARTICLE 16 OF REGULATION (EU) 2022/2065
            Reference: \(reference)
            Made: \(made)

            (a) Explanation
            \(explanation)

            (b) Exact electronic location
            \((locations + identification).joined(separator: "\n"))

            (c) Notifier
            \(who)

            (d) Statement
            \(goodFaith)

            """
    }

    /// The notice for machines.
    public var json: JSONObject {
        var object: JSONObject = [
            "regulation": "EU 2022/2065", "article": 16, "reference": .string(reference), "made": .text(made),
            "explanation": .string(explanation), "locations": .array(locations.map { .string($0) }),
            "identification": .array(identification.map { .string($0) }), "goodFaith": .string(goodFaith),
        ]
        if let notifier {
            object["notifier"] = .object(["name": .string(notifier.name), "email": .string(notifier.email)])
        }
        return object
    }

    /// The same members.
    public static func == (left: Article16Notice, right: Article16Notice) -> Bool {
        left.json == right.json && left.mayBeAnonymous == right.mayBeAnonymous
    }

    /// Feeds reference and locations.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(reference)
        hasher.combine(locations)
    }

    private static func isAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count > 10
            && !text.utf8.contains { $0 <= 0x20 || $0 == 0x7f }
    }
}

extension Article16Notice {
    /// The notice of a case. The explanation says who examined it, when and how it is classed; it describes nothing.
    init(_ item: LetterItem, organisation: Configuration.Organisation, at now: Instant) {
        let assessment = item.record.assessment
        let when = assessment.map { " on \($0.time.date)" } ?? ""
        let ground =
            assessment?.classification == .national
            ? "illegal under the law of the country of the hotline (\(organisation.country))"
            : "child sexual abuse material" + (item.classification.isEmpty ? "" : " (class \(item.classification))")
        let digests = assessment?.digests.map { "\($0)" } ?? []
        self.init(
            reference: item.reference,
            explanation: assessment?.outcome == .confirmed
                ? "An analyst of \(organisation.name) examined the content at the address below\(when) and assessed it as \(ground)."
                : "",
            locations: item.addresses, identification: [item.network].filter { !$0.isEmpty } + digests,
            notifier: (organisation.name, organisation.email), made: now)
    }
}

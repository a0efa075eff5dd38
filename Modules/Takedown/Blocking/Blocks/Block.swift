public import AllianceKit

/// One block of one case's address, from the proposal to its end.
public struct Block: StoredRecord {
    /// `block_…`
    public var id: EntityID
    /// The case.
    public var caseID: EntityID
    /// The case's reference.
    public var reference: String
    /// Where it stands.
    public var state: BlockState
    /// What it is about.
    public var matcher: BlockMatcher
    /// How the URL was spelt, where that differs from the list key.
    public var spelling: String?
    /// Why, as a code.
    public var reason: String
    /// The law it is based on, as the organisation cites it.
    public var legalBasis: String?
    /// The order of an authority, by its reference: the removal need not be tried first.
    public var order: String?
    /// The countries it is meant for; none means all.
    public var countries: [CountryCode]
    /// When it ends.
    public var expiresAt: Instant
    /// Who proposed it.
    public var proposedBy: String
    /// Who approved it, two persons.
    public var approvedBy: [String]
    /// Grows when an approval cannot count, so that another one is asked for.
    public var attempt: Int
    /// What happened, in order.
    public var steps: [Step]

    /// One step in its life.
    public struct Step: Sendable, Hashable, Codable {
        /// When.
        public var time: Instant
        /// What happened.
        public var what: BlockVerb
        /// Who did it.
        public var by: String
        /// The state after it.
        public var state: BlockState
        /// Why.
        public var note: String?
    }

    /// A proposal.
    public init(
        id: EntityID, caseID: EntityID, reference: String, matcher: BlockMatcher, spelling: String?, reason: String,
        legalBasis: String?, order: String?, countries: [CountryCode], expiresAt: Instant, by actor: String,
        at now: Instant
    ) {
        self.id = id
        self.caseID = caseID
        self.reference = reference
        state = .proposed
        self.matcher = matcher
        self.spelling = spelling
        self.reason = reason
        self.legalBasis = legalBasis
        self.order = order
        self.countries = countries
        self.expiresAt = expiresAt
        proposedBy = actor
        approvedBy = []
        attempt = 1
        steps = [Step(time: now, what: .propose, by: actor, state: .proposed, note: nil)]
    }

    /// Moves it on; throws `takedown.block.refused` and changes nothing where the verb does not apply.
    public mutating func apply(_ verb: BlockVerb, at time: Instant, by actor: String, note: String? = nil) throws {
        guard let next = state.after(verb) else {
            throw AllianceError(
                "takedown.block.refused",
                "\(reference): \(verb.rawValue) does not apply to a block that is \(state.rawValue)",
                exit: .partial)
        }
        state = next
        steps.append(Step(time: time, what: verb, by: actor, state: next, note: note))
    }

    /// The rule of it.
    public func rule(action: BlockAction, lastVerified: Instant?) -> BlockRule {
        BlockRule(
            matcher, action, reason: reason, expiresAt: expiresAt, legalBasis: legalBasis, reference: reference,
            addedAt: steps.first?.time, lastVerifiedOnlineAt: lastVerified, countries: countries,
            approvedBy: approvedBy, spelling: spelling)
    }

    /// `takedown_block`
    public static let table = "takedown_block"
    /// Case, state and end.
    public static let columns: [RecordColumn<Block>] = [
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("state", .text, indexed: true) { .text($0.state.rawValue) },
        RecordColumn("expires", .integer) { .time($0.expiresAt) },
    ]
    /// An active one.
    public static let examples: [Block] = {
        let start = Instant(milliseconds: 1_790_000_000_000)
        var block = Block(
            id: EntityID(prefix: "block", name: "01k9v3c8m4example00000000"),
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), reference: "HL-2026-0001",
            matcher: .url("www.example.org/v/dc189941.mp4"), spelling: nil, reason: "csam",
            legalBasis: "Example Act § 1",
            order: nil, countries: [], expiresAt: start.adding(days: 30), by: "analyst-1", at: start)
        block.state = .active
        block.approvedBy = ["analyst-2", "analyst-3"]
        return [block]
    }()
}

public import AllianceKit
import Cryptography

/// One matter: a resource on the network that was reported, and everything that was done about it.
public struct CaseRecord: StoredRecord {
    /// `case_…`
    public var id: EntityID
    /// The reference of its first report; what people call it by.
    public var reference: String
    /// The reported URL under its three identities.
    public var url: URLIdentity
    /// What the reporter said it is.
    public var contentKind: ContentKind
    /// How the first report came.
    public var channel: ReportChannel
    /// Reports joined in it, the first included.
    public var reports: Int
    /// Where it stands.
    public var state: CaseState
    /// Since when.
    public var since: Instant
    /// 1, and one more each time it is confirmed again after it came back, changed or moved.
    public var round: Int
    /// The stamps of this round.
    public var clocks: CaseClocks
    /// The stamps of earlier rounds that ended in a removal.
    public var earlier: [CaseClocks]
    /// How urgent it is.
    public var priority: CasePriority
    /// The hours by which things are to happen; nil for the customary ones.
    public var plan: CasePlan?
    /// Opinions of this round that wait for a second analyst who agrees.
    public var opinions: [CaseAssessment]
    /// The assessment that stands.
    public var assessment: CaseAssessment?
    /// The newest trace.
    public var trace: CaseTrace?
    /// The authority that was informed, if one was.
    public var authority: CaseAuthority?
    /// Law-enforcement holds, the newest last.
    public var holds: [CaseHold]
    /// How far it was escalated in this round: 0 the host, 1 upstream, 2 the registrar, 3 the authority.
    public var level: Int
    /// Reminders that left at this level.
    public var reminders: Int
    /// When the newest notice or reminder left.
    public var lastNotice: Instant?
    /// When the partner abroad was last asked.
    public var askedAbroad: Instant?
    /// Whether its address is on a block list now.
    public var isBlocked: Bool
    /// Objections, the newest last.
    public var appeals: [CaseAppeal]
    /// Where it stood when the open appeal came in, and goes back to.
    public var resumes: CaseState?
    /// What the looks at the address say together; the looks are rows of their own.
    public var looks: LookSummary
    /// Looks of an earlier version that are no rows yet.
    var unfiled: [Look]?
    /// The case it was joined to.
    public var duplicateOf: EntityID?
    /// The case whose address led here.
    public var movedFrom: EntityID?
    /// What happened, in order.
    public var timeline: [CaseStep]

    /// Opens a case for a first report.
    public init(
        id: EntityID, reference: String, url: URLIdentity, contentKind: ContentKind, channel: ReportChannel,
        received: Instant, by actor: String, at now: Instant, plan: CasePlan? = nil
    ) {
        self.id = id
        self.reference = reference
        self.url = url
        self.contentKind = contentKind
        self.channel = channel
        reports = 1
        state = .received
        since = received
        round = 1
        clocks = CaseClocks(received: received)
        earlier = []
        priority = .normal
        self.plan = plan
        opinions = []
        holds = []
        level = 0
        reminders = 0
        isBlocked = false
        appeals = []
        looks = LookSummary()
        timeline = [CaseStep(time: received, what: "received", by: actor, state: .received)]
    }

    /// `takedown_case`
    public static let table = "takedown_case"
    /// Version 2 knows urgency, opinions, escalation, blocks and appeals, and keeps a summary of the looks.
    public static let schemaVersion = 2
    /// State, next moment, reference, host country, the resource's digest and the moment of the report.
    public static let columns: [RecordColumn<CaseRecord>] = [
        RecordColumn("state", .text, indexed: true) { .text($0.state.rawValue) },
        RecordColumn("next_due", .integer, indexed: true) { .time($0.timer?.due) },
        RecordColumn("reference", .text, indexed: true) { .text($0.reference) },
        RecordColumn("country", .text) { .text($0.trace?.country) },
        RecordColumn("resource", .blob, indexed: true) { .blob(CaseRecord.digest(of: $0.url.resource)) },
        RecordColumn("received", .integer) { .time($0.clocks.received) },
    ]

    /// Gives a case of version 1 what it did not know.
    public static func upgrade(_ body: JSONValue, from version: Int) throws -> JSONValue {
        guard version == 1, var object = body.objectValue else { return body }
        let added: JSONObject = [
            "priority": "normal", "opinions": [], "level": 0, "reminders": 0, "isBlocked": false, "appeals": [],
        ]
        for (name, value) in added.members { object[name] = object[name] ?? value }
        object = try separateLooks(of: object)
        if var assessment = object["assessment"]?.objectValue {
            assessment["labels"] = []
            object["assessment"] = .object(assessment)
        }
        return .object(object)
    }

    /// The digest under which a resource is found, so that no URL stands in a searched column.
    public static func digest(of resource: String) -> [UInt8] { Digester.digest(.sha256, of: resource).bytes }

    /// The newest look of any round.
    public var lastLook: Instant? { looks.newest }

    /// The hours by which things are to happen.
    public var schedule: CasePlan { plan ?? CasePlan() }

    /// The appeal that waits for a decision.
    public var openAppeal: CaseAppeal? { appeals.last.flatMap { $0.decision == nil ? $0 : nil } }

    /// The living hold, if there is one.
    public func livingHold(at now: Instant) -> CaseHold? { holds.last.flatMap { $0.lives(at: now) ? $0 : nil } }
}

/// One step in the life of a case.
public struct CaseStep: Sendable, Hashable, Codable {
    /// When it happened in the world.
    public var time: Instant
    /// What happened: a verb, or `received`.
    public var what: String
    /// Who did it.
    public var by: String
    /// The state after it.
    public var state: CaseState
    /// A remark: a reason, an outcome.
    public var note: String?

    /// Makes one.
    public init(time: Instant, what: String, by: String, state: CaseState, note: String? = nil) {
        self.time = time
        self.what = what
        self.by = by
        self.state = state
        self.note = note
    }
}

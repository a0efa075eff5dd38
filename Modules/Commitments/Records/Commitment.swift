public import AllianceKit

/// What a country or organisation has promised, and everything that was said of it since.
///
/// Four independent axes, never one status: the lifecycle in the register, the self-report of each period, the completion assessed by
/// someone else, and the timeliness that is computed from dates.
public struct Commitment: StoredRecord {
    /// `commitment_` and the reference.
    public var id: EntityID
    /// The reference in the register: `XA-2026-01`. Unique.
    public var reference: String
    /// Who promised.
    public var country: CountryCode
    /// The policy target.
    public var target: PolicyTarget
    /// Operational goals of the catalogue it serves.
    public var goals: [String]
    /// Example actions of the catalogue it follows, if any.
    public var actions: [String]
    /// What is promised, in force now; the older texts are in `versions`.
    public var text: Text
    /// All texts, oldest first; the last is in force.
    public var versions: [Version]
    /// Steps on the way.
    public var milestones: [Milestone]
    /// What supports the progress claimed.
    public var evidence: [Evidence]
    /// What the country said, period by period.
    public var reports: [ProgressReport]
    /// What assessors found, oldest first.
    public var assessments: [Assessment]
    /// Where it is in the register.
    public var lifecycle: Lifecycle

    /// What is promised.
    public struct Text: Sendable, Hashable, Codable {
        /// One line.
        public var title: String
        /// The body answerable for it: a ministry, an agency.
        public var responsible: String?
        /// The day by which it is to be done.
        public var deadline: CalendarDate?
        /// What there was before.
        public var baseline: String?
        /// What will show that it is done, in measurable terms.
        public var measure: String?

        /// Makes a text.
        public init(
            title: String, responsible: String? = nil, deadline: CalendarDate? = nil, baseline: String? = nil,
            measure: String? = nil
        ) {
            self.title = title
            self.responsible = responsible
            self.deadline = deadline
            self.baseline = baseline
            self.measure = measure
        }
    }

    /// A text and when it came into force.
    public struct Version: Sendable, Hashable, Codable {
        /// The text.
        public var text: Text
        /// When it was recorded.
        public var recorded: Instant
        /// Who recorded it.
        public var actor: String
        /// Why it was changed; nil for the first.
        public var reason: String?

        /// Makes a version.
        public init(text: Text, recorded: Instant, actor: String, reason: String? = nil) {
            self.text = text
            self.recorded = recorded
            self.actor = actor
            self.reason = reason
        }
    }

    /// Makes a commitment in its first version.
    public init(
        reference: String, country: CountryCode, target: PolicyTarget, goals: [String], actions: [String], text: Text,
        milestones: [Milestone], lifecycle: Lifecycle, recorded: Instant, actor: String
    ) {
        id = EntityID(prefix: "commitment", name: reference)
        self.reference = reference
        self.country = country
        self.target = target
        self.goals = goals
        self.actions = actions
        self.text = text
        versions = [Version(text: text, recorded: recorded, actor: actor)]
        self.milestones = milestones
        evidence = []
        reports = []
        assessments = []
        self.lifecycle = lifecycle
    }

    /// The last self-report, or nil.
    public var latestReport: ProgressReport? { reports.last }
    /// The last assessment, or nil.
    public var latestAssessment: Assessment? { assessments.last }

    /// `commitments_commitment`
    public static let table = "commitments_commitment"
    /// Reference, country, target, deadline, lifecycle and assessed completion.
    public static let columns: [RecordColumn<Commitment>] = [
        RecordColumn("reference", .text, indexed: true, unique: true) { .text($0.reference) },
        RecordColumn("country", .text, indexed: true) { .text($0.country) },
        RecordColumn("target", .text, indexed: true) { .text($0.target.rawValue) },
        RecordColumn("deadline", .integer) { .time($0.text.deadline?.startOfDay) },
        RecordColumn("lifecycle", .text) { .text($0.lifecycle.state.rawValue) },
        RecordColumn("completion", .text) { .text($0.latestAssessment?.completion.rawValue) },
    ]
    /// One that is under way, with evidence and an assessment.
    public static let examples: [Commitment] = {
        let recorded = Instant(year: 2026, month: 1, day: 15)!
        var commitment = Commitment(
            reference: "XA-2026-01", country: CountryCode("XA")!, target: .availability, goals: ["AVAIL-G2"],
            actions: ["AVAIL-G2-A1"],
            text: Text(
                title: "Agree a time limit for notice and takedown with all hosting providers",
                responsible: "Ministry of Digital Affairs", deadline: CalendarDate(year: 2026, month: 12, day: 31),
                baseline: "no time limit; median removal time 6 days", measure: "90 % removed within 24 hours"),
            milestones: [
                Milestone(id: "M1", title: "Draft code of conduct", due: CalendarDate(year: 2026, month: 6, day: 30))
            ],
            lifecycle: Lifecycle(.registered, since: recorded), recorded: recorded, actor: "secretariat")
        commitment.evidence = [
            Evidence(
                id: "E1", kind: .decision, title: "Code of conduct", issuer: "Ministry of Digital Affairs",
                date: CalendarDate(year: 2026, month: 6, day: 12)!, url: "https://www.example.org/code.pdf",
                sha256: nil, milestone: "M1", isIndependent: false, isPublic: true, recorded: recorded,
                actor: "xa-focal-point")
        ]
        commitment.reports = [
            ProgressReport(
                period: "2026-S1", progress: .underWay, text: "The code is agreed with the three largest providers.",
                recorded: recorded, actor: "xa-focal-point")
        ]
        commitment.assessments = [
            Assessment(
                period: "2026-S1", completion: .limited, reason: "One of three milestones is met.", recorded: recorded,
                actor: "assessor-1")
        ]
        return [commitment]
    }()
}

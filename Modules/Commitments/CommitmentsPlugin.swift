public import AllianceKit

/// Political commitments and their follow-up.
public enum CommitmentsPlugin: Plugin {
    /// `commitments`
    public static let name = "commitments"
    /// One line.
    public static let summary = "Register commitments, their milestones and evidence, and follow them up."
    /// The commands.
    public static let commands: [any Command.Type] = [
        CatalogueCommand.self, AddCommand.self, AmendCommand.self, MoveCommand.self, MilestoneCommand.self,
        EvidenceCommand.self, ReportCommand.self, AssessCommand.self, ListCommand.self, ShowCommand.self,
        ImportCommand.self, ExportCommand.self,
    ]
    /// The record types.
    public static let recordTypes: [any StoredRecord.Type] = [Commitment.self]
    /// The event kinds.
    public static let eventKinds = [
        EventKind(
            "commitments.added", "A commitment came into the register.",
            facts: [
                "country": "who promised", "target": "policy target", "deadline": "whether it has one",
                "state": "lifecycle",
            ]),
        EventKind(
            "commitments.amended", "A commitment got a new text; the old one is kept.", facts: ["version": "its number"]
        ),
        EventKind(
            "commitments.moved", "A commitment moved in the register.",
            facts: ["state": "where to", "closure": "why it is closed"]),
        EventKind(
            "commitments.milestone.met", "A milestone was met.",
            facts: ["milestone": "which", "late": "after its date"]),
        EventKind(
            "commitments.evidence.added", "Evidence was recorded.",
            facts: ["evidence": "which", "kind": "what kind of thing", "independent": "issuer is independent"]),
        EventKind(
            "commitments.reported", "The country reported its progress.",
            facts: ["period": "of what time", "progress": "the answer", "target": "policy target"]),
        EventKind(
            "commitments.assessed", "Someone who did not report assessed the progress.",
            facts: ["period": "of what time", "completion": "the finding", "target": "policy target"]),
    ]
    /// The formats read.
    public static let importers: [any Importer.Type] = [CommitmentCSVImporter.self]
    /// The formats written.
    public static let exporters: [any Exporter.Type] = [CommitmentCSVExporter.self, CommitmentJSONExporter.self]
    /// The indicators.
    public static let indicators = [
        IndicatorDefinition(
            id: "GOV.commitments-registered", target: nil, title: "Commitments registered",
            definition: "Distinct commitments that came into the register in the period.", unit: "commitments",
            measure: .subjectCount(kind: "commitments.added"), breakdowns: ["target", "country"],
            caveat: "Counts promises, not results; countries cut their promises into pieces of different size."),
        IndicatorDefinition(
            id: "GOV.high-completion-share", target: nil, title: "Commitments assessed as substantial or complete",
            definition: """
                Commitments in the register whose assessment by someone other than the reporter was "substantial" or \
                "complete", as a share of all commitments in the register.
                """,
            unit: "percent", direction: .up,
            measure: .share(
                of: "commitments.added", to: "commitments.assessed", fact: "completion",
                values: ["substantial", "complete"]),
            breakdowns: ["target", "country"],
            caveat:
                "Not assessed yet counts as not complete. Never a ranking of countries: promises differ in ambition."),
        IndicatorDefinition(
            id: "GOV.evidence-share", target: nil, title: "Commitments with evidence",
            definition:
                "Commitments with at least one item of evidence, as a share of all commitments in the register.",
            unit: "percent", direction: .up,
            measure: .share(of: "commitments.added", to: "commitments.evidence.added", fact: nil, values: []),
            breakdowns: ["target", "country"], caveat: "Says that evidence is recorded, not that it is strong."),
        IndicatorDefinition(
            id: "GOV.time-to-first-report", target: nil, title: "Time from registration to the first progress report",
            definition: """
                From the day a commitment came into the register to its first self-report; commitments without a report so \
                far are counted as censored.
                """,
            unit: "seconds", direction: .none,
            measure: .duration(from: "commitments.added", to: ["commitments.reported"], pausedFrom: nil, pausedTo: nil),
            breakdowns: ["target"], caveat: "Depends on the reporting cycle agreed, not only on diligence."),
    ]
    /// What doctor looks at.
    public static let healthChecks: [any HealthCheck.Type] = [CommitmentsHealthCheck.self]
}

public import AllianceKit

/// One figure that somebody else published: one indicator, area and period. A later one for the same three replaces it.
public struct Observation: StoredRecord, Hashable {
    /// `obs_INDICATOR.AREA.PERIOD`
    public var id: EntityID
    /// The series' code: `IWF_CONFIRMED`; a code that starts with a target (`VIC.identified`) is shown under that target.
    public var indicator: String
    /// ISO 3166-1 alpha-2, `EU`, or `_T` for everything.
    public var refArea: String
    /// The period: `2024`, `2024-S1`, `2024-Q3`, `2024-04`, `2024-04-30`.
    public var timePeriod: String
    /// The value; nil when the status says that there is none.
    public var value: Double?
    /// The unit.
    public var unit: String
    /// SDMX `CL_OBS_STATUS`: `A` normal, `B` break, `D` definition differs, …
    public var status: String
    /// Who published it and where.
    public var source: String
    /// How sure the source is known: `document`, `secondary`, `memory`.
    public var confidence: String
    /// `approx`, `more_than`, or empty for exact as published.
    public var qualifier: String
    /// Remarks.
    public var note: String
    /// When it was put in.
    public var recorded: Instant
    /// How often it was replaced; 0 for the first.
    public var revision: Int

    /// `indicators_observation`
    public static let table = "indicators_observation"
    /// The key of a series and its status.
    public static let columns: [RecordColumn<Observation>] = [
        RecordColumn("indicator", .text, indexed: true) { .text($0.indicator) },
        RecordColumn("ref_area", .text) { .text($0.refArea) },
        RecordColumn("time_period", .text) { .text($0.timePeriod) },
        RecordColumn("status", .text) { .text($0.status) },
    ]
    /// Two of a made-up series.
    public static let examples = [
        Observation(
            indicator: "EXAMPLE_REPORTS", refArea: "_T", timePeriod: "2024", value: 1250, unit: "reports", status: "A",
            source: "Example network, annual report 2024", confidence: "document", qualifier: "", note: "",
            recorded: Instant(milliseconds: 1_790_000_000_000)),
        Observation(
            indicator: "EXAMPLE_REPORTS", refArea: "_T", timePeriod: "2025", value: 2100, unit: "reports", status: "B",
            source: "Example network, annual report 2025", confidence: "document", qualifier: "approx",
            note: "break: reports are counted by incident from 2025",
            recorded: Instant(milliseconds: 1_790_000_000_000)),
    ].compactMap { $0 }

    /// Makes an observation; nil when indicator, area or period cannot be part of an identity.
    public init?(
        indicator: String, refArea: String, timePeriod: String, value: Double?, unit: String, status: String,
        source: String, confidence: String, qualifier: String, note: String, recorded: Instant
    ) {
        guard let id = EntityID("obs_\(indicator).\(refArea).\(timePeriod)") else { return nil }
        self.id = id
        self.indicator = indicator
        self.refArea = refArea
        self.timePeriod = timePeriod
        self.value = value
        self.unit = unit
        self.status = status
        self.source = source
        self.confidence = confidence
        self.qualifier = qualifier
        self.note = note
        self.recorded = recorded
        revision = 0
    }

    var period: TimePeriod? { TimePeriod(timePeriod) }
    var obsStatus: ObservationStatus { ObservationStatus(rawValue: status) ?? .unvalidated }

    /// The policy target its code starts with, or nil.
    var target: PolicyTarget? {
        indicator.split(separator: ".").first.flatMap { PolicyTarget(rawValue: String($0)) }
    }
}

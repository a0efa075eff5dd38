public import AllianceKit

/// What the Indicators module adds: figures folded from the ledger's events, observations from outside, charts and the report.
public enum IndicatorsPlugin: Plugin {
    /// `indicators`
    public static let name = "indicators"
    /// One line.
    public static let summary = "Figures on progress from the ledger and from outside, with charts and a report."
    /// Its commands.
    public static let commands: [any Command.Type] = [
        ListCommand.self, ComputeCommand.self, ExplainCommand.self, ObserveCommand.self, SeriesCommand.self,
        GrowthCommand.self, KMCommand.self, ChartCommand.self, ExportCommand.self, ReportCommand.self,
    ]
    /// Observations from outside.
    public static let recordTypes: [any StoredRecord.Type] = [Observation.self]
    /// What it logs.
    public static let eventKinds = [
        EventKind(
            "indicators.observed", "A figure published by somebody else was put in or replaced.",
            facts: [
                "indicator": "the series' code", "refArea": "the area", "timePeriod": "the period",
                "status": "SDMX observation status", "revision": "how often it was replaced before",
            ])
    ]
    /// Observations as tidy CSV.
    public static let importers: [any Importer.Type] = [ObservationCSVImporter.self]
    /// Computed figures as CSV.
    public static let exporters: [any Exporter.Type] = [FigureCSVExporter.self]
}

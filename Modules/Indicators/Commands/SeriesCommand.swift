import AllianceKit
import CommandLineKit

/// Lists observations from outside.
struct SeriesCommand: Command {
    static let name = "series"
    static let summary = "List the observations from outside, in the order of their periods."
    static let examples = [CommandExample("one series", "alliance indicators series IWF_CONFIRMED")]
    static let output = OutputShape.records([
        OutputField("indicator", .text, "the series' code"),
        OutputField("refArea", .text, "the area", title: "area"),
        OutputField("timePeriod", .text, "the period", title: "period"),
        OutputField("value", .number, "the value; null where it is missing"),
        OutputField("unit", .text, "its unit"),
        OutputField("status", .text, "SDMX observation status"),
        OutputField("source", .text, "who published it"),
        OutputField("confidence", .text, "document, secondary or memory", inTable: false),
        OutputField("qualifier", .text, "approx, more_than or empty for exact", inTable: false),
        OutputField("note", .text, "remarks"),
        OutputField("revision", .integer, "how often it was replaced", inTable: false),
        OutputField("recorded", .time, "when it was put in", inTable: false),
    ])

    @Argument("Only this series.", placeholder: "INDICATOR") var indicator: String?
    @Option("Only this area.", placeholder: "AREA") var area: String?

    func run(_ context: CommandContext) async throws {
        let found = try context.observations(indicator, area)
        if let indicator, found.isEmpty {
            throw AllianceError(
                "indicators.series.unknown", "there are no observations of \(indicator)",
                hint: "put some in with 'alliance indicators observe'")
        }
        for one in ObservationSeries.gather(found).flatMap(\.observations) {
            try context.output.write(
                [
                    "indicator": .string(one.indicator), "refArea": .string(one.refArea),
                    "timePeriod": .string(one.timePeriod), "value": Figure.number(one.value), "unit": .string(one.unit),
                    "status": .string(one.status), "source": .string(one.source),
                    "confidence": .string(one.confidence), "qualifier": .string(one.qualifier),
                    "note": .string(one.note), "revision": .int(one.revision), "recorded": .text(one.recorded),
                ], as: Self.output)
        }
    }
}

extension CommandContext {
    /// The observations of an indicator and an area, or all.
    func observations(_ indicator: String? = nil, _ area: String? = nil) throws -> [Observation] {
        var query = Query<Observation>()
        if let indicator { query = query.where("indicator", .equal, .text(indicator)) }
        if let area { query = query.where("ref_area", .equal, .text(area)) }
        return try workspace().store.read { try $0.all(query) }
    }
}

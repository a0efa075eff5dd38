import AllianceKit
import CommandLineKit

/// Computes growth in a series from outside.
struct GrowthCommand: Command {
    static let name = "growth"
    static let summary = "Compute growth between two periods of a series from outside; refused across a break."
    static let discussion = """
        Without --from and --to the last two values are compared. A break (status B) or another definition (status D) between them \
        makes the two values incomparable: the command refuses with exit code 77 unless --across-breaks is given, and then the \
        output says so.
        """
    static let examples = [
        CommandExample("over four years", "alliance indicators growth IWF_CONFIRMED --from 2020 --to 2024")
    ]
    static let output = OutputShape.record([
        OutputField("indicator", .text, "the series' code"),
        OutputField("refArea", .text, "the area"),
        OutputField("from", .text, "the first period"),
        OutputField("fromValue", .number, "its value"),
        OutputField("to", .text, "the last period"),
        OutputField("toValue", .number, "its value"),
        OutputField("years", .number, "years between the starts of the two periods"),
        OutputField("change", .number, "relative change; 0.1 is ten percent more"),
        OutputField("annualRate", .number, "compound annual growth rate"),
        OutputField("acrossBreaks", .flag, "whether the values are not comparable and were compared all the same"),
        OutputField("breaks", .list, "periods at which the series breaks or its definition differs"),
        OutputField("caution", .text, "what a reader must know"),
    ])

    @Argument("The series' code.", placeholder: "INDICATOR") var indicator: String
    @Option("The area.", placeholder: "AREA") var area: String = "_T"
    @Option("The first period.", placeholder: "PERIOD") var from: String?
    @Option("The last period.", placeholder: "PERIOD") var to: String?
    @Flag("Compare across breaks all the same; the output says so.") var acrossBreaks: Bool

    func run(_ context: CommandContext) async throws {
        let series = ObservationSeries(
            indicator: indicator, refArea: area, observations: try context.observations(indicator, area))
        let growth = try SeriesGrowth(series, from: from, to: to, acrossBreaks: acrossBreaks)
        let across = !growth.breaks.isEmpty
        let names = growth.breaks.map(\.timePeriod)
        let rough = [growth.first, growth.last].filter { !$0.qualifier.isEmpty }.map {
            "\($0.timePeriod) is \($0.qualifier == "approx" ? "rounded" : "a lower bound")"
        }
        var cautions = rough
        if across {
            cautions.insert("computed across a break at \(names.joined(separator: ", ")): not comparable", at: 0)
        }
        if across {
            context.talk.warn(
                "\(indicator) breaks at \(names.joined(separator: ", ")); the two values are not comparable")
        }
        try context.output.write(
            [
                "indicator": .string(indicator), "refArea": .string(area), "from": .string(growth.first.timePeriod),
                "fromValue": Figure.number(growth.first.value), "to": .string(growth.last.timePeriod),
                "toValue": Figure.number(growth.last.value), "years": .double(growth.years),
                "change": .double(growth.change), "annualRate": .double(growth.annualRate),
                "acrossBreaks": .bool(across), "breaks": .array(names.map { .string($0) }),
                "caution": .string(cautions.joined(separator: "; ")),
            ], as: Self.output)
    }
}

import AllianceKit
import Formats
import Statistics

extension FigureChart {
    /// The curve of a duration, or nil without a single event.
    init?(survivalOf result: IndicatorResult) {
        let figure = result.total
        guard let curve = figure.curve, let last = curve.lastTime, curve.eventCount > 0 else { return nil }
        let longest = Self.axisEnd(curve, last)
        var notes: [String] = []
        if longest < last {
            notes.append(
                "The axis ends at \(ChartDuration.text(longest)); the longest observation is \(ChartDuration.text(last))."
            )
        }
        var curves = [Self.curve(figure.gross == nil ? "all" : "without pauses", curve)]
        if let gross = figure.grossCurve, gross.steps != curve.steps {
            curves.append(Self.curve("with pauses", gross))
            notes.append("Solid line: time on hold is left out. Dashed line: it is counted.")
        }
        let subtitle =
            "Share finished, by time since the start. Kaplan–Meier estimate with its 95 % band; "
            + "subjects still open are counted as censored."
        let heading = result.heading(subtitle, notes: notes)
        alternative = "\(result.definition.title): a rising step curve. " + Self.words(figure)
        table = Self.table(result.definition, curve, longest)
        let alternative = alternative
        shape = .survival { width in
            SVGSurvivalChart(
                heading: heading, curves: curves, longest: longest,
                atRisk: SVGSurvivalChart.ticks(upTo: longest, width: width).map {
                    SVGSurvivalChart.AtRisk(time: $0, count: curve.atRisk(at: $0))
                }, alternative: alternative)
        }
    }

    /// Far enough to show where nearly all has happened, not so far that a few late ones squeeze the rest together.
    private static func axisEnd(_ curve: KaplanMeier, _ last: Double) -> Double {
        let wanted = [curve.quantile(0.95).value, curve.steps.last?.time].compactMap { $0 }.min() ?? last
        let end = min(last, max(wanted * 1.08, Figure.horizons[0].seconds))
        return max(end, 1)
    }

    private static func curve(_ name: String, _ curve: KaplanMeier) -> SVGSurvivalChart.Curve {
        SVGSurvivalChart.Curve(
            name: name,
            steps: curve.steps.map { step in
                SVGSurvivalChart.Step(
                    time: step.time, done: 1 - step.survival, low: step.high.map { 1 - $0 },
                    high: step.low.map { 1 - $0 })
            }, lastTime: curve.lastTime ?? 0, median: curve.median.value)
    }

    private static func words(_ figure: Figure) -> String {
        let parts = figure.within.compactMap { within in
            within.share.map { "\(percent($0)) within \(spoken(within.time))" }
        }
        return figure.sentence + (parts.isEmpty ? "" : " " + parts.joined(separator: ", ") + ".")
    }

    /// All steps when they are few, else the curve at the ticks and the usual horizons.
    private static func table(_ definition: IndicatorDefinition, _ curve: KaplanMeier, _ longest: Double) -> HTMLTable {
        var times = curve.steps.map(\.time)
        var caption = "\(definition.title): every step of the curve"
        if times.count > 12 {
            let ticks = SVGSurvivalChart.ticks(upTo: longest, width: 720)
            times = Set(ticks + Figure.horizons.map(\.seconds)).filter { $0 > 0 && $0 <= (curve.lastTime ?? 0) }
                .sorted()
            caption = "\(definition.title): the curve at round times"
        }
        let rows = times.map { time -> [String] in
            let status = curve.status(at: time)
            return [
                spoken(time), ChartNumber.text(Double(curve.atRisk(at: time)), decimals: 0),
                percent(status.map { 1 - $0.survival }),
                status.flatMap { status in
                    status.low.flatMap { low in
                        status.high.map { "\(percent(1 - $0)) to \(percent(1 - low))" }
                    }
                } ?? "–",
            ]
        }
        return HTMLTable(
            caption: caption,
            columns: [
                .text("Time since the start"), .number("Still open"), .number("Finished"), .number("95 % interval"),
            ],
            rows: rows)
    }

    static func percent(_ share: Double?) -> String {
        share.map { ChartNumber.text($0 * 100, fixed: true) + " %" } ?? "–"
    }

    /// The usual horizons keep the hours they are known by.
    static func spoken(_ seconds: Double) -> String {
        seconds == 86_400 ? "24 hours" : seconds == 259_200 ? "72 hours" : ChartDuration.text(seconds)
    }
}

import AllianceKit
import Formats

extension FigureChart {
    /// Series from outside in one chart; they share a unit. Nil with fewer than two values.
    init?(observed: [ObservationSeries], title: String? = nil) {
        let series = observed.map(\.mainPart).prefix(SVGStyle.seriesCount)
        guard let first = series.first, series.contains(where: { $0.observations.count { $0.value != nil } > 1 })
        else { return nil }
        let names = series.map { $0.refArea == "_T" ? $0.indicator : "\($0.indicator), \($0.refArea)" }
        var notes: [String] = []
        for one in series {
            for observation in one.observations where observation.obsStatus != .normal || !observation.note.isEmpty {
                notes.append(Self.note(observation, named: series.count > 1))
            }
        }
        let sources = Set(series.flatMap { $0.observations.map(\.source) }).sorted()
        let heading = ChartHeading(
            title: title ?? names.joined(separator: " and "), subtitle: Self.subtitle(first),
            notes: Array(notes.prefix(12)),
            source: "Source: \(sources.joined(separator: "; ")).")
        alternative = zip(names, series).map { name, one in Self.words(name, one) }.joined(separator: " ")
        table = Self.table(Array(series), names)
        shape = .series(
            SVGTimeSeriesChart(
                heading: heading,
                series: zip(names, series).map { name, one in
                    SVGTimeSeriesChart.Series(name: name, points: one.observations.compactMap(Self.point))
                }, unit: first.unit, alternative: alternative))
    }

    private static func point(_ observation: Observation) -> SVGTimeSeriesChart.Point? {
        guard let period = observation.period else { return nil }
        return SVGTimeSeriesChart.Point(
            time: period.position, label: period.text, value: observation.value,
            mark: observation.obsStatus == .suppressed ? "c" : nil, isBreak: observation.obsStatus == .seriesBreak)
    }

    private static func subtitle(_ series: ObservationSeries) -> String {
        let area = series.refArea == "_T" ? "" : " in \(series.refArea)"
        return "\(series.unit)\(area). Gaps and dashed rules mark breaks: figures before and after are not comparable."
    }

    private static func note(_ observation: Observation, named: Bool) -> String {
        let status = observation.obsStatus == .normal ? "" : observation.obsStatus.meaning
        let text = [status, observation.note].filter { !$0.isEmpty }.joined(separator: "; ")
        return (named ? "\(observation.indicator) " : "") + "\(observation.timePeriod): \(text)."
    }

    private static func words(_ name: String, _ series: ObservationSeries) -> String {
        let known = series.observations.filter { $0.value != nil }
        guard let first = known.first, let last = known.last else { return "\(name): no values." }
        let breaks = series.observations.filter { $0.obsStatus == .seriesBreak }.map(\.timePeriod)
        return "\(name): \(number(first)) in \(first.timePeriod), \(number(last)) in \(last.timePeriod)"
            + (breaks.isEmpty ? "." : "; the series breaks at \(breaks.joined(separator: ", ")).")
    }

    static func number(_ observation: Observation) -> String {
        guard let value = observation.value else { return observation.obsStatus == .suppressed ? "c" : "–" }
        let mark =
            observation.qualifier == "approx" ? "about " : observation.qualifier == "more_than" ? "more than " : ""
        return mark + ChartNumber.text(value, decimals: 3)
    }

    private static func table(_ series: [ObservationSeries], _ names: [String]) -> HTMLTable {
        let several = series.count > 1
        let rows = zip(names, series).flatMap { name, one in
            one.observations.map { observation in
                [observation.timePeriod] + (several ? [name] : []) + [
                    number(observation), observation.unit, "\(observation.status), \(observation.obsStatus.meaning)",
                    observation.source,
                ]
            }
        }
        return HTMLTable(
            caption: names.joined(separator: ", ") + ": every value with its status and source",
            columns: [.text("Period")] + (several ? [.text("Series")] : [])
                + [.number("Value"), .text("Unit"), .text("Status"), .text("Source")],
            rows: rows)
    }
}

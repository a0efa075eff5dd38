import AllianceKit
import Formats

/// One indicator in the report: its figure in a sentence, its chart, its tables, its definition and its caveat.
struct ReportArticle {
    let result: IndicatorResult
    private var definition: IndicatorDefinition { result.definition }
    private var anchor: String { ReportWords.anchor(definition) }

    init(result: IndicatorResult) { self.result = result }

    var node: HTMLNode {
        let chart = result.chart
        return html(.article, .id(anchor), .ariaLabelledBy("\(anchor)-title"), .class("card")) {
            html(.div, .class(chart == nil ? "words alone" : "words")) {
                html(.h3, .id("\(anchor)-title")) { definition.title }
                html(.p, .class("big")) { ReportWords.value(result.total) }
                html(.p, .class("sentence")) { sentence }
                horizons
                pauses
                html(.p, .class("caveat")) {
                    html(.strong) { "Read with care. " }
                    definition.caveat
                }
            }
            if let chart {
                html(.div, .class("picture")) {
                    html(.p, .class("subtitle")) { Self.subtitle(chart) }
                    HTMLNode.drawing(chart.drawing(width: 680, framed: false), class: "drawing wide")
                    HTMLNode.drawing(chart.drawing(width: 330, framed: false), class: "drawing narrow")
                }
            }
            html(.div, .class("tables")) {
                if let chart { chart.table }
                breakdowns(besides: chart)
            }
            about
        }
    }

    /// For counts the months say more than the number over again.
    private var sentence: String {
        let complete = MonthlyCounts(result).complete
        guard !result.total.isShare, !result.total.isDuration, complete.count >= 3,
            let most = complete.max(by: { $0.count < $1.count })
        else { return result.total.sentence }
        let mean = Double(complete.reduce(0) { $0 + $1.count }) / Double(complete.count)
        return "On average \(ChartNumber.text(mean)) in a complete month; most in \(most.name) (\(most.count))."
    }

    private static func subtitle(_ chart: FigureChart) -> String {
        switch chart.shape {
        case .survival(let make): make(680).heading.subtitle
        case .series(let chart): chart.heading.subtitle
        case .bars(let chart): chart.heading.subtitle
        }
    }

    /// The shares that had come so far by the usual times.
    @HTMLBuilder private var horizons: [HTMLNode] {
        if !result.total.within.isEmpty && result.total.n > 0 {
            html(.dl, .class("horizons")) {
                result.total.within.map { within in
                    html(.div) {
                        html(.dt) { "within \(FigureChart.spoken(within.time))" }
                        html(.dd) { FigureChart.percent(within.share) }
                    }
                }
            }
        }
    }

    @HTMLBuilder private var pauses: [HTMLNode] {
        if let gross = result.total.gross, result.total.n > 0 {
            html(.p, .class("sentence")) {
                "Time on hold is left out; with it the median is "
                gross.value.map { ChartDuration.text($0) } ?? "not reached"
                "."
            }
        }
    }

    /// The figure by each fact; the first one of a share stands in its chart's table already.
    private func breakdowns(besides chart: FigureChart?) -> [HTMLNode] {
        let shown = chart != nil && result.total.isShare ? Array(result.breakdowns.dropFirst()) : result.breakdowns
        return shown.filter { !$0.figures.isEmpty }.map { breakdown in
            let few = breakdown.figures.prefix(15)
            let rest = breakdown.figures.count - few.count
            let name = FactWords.text(breakdown.fact)
            let tail = rest > 0 ? " (the 15 largest of \(breakdown.figures.count))" : ""
            return FigureChart.table(result, Array(few), by: ", by \(name)\(tail)").node
        }
    }

    private var about: HTMLNode {
        html(.dl, .class("about")) {
            row("Definition", definition.definition)
            row("Computed as", definition.measure.words)
            row("Direction", Self.direction(definition.direction))
            row("Identity", "\(definition.id), version \(definition.version)")
        }
    }

    private func row(_ name: String, _ text: String) -> HTMLNode {
        html(.div) {
            html(.dt) { name }
            html(.dd) { text }
        }
    }

    private static func direction(_ direction: IndicatorDefinition.Direction) -> String {
        switch direction {
        case .none: "None: it counts activity, and more may be better or worse."
        case .up: "Higher is better."
        case .down: "Lower is better."
        }
    }
}

/// One series from outside in the report.
struct ReportSeries {
    let series: ObservationSeries

    var node: HTMLNode {
        let anchor = ReportWords.anchor(series)
        let chart = FigureChart(observed: [series])
        return html(.article, .id(anchor), .ariaLabelledBy("\(anchor)-title"), .class("card")) {
            html(.div, .class(chart == nil ? "words alone" : "words")) {
                html(.h3, .id("\(anchor)-title")) {
                    series.refArea == "_T" ? series.indicator : "\(series.indicator), \(series.refArea)"
                }
                if let latest = series.latest {
                    html(.p, .class("big")) { "\(FigureChart.number(latest)) \(latest.unit)" }
                    html(.p, .class("sentence")) { "\(latest.timePeriod), \(latest.source)." }
                }
                growth
            }
            if let chart {
                html(.div, .class("picture")) {
                    HTMLNode.drawing(chart.drawing(width: 680, framed: false), class: "drawing wide")
                    HTMLNode.drawing(chart.drawing(width: 330, framed: false), class: "drawing narrow")
                }
            }
            html(.div, .class("tables")) { (chart?.table ?? table).node }
        }
    }

    /// Growth over the last two values, or why there is none.
    @HTMLBuilder private var growth: [HTMLNode] {
        let last = series.observations.filter { $0.value != nil }.suffix(2)
        if last.count == 2 {
            if let growth = try? SeriesGrowth(series, from: nil, to: nil, acrossBreaks: false),
                let change = growth.change
            {
                html(.p, .class("sentence")) {
                    "\(change < 0 ? "" : "+")\(ChartNumber.text(change * 100)) % from \(growth.first.timePeriod) to "
                    "\(growth.last.timePeriod)."
                }
            } else {
                html(.p, .class("sentence")) {
                    "No growth is given for the last two values: they are not comparable (a break, another definition, or periods of "
                    "different length)."
                }
            }
        }
    }

    private var table: HTMLTable {
        HTMLTable(
            caption: series.indicator, columns: [.text("Period"), .number("Value"), .text("Unit"), .text("Source")],
            rows: series.observations.map { [$0.timePeriod, FigureChart.number($0), $0.unit, $0.source] })
    }
}

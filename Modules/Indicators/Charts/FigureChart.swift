import AllianceKit
import Formats

/// A chart of a figure or a series, with the table of its data and a text alternative made of them.
struct FigureChart {
    enum Shape {
        case survival((Double) -> SVGSurvivalChart)
        case series(SVGTimeSeriesChart)
        case bars(SVGBarChart)
    }

    let shape: Shape
    let table: HTMLTable
    let alternative: String

    /// What kind of chart it is.
    var kind: String {
        switch shape {
        case .survival: "survival"
        case .series: "series"
        case .bars: "bars"
        }
    }

    /// Draws it so many pixels wide; `framed` with headline, subtitle and source.
    func drawing(width: Double, framed: Bool) -> SVGDrawing {
        switch shape {
        case .survival(let make):
            var chart = make(width)
            chart.heading.isDrawn = framed
            return chart.drawing(width: width)
        case .series(var chart):
            chart.heading.isDrawn = framed
            return chart.drawing(width: width)
        case .bars(var chart):
            chart.heading.isDrawn = framed
            return chart.drawing(width: width)
        }
    }
}

extension IndicatorResult {
    /// Where the figures come from and as of when; the foot of every chart.
    var source: String {
        "Source: ledger events, \(entriesRead) entries read, as of \(scope.asOf). \(definition.id), version "
            + "\(definition.version)."
    }

    /// The heading of a chart of this indicator.
    func heading(_ subtitle: String, notes: [String] = []) -> ChartHeading {
        ChartHeading(title: definition.title, subtitle: subtitle, notes: notes, source: source)
    }

    /// The chart that fits the measure, or nil where there is nothing to draw.
    var chart: FigureChart? {
        switch definition.measure {
        case .duration: FigureChart(survivalOf: self)
        case .share: FigureChart(shareOf: self)
        case .eventCount, .subjectCount: FigureChart(monthsOf: self)
        }
    }
}

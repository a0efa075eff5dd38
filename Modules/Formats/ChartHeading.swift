/// What stands around a chart: the measure, its unit and definition, notes, and where the figures come from.
public struct ChartHeading: Sendable, Hashable {
    /// The headline: the exact measure.
    public var title: String
    /// Unit, definition, population.
    public var subtitle: String
    /// Remarks below the chart, one a line.
    public var notes: [String]
    /// Source, as-of time, licence.
    public var source: String
    /// Whether the chart draws these itself; false where the document around it shows them.
    public var isDrawn: Bool

    /// Makes a heading.
    public init(title: String, subtitle: String, notes: [String] = [], source: String, isDrawn: Bool = true) {
        self.title = title
        self.subtitle = subtitle
        self.notes = notes
        self.source = source
        self.isDrawn = isDrawn
    }
}

extension SVGBuilder {
    /// Draws headline and subtitle from the top and returns where the chart can start.
    mutating func top(_ heading: ChartHeading) -> Double {
        guard heading.isDrawn else { return 8 }
        var y = 26.0
        for line in ChartText.wrap(heading.title, size: 18, bold: true, to: width - 32) {
            text(line, 16, y, size: 18, bold: true, class: "ink")
            y += 23
        }
        for line in ChartText.wrap(heading.subtitle, size: 13, to: width - 32) {
            text(line, 16, y, size: 13, class: "soft")
            y += 18
        }
        return y + 2
    }

    /// Draws notes and source below `y` and sets the height of the drawing.
    mutating func foot(_ heading: ChartHeading, below y: Double) {
        var y = y
        let lines = heading.notes + (heading.isDrawn ? [heading.source] : [])
        for entry in lines where !entry.isEmpty {
            for line in ChartText.wrap(entry, size: 12, to: width - 32) {
                y += 17
                text(line, 16, y, size: 12, class: "soft")
            }
        }
        height = (y + 14).rounded()
    }
}

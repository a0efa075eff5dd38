/// Horizontal bars from zero, each with its value beside it and, if there is one, its interval as a whisker.
public struct SVGBarChart: Sendable, Hashable {
    /// One bar.
    public struct Bar: Sendable, Hashable {
        /// What it is of.
        public var label: String
        /// Its length; nil draws an empty slot.
        public var value: Double?
        /// The value as it is written beside the bar: `74 %`, `<5`.
        public var shown: String
        /// Lower end of its interval.
        public var low: Double?
        /// Upper end of its interval.
        public var high: Double?

        /// Makes a bar.
        public init(_ label: String, _ value: Double?, shown: String, low: Double? = nil, high: Double? = nil) {
            self.label = label
            self.value = value
            self.shown = shown
            self.low = low
            self.high = high
        }
    }

    /// What stands around it.
    public var heading: ChartHeading
    /// The bars, from top to bottom.
    public var bars: [Bar]
    /// The end of the scale, if it is fixed (100 for percent).
    public var highest: Double?
    /// The text alternative.
    public var alternative: String

    /// Makes a chart.
    public init(heading: ChartHeading, bars: [Bar], highest: Double? = nil, alternative: String) {
        self.heading = heading
        self.bars = bars
        self.highest = highest
        self.alternative = alternative
    }

    /// Draws it so many pixels wide; below 480 the labels stand above the bars.
    public func drawing(width: Double) -> SVGDrawing {
        var svg = SVGBuilder(width: width)
        var y = svg.top(heading) + 6
        let size = 13.0
        let stacked = width < 480
        let values = bars.map { ChartText.width($0.shown, size: size, bold: true) }.max() ?? 0
        let names = bars.map { ChartText.width($0.label, size: size) }.max() ?? 0
        let left = stacked ? 16 : 16 + min(names, width * 0.36) + 12
        let right = width - 16 - values - 10
        let top = highest ?? bars.flatMap { [$0.value, $0.high] }.compactMap { $0 }.max() ?? 1
        let scale = ChartScale(lowest: 0, highest: max(top, 1e-9), start: left, end: max(left + 20, right))
        let start = y
        for bar in bars {
            if stacked {
                svg.text(
                    ChartText.fit(bar.label, size: size, to: width - 32), 16, y + 13, size: size, class: "ink")
                y += 19
            } else {
                svg.text(
                    ChartText.fit(bar.label, size: size, to: left - 27), left - 12, y + 15, size: size, anchor: .end,
                    class: "ink")
            }
            draw(bar, in: &svg, from: left, at: y, scale)
            y += stacked ? 30 : 29
        }
        svg.line(left, start - 3, left, y - 5, class: "axis")
        svg.foot(heading, below: y)
        return svg.drawing(label: alternative)
    }

    private func draw(_ bar: Bar, in svg: inout SVGBuilder, from left: Double, at y: Double, _ scale: ChartScale) {
        var end = left
        if let value = bar.value {
            end = scale(max(0, min(value, scale.highest)))
            svg.rectangle(left, y, width: end - left, height: 21, class: "fill1")
        }
        if let low = bar.low, let high = bar.high {
            let (from, to) = (scale(max(0, low)), scale(min(high, scale.highest)))
            // A light seam keeps the whisker visible on the bar.
            svg.rectangle(from - 1, y + 8.5, width: to - from + 2, height: 4, class: "halo")
            svg.line(from, y + 10.5, to, y + 10.5, class: "whisker")
            svg.line(from, y + 6.5, from, y + 14.5, class: "whisker")
            svg.line(to, y + 6.5, to, y + 14.5, class: "whisker")
            end = max(end, to)
        }
        svg.text(bar.shown, end + 8, y + 15, size: 13, bold: true, class: "ink")
    }
}

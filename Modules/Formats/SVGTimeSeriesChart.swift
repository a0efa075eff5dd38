/// Values over time: lines with markers, gaps where a value is missing or the series breaks, names at the ends of the lines.
public struct SVGTimeSeriesChart: Sendable, Hashable {
    /// One series.
    public struct Series: Sendable, Hashable {
        /// Its name, shown at its end when there are several.
        public var name: String
        /// Its points, by time.
        public var points: [Point]

        /// Makes a series.
        public init(name: String, points: [Point]) {
            self.name = name
            self.points = points
        }
    }

    /// One point.
    public struct Point: Sendable, Hashable {
        /// Its place in time, in years: 2024.25 is the start of April 2024.
        public var time: Double
        /// Its name below the axis: `2024`, `Apr 2024`.
        public var label: String
        /// The value; nil leaves a gap.
        public var value: Double?
        /// A letter drawn in the gap: `c` for suppressed.
        public var mark: String?
        /// Whether the series breaks before this point: figures before and after cannot be compared.
        public var isBreak: Bool

        /// Makes a point.
        public init(time: Double, label: String, value: Double?, mark: String? = nil, isBreak: Bool = false) {
            self.time = time
            self.label = label
            self.value = value
            self.mark = mark
            self.isBreak = isBreak
        }
    }

    /// A value to be reached.
    public struct Goal: Sendable, Hashable {
        /// The value.
        public var value: Double
        /// What it is: `goal 120`.
        public var label: String

        /// Makes a goal.
        public init(_ value: Double, label: String) {
            self.value = value
            self.label = label
        }
    }

    /// What stands around it.
    public var heading: ChartHeading
    /// At most four series.
    public var series: [Series]
    /// The unit, shown above the axis.
    public var unit: String
    /// A value to be reached.
    public var goal: Goal?
    /// The text alternative.
    public var alternative: String

    /// Makes a chart.
    public init(heading: ChartHeading, series: [Series], unit: String, goal: Goal? = nil, alternative: String) {
        self.heading = heading
        self.series = Array(series.prefix(SVGStyle.seriesCount))
        self.unit = unit
        self.goal = goal
        self.alternative = alternative
    }
}

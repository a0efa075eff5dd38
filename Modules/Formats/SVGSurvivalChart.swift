/// Curves that show how large a share has come to the event by each time: steps with a confidence band, the median and the numbers at
/// risk below, named at their ends.
public struct SVGSurvivalChart: Sendable, Hashable {
    /// One curve.
    public struct Curve: Sendable, Hashable {
        /// Its name, shown at its end.
        public var name: String
        /// Where it steps, by time.
        public var steps: [Step]
        /// The longest observation, in seconds; nothing is drawn beyond it.
        public var lastTime: Double
        /// The median in seconds, if it is reached.
        public var median: Double?

        /// Makes a curve.
        public init(name: String, steps: [Step], lastTime: Double, median: Double?) {
            self.name = name
            self.steps = steps
            self.lastTime = lastTime
            self.median = median
        }
    }

    /// A step: the share done, from 0 to 1, from this time on.
    public struct Step: Sendable, Hashable {
        /// Seconds since the start.
        public var time: Double
        /// The share that came to the event.
        public var done: Double
        /// Lower confidence limit.
        public var low: Double?
        /// Upper confidence limit.
        public var high: Double?

        /// Makes a step.
        public init(time: Double, done: Double, low: Double?, high: Double?) {
            self.time = time
            self.done = done
            self.low = low
            self.high = high
        }
    }

    /// What stands around it.
    public var heading: ChartHeading
    /// At most four curves; the band is drawn for the first.
    public var curves: [Curve]
    /// The end of the axis of time, in seconds.
    public var longest: Double
    /// The number at risk at a time, of the first curve.
    public var atRisk: [AtRisk]
    /// The text alternative.
    public var alternative: String

    /// How many were still observed and had not had the event.
    public struct AtRisk: Sendable, Hashable {
        /// Seconds since the start.
        public var time: Double
        /// How many.
        public var count: Int

        /// Makes one.
        public init(time: Double, count: Int) {
            self.time = time
            self.count = count
        }
    }

    /// Makes a chart.
    public init(heading: ChartHeading, curves: [Curve], longest: Double, atRisk: [AtRisk], alternative: String) {
        self.heading = heading
        self.curves = Array(curves.prefix(SVGStyle.seriesCount))
        self.longest = longest
        self.atRisk = atRisk
        self.alternative = alternative
    }

    /// The times at which a chart of this width has its ticks; numbers at risk are wanted at these.
    public static func ticks(upTo longest: Double, width: Double) -> [Double] {
        ChartTimeAxis(upTo: longest, count: width < 480 ? 5 : 8).ticks
    }
}

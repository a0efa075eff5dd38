/// The nonparametric estimate of the time to an event that was never seen itself, only found to have happened between two looks
/// (interval censoring): B. W. Turnbull, JRSS B 38 (1976).
///
/// The estimate puts its mass on the innermost intervals (R. Gentleman, C. J. Geyer, Biometrika 81, 1994) and says nothing of where
/// inside them: every reading therefore has two ends. With exact times and right-censored ones alone it is the Kaplan–Meier curve.
/// The estimate is unique, and it is computed until Gentleman's and Geyer's conditions for the maximum hold.
public struct Turnbull: Sendable {
    /// Which ends belong to an observed interval. An interval with equal ends is always the exact time.
    public enum Ends: String, Sendable, CaseIterable {
        /// `(lower, upper]`: it was still so at the lower end, and no longer at the upper one. What two looks know.
        case leftOpen = "left-open"
        /// `[lower, upper]`, as in Python's lifelines.
        case closed
    }

    /// An innermost interval and its share.
    public struct Mass: Sendable, Hashable {
        /// Where it begins.
        public let lower: Double
        /// Where it ends; infinite when nothing is known beyond the last look.
        public let upper: Double
        /// Whether the beginning belongs to it.
        public let includesLower: Bool
        /// The share of the subjects whose event lies in it.
        public let probability: Double
    }

    /// What the curve says of one time: the share is not below `low` and not above `high`.
    public struct Bounds: Sendable, Hashable {
        /// The least that the estimate allows.
        public let low: Double
        /// The most that the estimate allows.
        public let high: Double
    }

    /// A quantile: the event lies after one time and by another.
    public struct Quantile: Sendable, Hashable {
        /// Not before this.
        public let after: Double
        /// Not after this; nil when the looks do not reach so far ("not reached").
        public let by: Double?
    }

    /// Subjects.
    public let count: Int
    /// Subjects whose interval has no upper end: right-censored.
    public let openCount: Int
    /// The innermost intervals by time, those without mass included.
    public let masses: [Mass]
    /// The logarithm of the likelihood at the estimate.
    public let logLikelihood: Double

    /// Estimates the distribution.
    ///
    /// - Parameters:
    ///   - lower: When the event had not happened yet, one for each subject, at least 0.
    ///   - upper: When it had; infinite if it never was found to have happened; equal to `lower` for an exact time.
    ///   - ends: Which ends belong to the intervals.
    /// - Throws: `StatisticsError` naming the place of the first value that cannot be used.
    public init(lower: [Double], upper: [Double], ends: Ends = .leftOpen) throws {
        guard lower.count == upper.count else { throw StatisticsError.unequalCounts(lower.count, upper.count) }
        for (place, bound) in lower.enumerated() {
            guard bound >= 0, bound.isFinite else { throw StatisticsError.notADuration(at: place) }
            guard upper[place] >= bound else { throw StatisticsError.notAnInterval(at: place) }
        }
        count = lower.count
        openCount = upper.count { $0 == .infinity }
        let innermost = InnermostIntervals(lower: lower, upper: upper, ends: ends)
        var maximum = IntervalLikelihood(cells: innermost.cells, count: innermost.intervals.count)
        maximum.maximise()
        logLikelihood = maximum.logLikelihood
        masses = zip(innermost.intervals, maximum.probabilities).map { interval, probability in
            Mass(
                lower: interval.lower, upper: interval.upper, includesLower: interval.includesLower,
                probability: probability)
        }
    }

    /// The share that is still without the event just after `time`.
    public func survival(at time: Double) -> Bounds {
        var low = 0.0
        var high = 0.0
        for mass in masses where mass.upper > time {
            high += mass.probability
            if mass.lower > time || mass.lower == time && !mass.includesLower { low += mass.probability }
        }
        return Bounds(low: min(1, low), high: min(1, high))
    }

    /// The time by which the share `probability` had the event: the first innermost interval in which the shares add up to it. Nil
    /// without subjects.
    public func quantile(_ probability: Double) -> Quantile? {
        var sum = 0.0
        for mass in masses where mass.probability > 0 {
            sum += mass.probability
            // Sums of fractions miss exact heights by a few units in the last place, as in Kaplan–Meier's quantiles.
            if sum >= probability - 1e-12 {
                return Quantile(after: mass.lower, by: mass.upper.isFinite ? mass.upper : nil)
            }
        }
        return nil
    }

    /// The median time to the event.
    public var median: Quantile? { quantile(0.5) }
}

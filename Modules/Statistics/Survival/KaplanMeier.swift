/// The Kaplan–Meier estimate of a survival curve: how large a share has not had the event by each time, when the observation of some
/// subjects ended before their event (right censoring) or began late (left truncation).
///
/// Events at a time come before censorings at the same time. A subject that enters at `entry` is at risk in `(entry, duration]`, as in
/// R's `Surv(start, stop, event)`. Variance is Greenwood's. Source: E. L. Kaplan, P. Meier, JASA 53 (1958).
public struct KaplanMeier: Sendable {
    /// How confidence limits are formed. The names are those of R's `survfit(conf.type = …)`.
    public enum Confidence: String, Sendable, CaseIterable {
        /// Symmetric on the scale of log S; R's default.
        case log
        /// Symmetric on the scale of log(−log S); never leaves 0…1, lifelines' default.
        case logLog = "log-log"
        /// Symmetric on the scale of S, cut to 0…1.
        case plain
    }

    /// A time at which the curve drops.
    public struct Step: Sendable, Hashable {
        /// The time, in the unit of the durations.
        public let time: Double
        /// Subjects at risk just before it.
        public let atRisk: Int
        /// Events at it.
        public let events: Int
        /// The share that is still without the event after it.
        public let survival: Double
        /// Greenwood's standard error of log S; infinite where S is 0.
        public let logError: Double
        /// Lower confidence limit; nil where the method defines none (S = 0).
        public let low: Double?
        /// Upper confidence limit; nil where the method defines none (S = 0).
        public let high: Double?
    }

    /// Subjects.
    public let count: Int
    /// Subjects that had the event.
    public let eventCount: Int
    /// The longest duration, censored ones included; nil without subjects. Nothing is known beyond it unless the curve is at 0.
    public let lastTime: Double?
    /// The steps by time.
    public let steps: [Step]
    /// How confidence limits are formed.
    public let confidence: Confidence
    /// The confidence level, 0.95 unless said.
    public let level: Double
    /// All durations in order, and all entries in order if some came late.
    let ends: [Double]
    let entries: [Double]?

    /// Subjects whose event was not observed.
    public var censoredCount: Int { count - eventCount }

    /// Estimates the curve.
    ///
    /// - Parameters:
    ///   - durations: Time from the start to the event or to the end of observation, one for each subject, at least 0.
    ///   - events: Whether the event was observed; false is censored.
    ///   - entries: When each subject came under observation, on the same scale; nil if all did from the start.
    ///   - confidence: How confidence limits are formed.
    ///   - level: The confidence level.
    /// - Throws: `StatisticsError` naming the place of the first value that cannot be used.
    public init(
        durations: [Double], events: [Bool], entries: [Double]? = nil, confidence: Confidence = .log,
        level: Double = 0.95
    ) throws {
        guard durations.count == events.count else {
            throw StatisticsError.unequalCounts(durations.count, events.count)
        }
        guard level > 0, level < 1 else { throw StatisticsError.notAProbability }
        for (place, duration) in durations.enumerated() where !(duration >= 0 && duration.isFinite) {
            throw StatisticsError.notADuration(at: place)
        }
        if let entries { try Self.check(entries, against: durations) }

        self.confidence = confidence
        self.level = level
        count = durations.count
        eventCount = events.count { $0 }
        ends = durations.sorted()
        self.entries = entries?.sorted()
        lastTime = ends.last
        steps = Self.steps(
            durations: durations, events: events, entries: self.entries, confidence: confidence,
            z: Normal.quantile(0.5 + level / 2))
    }

    private static func check(_ entries: [Double], against durations: [Double]) throws {
        guard entries.count == durations.count else {
            throw StatisticsError.unequalCounts(durations.count, entries.count)
        }
        for (place, entry) in entries.enumerated() {
            guard entry >= 0, entry.isFinite else { throw StatisticsError.notADuration(at: place) }
            // An observation from 0 to 0 is allowed when it began at the start.
            guard entry < durations[place] || entry == 0 else { throw StatisticsError.entryNotBeforeEnd(at: place) }
        }
    }

    private static func steps(
        durations: [Double], events: [Bool], entries: [Double]?, confidence: Confidence, z: Double
    ) -> [Step] {
        let order = durations.indices.sorted { durations[$0] < durations[$1] }
        var steps: [Step] = []
        var survival = 1.0
        var variance = 0.0
        var entered = 0
        var place = 0
        while place < order.count {
            let time = durations[order[place]]
            var end = place
            var dying = 0
            while end < order.count, durations[order[end]] == time {
                if events[order[end]] { dying += 1 }
                end += 1
            }
            if let entries {
                while entered < entries.count, entries[entered] < time || entries[entered] == 0 { entered += 1 }
            } else {
                entered = order.count
            }
            let atRisk = entered - place
            if dying > 0 {
                survival *= Double(atRisk - dying) / Double(atRisk)
                // Written so that it is infinite, not "0 / 0", when the last one at risk has the event.
                variance += Double(dying) / Double(atRisk) / Double(atRisk - dying)
                let error = variance.squareRoot()
                let limits = confidence.limits(survival: survival, logError: error, z: z)
                steps.append(
                    Step(
                        time: time, atRisk: atRisk, events: dying, survival: survival, logError: error,
                        low: limits?.low, high: limits?.high))
            }
            place = end
        }
        return steps
    }
}

extension KaplanMeier {
    /// The curve at one time.
    public struct Status: Sendable, Hashable {
        /// The share still without the event just after this time.
        public let survival: Double
        /// Lower confidence limit; nil where none is defined.
        public let low: Double?
        /// Upper confidence limit; nil where none is defined.
        public let high: Double?
    }

    /// A quantile of the time to the event.
    public struct Quantile: Sendable, Hashable {
        /// The first time by which this share had the event; nil if the curve does not come down so far ("not reached").
        public let value: Double?
        /// Lower confidence limit; nil if not reached.
        public let low: Double?
        /// Upper confidence limit; nil if not reached.
        public let high: Double?
    }

    /// The share still without the event just after `time`; nil beyond the longest observation, where nothing is known.
    public func survival(at time: Double) -> Double? { status(at: time)?.survival }

    /// Share and confidence limits just after `time`; nil beyond the longest observation, where nothing is known. A curve that has come
    /// down to 0 stays there.
    public func status(at time: Double) -> Status? {
        guard time >= 0, let lastTime else { return nil }
        let passed = steps.prefix(through: time)
        guard time <= lastTime || passed.last?.survival == 0 else { return nil }
        guard let step = passed.last else { return Status(survival: 1, low: 1, high: 1) }
        return Status(survival: step.survival, low: step.low, high: step.high)
    }

    /// The time by which the share `probability` had the event: the first time with S ≤ 1 − probability, with limits from where the
    /// confidence band crosses that height (Brookmeyer and Crowley). R gives the middle of a flat piece that lies exactly at
    /// that height; this gives its start.
    public func quantile(_ probability: Double) -> Quantile {
        // Products of fractions miss exact heights by a few units in the last place; R allows for it in the same way.
        let height = 1 - probability + 1e-12
        func first(_ reached: (Step) -> Bool) -> Double? { steps.first(where: reached)?.time }
        return Quantile(
            value: first { $0.survival <= height }, low: first { $0.low.map { $0 <= height } ?? false },
            high: first { $0.high.map { $0 <= height } ?? false })
    }

    /// The number of subjects at risk just before `time`: under observation and without the event so far.
    public func atRisk(at time: Double) -> Int {
        let ended = ends.count { $0 < time }
        guard let entries else { return ends.count - ended }
        return entries.count { $0 < time || $0 == 0 } - ended
    }

    /// The median time to the event, or nil for its parts that are not reached.
    public var median: Quantile { quantile(0.5) }
}

extension [KaplanMeier.Step] {
    /// The steps up to and including a time, by bisection.
    func prefix(through time: Double) -> ArraySlice<KaplanMeier.Step> {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return self[..<low]
    }
}

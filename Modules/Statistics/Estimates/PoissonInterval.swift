/// A rate of events with its exact confidence interval.
public struct PoissonInterval: Sendable, Hashable {
    /// Events for each unit of exposure.
    public let value: Double
    /// Lower confidence limit.
    public let low: Double
    /// Upper confidence limit.
    public let high: Double

    /// Garwood's exact interval from chi-square quantiles (F. Garwood, Biometrika 28 (1936); R `poisson.test`). Nil for a negative count or
    /// an exposure that is not positive.
    ///
    /// - Parameters:
    ///   - count: Events observed.
    ///   - exposure: Time, people or whatever the rate is for; 1 gives an interval of the count itself.
    public init?(garwood count: Int, exposure: Double = 1, level: Double = 0.95) {
        guard count >= 0, exposure > 0, exposure.isFinite, level > 0, level < 1 else { return nil }
        let tail = (1 - level) / 2
        let events = Double(count)
        value = events / exposure
        low = count == 0 ? 0 : GammaDistribution.quantile(tail, shape: events) / exposure
        high = GammaDistribution.quantile(1 - tail, shape: events + 1) / exposure
    }
}

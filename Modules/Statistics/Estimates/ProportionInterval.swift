/// A proportion with a confidence interval.
public struct ProportionInterval: Sendable, Hashable {
    /// Successes divided by trials.
    public let value: Double
    /// Lower confidence limit.
    public let low: Double
    /// Upper confidence limit.
    public let high: Double

    /// Wilson's score interval without continuity correction (E. B. Wilson, JASA 22 (1927); R `prop.test(correct = FALSE)`). Nil without
    /// trials, or when the successes are not between 0 and the trials.
    public init?(wilson successes: Int, of trials: Int, level: Double = 0.95) {
        guard trials > 0, 0...trials ~= successes, level > 0, level < 1 else { return nil }
        let z = Normal.quantile(0.5 + level / 2)
        let n = Double(trials)
        let share = Double(successes) / n
        let scale = 1 + z * z / n
        let centre = (share + z * z / (2 * n)) / scale
        let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / scale
        value = share
        low = successes == 0 ? 0 : max(0, centre - half)
        high = successes == trials ? 1 : min(1, centre + half)
    }
}

/// Which of the nine definitions of a sample quantile is meant (R. J. Hyndman, Y. Fan, The American Statistician 50 (1996)).
public enum SampleQuantile: Int, Sendable, CaseIterable {
    /// The inverse of the empirical distribution, averaged where it is flat; the usual one for medians (SAS's default).
    case type2 = 2
    /// Linear between the order statistics; the default of R, NumPy and spreadsheets.
    case type7 = 7

    /// The quantile of sorted values; nil without values or for a probability outside 0…1.
    public func value(_ probability: Double, ofSorted values: [Double]) -> Double? {
        guard let first = values.first, let last = values.last, probability >= 0, probability <= 1 else { return nil }
        let count = Double(values.count)
        switch self {
        case .type2:
            let place = count * probability
            // Hyndman and Fan's fuzz: 0.1 * 30 is not exactly 3.
            let whole = (place + 4 * Double.ulpOfOne * max(1, place)).rounded(.down)
            let index = Int(whole)
            guard index > 0 else { return first }
            guard index < values.count else { return last }
            let isWhole = abs(place - whole) <= 4 * Double.ulpOfOne * max(1, place)
            return isWhole ? (values[index - 1] + values[index]) / 2 : values[index]
        case .type7:
            let place = (count - 1) * probability
            let index = Int(place.rounded(.down))
            guard index + 1 < values.count else { return last }
            return values[index] + (place - Double(index)) * (values[index + 1] - values[index])
        }
    }

    /// The quantile of values in any order; nil without values or when one is not a number.
    public func value(_ probability: Double, of values: [Double]) -> Double? {
        guard !values.contains(where: \.isNaN) else { return nil }
        return value(probability, ofSorted: values.sorted())
    }
}

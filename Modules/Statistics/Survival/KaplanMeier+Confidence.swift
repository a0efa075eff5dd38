import Glibc

extension KaplanMeier.Confidence {
    /// Confidence limits of a survival of which log S has this standard error; nil at S = 0, where none are defined.
    ///
    /// As in R's `survfit`, except that at S = 1 "log-log" answers 1…1 (as lifelines does) where R says NA.
    func limits(survival: Double, logError: Double, z: Double) -> (low: Double, high: Double)? {
        guard survival > 0, logError.isFinite else { return nil }
        guard logError > 0 else { return (survival, survival) }
        switch self {
        case .plain:
            let half = z * logError * survival
            return (max(0, survival - half), min(1, survival + half))
        case .log:
            return (survival * exp(-z * logError), min(1, survival * exp(z * logError)))
        case .logLog:
            let logarithm = Glibc.log(survival)
            let factor = exp(z * logError / -logarithm)
            return (exp(logarithm * factor), exp(logarithm / factor))
        }
    }
}

import Glibc

/// The standard normal distribution.
public enum Normal {
    /// The probability of a value up to `x`.
    public static func probability(upTo x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    /// The value up to which the probability is `p`; infinite at 0 and 1, not a number outside.
    ///
    /// A rational first guess (P. J. Acklam) and two steps of Halley's method, to about one unit in the last place.
    public static func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        // The lower half keeps all digits of small probabilities.
        if p > 0.5 { return -quantile(1 - p) }
        var x = guess(p)
        for _ in 0..<2 {
            let error = probability(upTo: x) - p
            let step = error * (2 * Double.pi).squareRoot() * exp(x * x / 2)
            x -= step / (1 + x * step / 2)
        }
        return x
    }

    private static func guess(_ p: Double) -> Double {
        if p < 0.02425 {
            let q = (-2 * log(p)).squareRoot()
            let top = [
                -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734,
                4.374664141464968, 2.938163982698783,
            ]
            let bottom = [
                7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1,
            ]
            return horner(top, q) / horner(bottom, q)
        }
        let q = p - 0.5
        let top = [
            -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
            -3.066479806614716e+01, 2.506628277459239,
        ]
        let bottom = [
            -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
            -1.328068155288572e+01, 1,
        ]
        return horner(top, q * q) * q / horner(bottom, q * q)
    }

    private static func horner(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }
}

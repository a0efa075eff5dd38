import Glibc

/// The gamma distribution with scale 1, and the chi-square distribution that is made of it.
public enum GammaDistribution {
    /// The probability of a value up to `x` (the regularised lower incomplete gamma function P(shape, x)).
    ///
    /// A series below shape + 1 and Lentz's continued fraction above (DLMF 8.11.4 and 8.9.2); about 1e-12 relative.
    public static func probability(upTo x: Double, shape: Double) -> Double {
        guard shape > 0, x >= 0 else { return .nan }
        if x == 0 { return 0 }
        if x == .infinity { return 1 }
        return x < shape + 1 ? series(x, shape) : 1 - fraction(x, shape)
    }

    /// The probability of a value above `x`, with all digits where it is small.
    public static func probability(above x: Double, shape: Double) -> Double {
        guard shape > 0, x >= 0 else { return .nan }
        if x == 0 { return 1 }
        if x == .infinity { return 0 }
        return x < shape + 1 ? 1 - series(x, shape) : fraction(x, shape)
    }

    /// The value up to which the probability is `p`; 0 at 0, infinite at 1, not a number outside or for a shape that is not positive.
    public static func quantile(_ p: Double, shape: Double) -> Double {
        guard shape > 0, p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        var low = 0.0
        var high = Double.infinity
        var x = guess(p, shape)
        for _ in 0..<200 {
            let error = p < 0.5 ? probability(upTo: x, shape: shape) - p : 1 - p - probability(above: x, shape: shape)
            if error == 0 { return x }
            if error > 0 { high = x } else { low = x }
            let density = exp(logDensity(x, shape))
            // Halley's step; where it leaves the bracket, halve (or double) instead.
            let newton = error / density
            let curvature = (shape - 1) / x - 1
            var next = x - newton / (1 - 0.5 * min(1, max(-1, newton * curvature)))
            if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : 2 * x }
            if abs(next - x) <= 4e-16 * x { return next }
            x = next
        }
        return x
    }

    /// The chi-square value up to which the probability is `p`, with so many degrees of freedom.
    public static func chiSquareQuantile(_ p: Double, degrees: Double) -> Double {
        2 * quantile(p, shape: degrees / 2)
    }

    /// Wilson and Hilferty's cube, or the leading term of the series where that fails near 0.
    private static func guess(_ p: Double, _ shape: Double) -> Double {
        let ninth = 1 / (9 * shape)
        let root = 1 - ninth + Normal.quantile(p) * ninth.squareRoot()
        let cube = shape * root * root * root
        if root > 0.2 { return cube }
        return exp((log(p) + logGamma(shape + 1)) / shape)
    }

    private static func logDensity(_ x: Double, _ shape: Double) -> Double {
        (shape - 1) * log(x) - x - logGamma(shape)
    }

    /// log Γ; `lgamma_r` because `lgamma` writes a global.
    static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 0
        return unsafe lgamma_r(x, &sign)
    }

    private static func series(_ x: Double, _ shape: Double) -> Double {
        var term = 1 / shape
        var sum = term
        var divisor = shape
        for _ in 0..<limit(shape) {
            divisor += 1
            term *= x / divisor
            sum += term
            if term < sum * 1e-17 { break }
        }
        return min(1, sum * exp(shape * log(x) - x - logGamma(shape)))
    }

    private static func fraction(_ x: Double, _ shape: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - shape
        var c = 1 / tiny
        var d = 1 / b
        var product = d
        for index in 1...limit(shape) {
            let number = Double(index)
            let a = -number * (number - shape)
            b += 2
            d = a * d + b
            if abs(d) < tiny { d = tiny }
            c = b + a / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = c * d
            product *= factor
            if abs(factor - 1) < 1e-16 { break }
        }
        return min(1, exp(shape * log(x) - x - logGamma(shape)) * product)
    }

    /// Near x = shape both expansions take some multiple of √shape terms.
    private static func limit(_ shape: Double) -> Int { 500 + Int(20 * min(shape, 1e12).squareRoot()) }
}

import AllianceKit
import Statistics

extension Figure {
    /// A count with Garwood's exact interval.
    init(_ definition: IndicatorDefinition, count: Int) {
        self.definition = definition
        n = count
        value = Double(count)
        method = "count; limits: exact Poisson (Garwood)"
        let interval = PoissonInterval(garwood: count)
        low = interval?.low
        high = interval?.high
    }

    /// A share with Wilson's interval; in percent if the definition says so.
    init(_ definition: IndicatorDefinition, hits: Int, of whole: Int, open: Int) {
        self.definition = definition
        n = whole
        reached = hits
        self.open = open
        method = "share; limits: Wilson score"
        guard let interval = ProportionInterval(wilson: hits, of: whole) else { return }
        let factor = definition.unit == "percent" ? 100.0 : 1
        value = interval.value * factor
        low = interval.low * factor
        high = interval.high * factor
    }

    /// A median duration from Kaplan–Meier curves; `gross` are the durations without subtracting pauses.
    init(_ definition: IndicatorDefinition, net: [Double], gross: [Double]?, events: [Bool]) {
        self.definition = definition
        n = net.count
        reached = events.count { $0 }
        open = n - (reached ?? 0)
        method = "median (Kaplan–Meier); limits: log"
        guard let curve = try? KaplanMeier(durations: net, events: events) else { return }
        self.curve = curve
        let median = curve.median
        (value, low, high) = (median.value, median.low, median.high)
        within = Self.horizons.map { horizon in
            let status = curve.status(at: horizon.seconds)
            return Within(
                name: horizon.name, time: horizon.seconds, share: status.map { 1 - $0.survival },
                low: status?.high.map { 1 - $0 }, high: status?.low.map { 1 - $0 })
        }
        guard let gross, let whole = try? KaplanMeier(durations: gross, events: events) else { return }
        grossCurve = whole
        self.gross = Estimate(value: whole.median.value, low: whole.median.low, high: whole.median.high)
    }
}

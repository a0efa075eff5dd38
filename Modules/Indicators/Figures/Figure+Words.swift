import AllianceKit
import Formats

extension Figure {
    /// Whether the figure is a time.
    var isDuration: Bool { if case .duration = definition.measure { true } else { false } }
    /// Whether the figure is a share.
    var isShare: Bool { if case .share = definition.measure { true } else { false } }

    /// A value in the definition's unit as people read it, without the unit's name for counts.
    func words(_ value: Double) -> String {
        if isDuration { return ChartDuration.text(value) }
        if isShare { return ChartNumber.text(definition.unit == "percent" ? value : value * 100, fixed: true) + " %" }
        return ChartNumber.text(value, decimals: 0)
    }

    /// The figure as people read it: `2.1 days`, `74 %`, `1,204`, `<5`, `not reached`.
    var shownValue: String {
        if isHidden { return SmallNumbers.isSmall(n) ? SmallNumbers.text(n, hidden: true) : "hidden" }
        if let value { return words(value) }
        if n == 0 { return "no data" }
        return isDuration ? "not reached" : "–"
    }

    /// The interval as people read it: `1.8 to 2.6 days`, `66 to 81 %`.
    var shownInterval: String {
        guard let value else { return "" }
        switch (low, high) {
        case (let low?, let high?) where isDuration: return ChartDuration.range(low, high, inUnitOf: value)
        case (let low?, let high?) where isShare: return "\(words(low).dropLast(2)) to \(words(high))"
        case (let low?, let high?): return "\(plain(low)) to \(plain(high))"
        case (let low?, nil) where isDuration: return "\(ChartDuration.text(low, inUnitOf: value)) to not reached"
        default: return ""
        }
    }

    /// Limits of counts get one decimal where that says something.
    private func plain(_ value: Double) -> String { ChartNumber.text(value, decimals: value < 100 ? 1 : 0) }

    /// The unit as it stands behind a figure; empty where the figure carries its unit.
    var shownUnit: String { isDuration || isShare ? "" : countedUnit }

    /// The unit of a count: `referrals`, but `1 referral`.
    private var countedUnit: String {
        value == 1 && definition.unit.hasSuffix("s") ? String(definition.unit.dropLast()) : definition.unit
    }

    /// The confidence interval in brackets, with a space before it; nothing when there is none.
    private var bracketedInterval: String { shownInterval.isEmpty ? "" : " (95 % interval \(shownInterval))" }

    /// One or two sentences that say what the figure says, made of the figure alone.
    var sentence: String {
        if n == 0 { return "No \(isDuration ? "start" : "event") was recorded in the period, so there is no figure." }
        if isShare {
            let open = (open ?? 0) > 0 ? " \(count(open)) of them have no decision so far and count as not." : ""
            return "\(count(reached)) of \(count(n)): \(shownValue)\(bracketedInterval).\(open)"
        }
        guard isDuration else {
            return "\(shownValue) \(countedUnit) in the period."
        }
        let first =
            value == nil
            ? "Less than half of \(count(n)) are finished, so the median is not reached."
            : n == 1
                ? "The one that began was finished within \(shownValue)\(bracketedInterval)."
                : "Half were finished within \(shownValue)\(bracketedInterval)."
        let rest =
            (open ?? 0) > 0
            ? " \(count(open)) of \(count(n)) \(open == 1 ? "is still open; it counts" : "are still open; they count")"
                + " as not finished yet, not as missing."
            : n == 1 ? "" : " All \(count(n)) are finished."
        return first + rest
    }

    private func count(_ value: Int?) -> String { value.map { ChartNumber.text(Double($0), decimals: 0) } ?? "–" }
}

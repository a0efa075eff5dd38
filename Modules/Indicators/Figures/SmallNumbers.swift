import Formats

/// The small-number rule for figures that are broken down: counts from 1 to 4 are shown as "<5", and what would tell them is hidden.
///
/// This is a primary rule only. It does not stop anyone from subtracting the shown groups from the total: full disclosure control is
/// not done here, and what is published needs a person's review.
public enum SmallNumbers {
    /// Counts below this are hidden.
    public static let threshold = 5

    /// Whether a count is hidden: 0 is not, because it says nothing of anyone.
    public static func isSmall(_ count: Int) -> Bool { 1..<threshold ~= count }

    /// The figure with small counts hidden.
    public static func protect(_ figure: Figure) -> Figure {
        // A share tells its numerator and the rest; a duration tells how many are finished and how many open.
        let parts = [figure.reached, figure.open, figure.reached.map { figure.n - $0 }].compactMap { $0 }
        guard isSmall(figure.n) || parts.contains(where: isSmall) else { return figure }
        var hidden = figure
        if figure.isDuration, !isSmall(figure.n) {
            // A median of many does not tell how many are open; the counts and the shares at fixed times do.
            (hidden.reached, hidden.open, hidden.curve, hidden.grossCurve) = (nil, nil, nil, nil)
            hidden.within = []
            return hidden
        }
        hidden.isHidden = true
        (hidden.value, hidden.low, hidden.high) = (nil, nil, nil)
        (hidden.gross, hidden.curve, hidden.grossCurve) = (nil, nil, nil)
        hidden.within = []
        // Either of these two would tell the other.
        (hidden.reached, hidden.open) = (nil, nil)
        return hidden
    }

    /// A count as it is shown.
    public static func text(_ count: Int, hidden: Bool) -> String {
        hidden && isSmall(count) ? "<\(threshold)" : ChartNumber.text(Double(count), decimals: 0)
    }

    /// A count in a table of numbers: empty when it is hidden.
    static func hiddenCSV(_ count: Int) -> String { isSmall(count) ? "" : String(count) }
}

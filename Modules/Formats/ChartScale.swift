import Glibc

/// From values to places along an axis.
struct ChartScale {
    let lowest: Double
    let highest: Double
    let start: Double
    let end: Double

    func callAsFunction(_ value: Double) -> Double {
        highest > lowest ? start + (value - lowest) / (highest - lowest) * (end - start) : start
    }

    /// The smallest of 1, 2, 5 × 10ⁿ that needs at most `count` steps up to `highest`.
    static func niceStep(upTo highest: Double, count: Int) -> Double {
        guard highest > 0, highest.isFinite, count > 0 else { return 1 }
        let rough = highest / Double(count)
        let power = pow(10, floor(log10(rough)))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * (1 - 1e-9) } ?? 10 * power
    }

    /// Round values from 0 to the first one at or above `highest`.
    static func ticks(upTo highest: Double, count: Int, whole: Bool = false) -> [Double] {
        var step = niceStep(upTo: highest, count: count)
        if whole { step = max(1, step) }
        let last = max(1, Int((highest / step - 1e-9).rounded(.up)))
        return (0...last).map { Double($0) * step }
    }
}

/// Ticks of an axis of durations, in seconds, labelled in the unit that fits.
struct ChartTimeAxis {
    /// The unit's name for the axis: `hours`.
    let unit: String
    /// Seconds of the unit.
    let seconds: Double
    /// Where ticks stand, in seconds.
    let ticks: [Double]

    init(upTo highest: Double, count: Int) {
        let choices: [(name: String, seconds: Double, steps: [Double])] = [
            ("seconds", 1, [1, 2, 5, 10, 15, 30]), ("minutes", 60, [1, 2, 5, 10, 15, 30]),
            ("hours", 3600, [1, 2, 3, 6, 12]), ("days", 86400, [1, 2, 4, 7, 14, 28, 56, 91, 182]),
            ("years", 365.25 * 86400, [1, 2, 5, 10, 20, 50, 100]),
        ]
        for choice in choices {
            for step in choice.steps where step * choice.seconds * Double(count) >= highest {
                (unit, seconds) = (choice.name, choice.seconds)
                let width = step * choice.seconds
                ticks = (0...Int((highest / width + 1e-9).rounded(.down))).map { Double($0) * width }
                return
            }
        }
        (unit, seconds) = ("years", choices[4].seconds)
        let step = ChartScale.niceStep(upTo: highest / seconds, count: count) * seconds
        ticks = (0...Int((highest / step + 1e-9).rounded(.down))).map { Double($0) * step }
    }

    func label(_ time: Double) -> String { ChartNumber.text(time / seconds) }
}

/// Numbers for people: digits in groups of three, at most one decimal unless asked.
public enum ChartNumber {
    /// `1,234.5`; trailing zeros are left out unless the number of decimals is fixed.
    public static func text(_ value: Double, decimals: Int = 1, fixed: Bool = false) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "–" }
        var factor: Int64 = 1
        for _ in 0..<min(6, max(0, decimals)) { factor *= 10 }
        let scaled = (value * Double(factor)).rounded()
        guard scaled.magnitude < 9e18 else { return grouped(Int64(value)) }
        let number = Int64(scaled)
        var part = String(number.magnitude % UInt64(factor))
        part = String(repeating: "0", count: max(0, String(factor).utf8.count - 1 - part.utf8.count)) + part
        while !fixed, part.last == "0" { part.removeLast() }
        let sign = number < 0 ? "−" : ""
        return sign + grouped(Int64(number.magnitude / UInt64(factor))) + (part.isEmpty ? "" : "." + part)
    }

    private static func grouped(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

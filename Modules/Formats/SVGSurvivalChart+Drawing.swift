extension SVGSurvivalChart {
    /// Draws it so many pixels wide.
    public func drawing(width: Double) -> SVGDrawing {
        var svg = SVGBuilder(width: width)
        let top = svg.top(heading) + 12
        let axis = ChartTimeAxis(upTo: longest, count: width < 480 ? 5 : 8)
        let names = curves.count > 1 ? curves.map { ChartText.width($0.name, size: 12, bold: true) }.max() ?? 0 : 0
        let x = ChartScale(
            lowest: 0, highest: longest, start: 60, end: width - 18 - (names > 0 ? min(names, width * 0.3) + 8 : 0))
        let y = ChartScale(lowest: 0, highest: 1, start: top + (width < 480 ? 200 : 260), end: top)
        frame(&svg, x, y, axis)
        if let first = curves.first { band(of: first, &svg, x, y) }
        for (place, curve) in curves.enumerated().reversed() {
            svg.path(line(of: curve, x, y), class: Self.lines[place])
        }
        median(&svg, x, y)
        if names > 0 { endNames(&svg, x, y, limit: width - x.end - 18) }
        var bottom = y.start + 38
        if !atRisk.isEmpty { bottom = numbersAtRisk(&svg, x, axis, at: bottom + 20) }
        svg.foot(heading, below: bottom + 4)
        return svg.drawing(label: alternative)
    }

    private static let lines: [StaticString] = ["line1", "line2", "line3", "line4"]
    private static let names: [StaticString] = ["name1", "name2", "name3", "name4"]

    private func frame(_ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale, _ axis: ChartTimeAxis) {
        for quarter in 0...4 {
            let height = y(Double(quarter) / 4)
            svg.line(x.start, height, x.end, height, class: quarter == 0 ? "axis" : "grid")
            svg.text("\(quarter * 25) %", x.start - 8, height + 4, size: 12, anchor: .end, class: "soft")
        }
        var taken = -Double.infinity
        for tick in axis.ticks {
            svg.line(x(tick), y.start, x(tick), y.start + 5, class: "axis")
            let label = axis.label(tick)
            let half = ChartText.width(label, size: 12) / 2
            guard x(tick) - half > taken else { continue }
            svg.text(label, x(tick), y.start + 20, size: 12, anchor: .middle, class: "soft")
            taken = x(tick) + half + 6
        }
        svg.text("\(axis.unit) since the start", x.start, y.start + 38, size: 12, class: "soft")
    }

    /// The corners of a curve's steps up to the end of the axis. Steps smaller than half a pixel are drawn together.
    private func line(of curve: Curve, _ x: ChartScale, _ y: ChartScale) -> [(x: Double, y: Double)] {
        var points = [(x: x(0), y: y(0))]
        var height = y(0)
        for step in curve.steps where step.time <= longest {
            let next = y(step.done)
            let isLast = step == curve.steps.last
            if !isLast, let last = points.last, x(step.time) - last.x < 0.5, abs(next - last.y) < 0.5 { continue }
            points.append((x(step.time), height))
            points.append((x(step.time), next))
            height = next
        }
        points.append((x(min(longest, max(0, curve.lastTime))), height))
        return points
    }

    private func band(of curve: Curve, _ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale) {
        var upper: [(x: Double, y: Double)] = []
        var lower: [(x: Double, y: Double)] = []
        for step in curve.steps where step.time <= longest {
            guard let low = step.low, let high = step.high else { break }
            let place = x(step.time)
            if let last = upper.last, place - last.x < 0.5, abs(last.y - y(high)) < 0.5 { continue }
            if let last = upper.last { upper.append((place, last.y)) }
            if let last = lower.last { lower.append((place, last.y)) }
            upper.append((place, y(high)))
            lower.append((place, y(low)))
        }
        guard let last = upper.last, let lowest = lower.last else { return }
        // The band goes on to the next step without limits, or to the last observation.
        let end = curve.steps.first { $0.low == nil }?.time ?? curve.lastTime
        let edge = x(min(longest, max(end, 0)))
        upper.append((max(edge, last.x), last.y))
        lower.append((max(edge, lowest.x), lowest.y))
        svg.path(upper + lower.reversed(), closed: true, class: "band1")
    }

    private func median(_ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale) {
        guard let median = curves.first?.median, median <= longest else { return }
        svg.line(x.start, y(0.5), x(median), y(0.5), class: "mark")
        svg.line(x(median), y(0.5), x(median), y.start, class: "mark")
        svg.circle(x(median), y(0.5), radius: 4, class: "fill1")
        let label = "median \(ChartDuration.text(median))"
        let wide = ChartText.width(label, size: 12, bold: true)
        // Right of the dot and below the curve, where a rising curve leaves room; else left of the dot, above.
        let right = x(median) + 10 + wide <= svg.width - 6
        let place = right ? x(median) + 10 : max(x.start + 6, x(median) - 10 - wide)
        let height = right ? y(0.5) + 22 : y(0.5) - 12
        svg.rectangle(place - 3, height - 12, width: wide + 6, height: 17, radius: 2, class: "halo")
        svg.text(label, place, height, size: 12, bold: true, class: "name1")
    }

    private func endNames(_ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale, limit: Double) {
        let wanted = curves.map { curve in y(curve.steps.last { $0.time <= longest }?.done ?? 0) + 4 }
        let heights = ChartLabels.apart(wanted, distance: 15, from: y.end + 4, to: y.start + 4)
        for (place, curve) in curves.enumerated() {
            svg.text(
                ChartText.fit(curve.name, size: 12, bold: true, to: limit), x.end + 8, heights[place], size: 12,
                bold: true, class: Self.names[place])
        }
    }

    private func numbersAtRisk(
        _ svg: inout SVGBuilder, _ x: ChartScale, _ axis: ChartTimeAxis, at y: Double
    ) -> Double {
        svg.text("still open at that time", x.start, y, size: 12, class: "soft")
        var taken = -Double.infinity
        for entry in atRisk where entry.time <= longest {
            let label = ChartNumber.text(Double(entry.count))
            let half = ChartText.width(label, size: 12) / 2
            guard x(entry.time) - half > taken else { continue }
            svg.text(label, x(entry.time), y + 17, size: 12, anchor: .middle, class: "ink")
            taken = x(entry.time) + half + 6
        }
        return y + 17
    }
}

/// Durations for people.
public enum ChartDuration {
    /// `45 s`, `12 min`, `26.5 hours`, `3.2 days`, `2.1 years`: one unit, at most one decimal.
    public static func text(_ seconds: Double) -> String { text(seconds, inUnitOf: seconds) }

    /// Two durations in one unit: `35.8 to 57.6 hours`.
    public static func range(_ low: Double, _ high: Double, inUnitOf reference: Double) -> String {
        let first = text(low, inUnitOf: reference).split(separator: " ").first ?? ""
        return "\(first) to \(text(high, inUnitOf: reference))"
    }

    /// A duration in the unit that fits another one.
    public static func text(_ seconds: Double, inUnitOf reference: Double) -> String {
        func say(_ value: Double, _ one: String, _ many: String) -> String {
            let number = ChartNumber.text(value)
            return "\(number) \(number == "1" ? one : many)"
        }
        switch reference.magnitude {
        case ..<60: return say(seconds, "second", "seconds")
        case ..<3600: return say(seconds / 60, "minute", "minutes")
        case ..<172_800: return say(seconds / 3600, "hour", "hours")
        case ..<(86400 * 730): return say(seconds / 86400, "day", "days")
        default: return say(seconds / (86400 * 365.25), "year", "years")
        }
    }
}

/// Labels beside one another.
enum ChartLabels {
    /// Moves places apart so that neighbours are at least `distance` from each other and all lie between the ends; order is kept.
    static func apart(_ wanted: [Double], distance: Double, from low: Double, to high: Double) -> [Double] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var places = wanted
        var least = low
        for index in order {
            places[index] = max(places[index], least)
            least = places[index] + distance
        }
        var most = high
        for index in order.reversed() {
            places[index] = min(places[index], most)
            most = places[index] - distance
        }
        return places
    }
}

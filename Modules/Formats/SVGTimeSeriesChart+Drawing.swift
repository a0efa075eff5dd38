extension SVGTimeSeriesChart {
    /// Draws it so many pixels wide.
    public func drawing(width: Double) -> SVGDrawing {
        var svg = SVGBuilder(width: width)
        let top = svg.top(heading) + 30
        let values = series.flatMap { $0.points.compactMap(\.value) } + [goal?.value].compactMap { $0 }
        let whole = values.allSatisfy { $0 == $0.rounded() }
        let ticks = ChartScale.ticks(upTo: max(values.max() ?? 1, 1e-9), count: 5, whole: whole)
        let labels = ticks.map { ChartNumber.text($0, decimals: 3) }
        let left = 16 + (labels.map { ChartText.width($0, size: 12) }.max() ?? 0) + 10
        let names = series.count > 1 ? series.map { ChartText.width($0.name, size: 12, bold: true) }.max() ?? 0 : 0
        let times = series.flatMap { $0.points.map(\.time) }
        let x = ChartScale(
            lowest: times.min() ?? 0, highest: times.max() ?? 1, start: left + 14,
            end: width - 26 - (names > 0 ? min(names, width * 0.3) + 8 : 0))
        let y = ChartScale(
            lowest: 0, highest: ticks.last ?? 1, start: top + (width < 480 ? 170 : 220), end: top)
        svg.text(unit, 16, top - 14, size: 12, class: "soft")
        for (tick, label) in zip(ticks, labels) {
            svg.line(left, y(tick), x.end + 10, y(tick), class: tick == 0 ? "axis" : "grid")
            svg.text(label, left - 8, y(tick) + 4, size: 12, anchor: .end, class: "soft")
        }
        timeLabels(&svg, x, at: y.start)
        breaks(&svg, x, y)
        if let goal {
            svg.line(left, y(goal.value), x.end + 10, y(goal.value), class: "goal")
            svg.text(goal.label, left + 4, y(goal.value) - 6, size: 12, bold: true, class: "ink")
        }
        for (place, one) in series.enumerated().reversed() { draw(one, place, &svg, x, y) }
        if names > 0 { endNames(&svg, x, y, limit: width - x.end - 26) }
        svg.foot(heading, below: y.start + 26)
        return svg.drawing(label: alternative)
    }

    private static let lines: [StaticString] = ["line1", "line2", "line3", "line4"]
    private static let fills: [StaticString] = ["fill1", "fill2", "fill3", "fill4"]
    private static let names: [StaticString] = ["name1", "name2", "name3", "name4"]

    /// Labels of as many points as fit: the last one first, because readers look for the newest, then every so many before it.
    private func timeLabels(_ svg: inout SVGBuilder, _ x: ChartScale, at y: Double) {
        var labels: [Double: String] = [:]
        for point in series.flatMap(\.points) { labels[point.time] = point.label }
        let times = labels.keys.sorted()
        guard let widest = labels.values.map({ ChartText.width($0, size: 12) }).max() else { return }
        for time in times { svg.line(x(time), y, x(time), y + 5, class: "axis") }
        var free = Double.infinity
        for time in times.reversed() {
            let label = labels[time] ?? ""
            let half = ChartText.width(label, size: 12) / 2
            let place = max(half + 4, min(x(time), svg.width - half - 4))
            guard place + half + 10 <= free else { continue }
            svg.text(label, place, y + 20, size: 12, anchor: .middle, class: "soft")
            free = place - max(half, widest / 2)
        }
    }

    private func breaks(_ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale) {
        var drawn: Set<Double> = []
        for one in series {
            for (before, point) in zip(one.points, one.points.dropFirst()) where point.isBreak {
                let place = (x(before.time) + x(point.time)) / 2
                guard drawn.insert(place).inserted else { continue }
                svg.line(place, y.end - 6, place, y.start, class: "mark")
                let half = ChartText.width("break", size: 11) / 2
                let middle = max(half + 4, min(place, svg.width - half - 4))
                svg.text("break", middle, y.end - 10, size: 11, anchor: .middle, class: "soft")
            }
        }
    }

    private func draw(_ one: Series, _ place: Int, _ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale) {
        var piece: [(x: Double, y: Double)] = []
        for point in one.points {
            if point.isBreak || point.value == nil {
                svg.path(piece, class: Self.lines[place])
                piece = []
            }
            if let value = point.value { piece.append((x(point.time), y(value))) }
            if let mark = point.mark {
                svg.text(mark, x(point.time), y.start - 6, size: 12, bold: true, anchor: .middle, class: "soft")
            }
        }
        svg.path(piece, class: Self.lines[place])
        // Markers only where they do not run into each other.
        let room = (x.end - x.start) / Double(max(1, one.points.count))
        for point in one.points where room >= 9 || one.points.count == 1 {
            guard let value = point.value else { continue }
            svg.circle(x(point.time), y(value), radius: room >= 16 ? 3.5 : 2.5, class: Self.fills[place])
        }
        guard series.count == 1, let last = one.points.last(where: { $0.value != nil }), let value = last.value
        else { return }
        let label = ChartNumber.text(value, decimals: 3)
        let half = ChartText.width(label, size: 13, bold: true) / 2
        // Away from the line that comes in from the left.
        let before = one.points.last { $0.value != nil && $0.time < last.time }?.value ?? value
        let height = before > value && y(value) + 24 < y.start ? y(value) + 20 : y(value) - 10
        svg.text(
            label, min(x(last.time), svg.width - half - 8), height, size: 13, bold: true, anchor: .middle,
            class: "name1")
    }

    private func endNames(_ svg: inout SVGBuilder, _ x: ChartScale, _ y: ChartScale, limit: Double) {
        let wanted = series.map { one in y(one.points.last { $0.value != nil }?.value ?? 0) + 4 }
        let heights = ChartLabels.apart(wanted, distance: 15, from: y.end + 4, to: y.start + 4)
        for (place, one) in series.enumerated() {
            svg.text(
                ChartText.fit(one.name, size: 12, bold: true, to: limit), x.end + 12, heights[place], size: 12,
                bold: true, class: Self.names[place])
        }
    }
}

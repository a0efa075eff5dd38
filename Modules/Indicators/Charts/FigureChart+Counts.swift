import AllianceKit
import Formats

extension FigureChart {
    /// Counts by month, or nil with fewer than three months.
    init?(monthsOf result: IndicatorResult) {
        let months = MonthlyCounts(result)
        guard months.complete.count >= 3 else { return nil }
        let unit = result.definition.unit
        var notes: [String] = []
        for part in months.partial {
            notes.append(
                "\(part.name) is not complete (\(ChartNumber.text(Double(part.count), decimals: 0)) so far) and not drawn."
            )
        }
        let points = months.complete.map { month in
            SVGTimeSeriesChart.Point(
                time: month.start.yearPosition, label: month.name, value: Double(month.count))
        }
        let counts = months.complete.map(\.count)
        let peak = months.complete.max { $0.count < $1.count }
        alternative =
            "\(result.definition.title) by month, \(months.complete[0].name) to \(months.complete.last?.name ?? ""): "
            + "from \(counts[0]) to \(counts.last ?? 0) \(unit)"
            + (peak.map { ", most in \($0.name) (\($0.count))" } ?? "") + "."
        let all = months.complete.map { ($0, "") } + months.partial.map { ($0, " (not complete)") }
        table = HTMLTable(
            caption: "\(result.definition.title) by month", columns: [.text("Month"), .number(unit)],
            rows: all.sorted { $0.0.start < $1.0.start }.map {
                [$0.0.name + $0.1, ChartNumber.text(Double($0.0.count), decimals: 0)]
            })
        shape = .series(
            SVGTimeSeriesChart(
                heading: result.heading("Number of \(unit) by month, \(result.scope.words).", notes: notes),
                series: [SVGTimeSeriesChart.Series(name: result.definition.title, points: points)], unit: unit,
                alternative: alternative))
    }

    /// Shares of the whole and of each group as bars, or nil when there is nothing to divide by.
    init?(shareOf result: IndicatorResult) {
        guard result.total.value != nil else { return nil }
        let groups = result.breakdowns.first?.figures ?? []
        let figures = [result.total] + groups.prefix(12)
        let percent = result.definition.unit == "percent" ? 1.0 : 100
        let bars = figures.map { figure in
            SVGBarChart.Bar(
                figure.group?.value ?? "All", figure.value.map { $0 * percent }, shown: figure.shownValue,
                low: figure.low.map { $0 * percent }, high: figure.high.map { $0 * percent })
        }
        let by = result.breakdowns.first.map { ", and by \(FactWords.text($0.fact))" } ?? ""
        alternative = "\(result.definition.title): a bar of \(result.total.shownValue). " + result.total.sentence
        table = Self.table(result, figures, by: by)
        let notes =
            figures.contains(where: \.isHidden)
            ? ["hidden: the figure would tell a count from 1 to 4."] : []
        shape = .bars(
            SVGBarChart(
                heading: result.heading(
                    "Share of all\(by), in percent; the thin line is the 95 % interval.", notes: notes),
                bars: bars, highest: 100, alternative: alternative))
    }

    static func table(_ result: IndicatorResult, _ figures: [Figure], by: String) -> HTMLTable {
        let isCount = !result.total.isShare && !result.total.isDuration
        return HTMLTable(
            caption: "\(result.definition.title)\(by)",
            columns: [.text("Group"), .number(isCount ? result.definition.unit : "Figure"), .number("95 % interval")]
                + (isCount ? [] : [.number("n")]),
            rows: figures.map { figure in
                [figure.group?.value ?? "All", figure.shownValue, figure.shownInterval]
                    + (isCount ? [] : [SmallNumbers.text(figure.n, hidden: figure.isHidden)])
            })
    }
}

/// Facts as words: `contentKind` is "content kind".
enum FactWords {
    static func text(_ fact: String) -> String {
        var words = ""
        for character in fact {
            if character.isUppercase { words += " " + character.lowercased() } else { words.append(character) }
        }
        return words
    }
}

/// Counts by calendar month (UTC).
struct MonthlyCounts {
    struct Month {
        let start: CalendarDate
        var count = 0
        var name: String { start.monthName }
    }

    /// Months that lie wholly in the period and before the as-of time.
    private(set) var complete: [Month] = []
    /// Months of which only a part does.
    private(set) var partial: [Month] = []

    init(_ result: IndicatorResult) {
        var counts: [Int: Int] = [:]
        for (day, count) in result.days {
            let date = CalendarDate(daysSince1970: day)
            counts[date.year * 12 + date.month - 1, default: 0] += count
        }
        let scope = result.scope
        let lastDay = min(scope.to ?? scope.asOf.date, scope.asOf.date)
        guard let earliest = counts.keys.min() else { return }
        let first = scope.from.map { $0.year * 12 + $0.month - 1 } ?? earliest
        let last = lastDay.year * 12 + lastDay.month - 1
        guard first <= last, last - first < 2400 else { return }
        for number in first...last {
            guard let start = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1) else { continue }
            let end = start.adding(days: CalendarDate.days(in: start.month, of: start.year))
            // Without a first day the series begins with the month of the first event.
            let begins = scope.from.map { $0 <= start } ?? true
            let ends =
                end.startOfDay.milliseconds - 1 <= scope.asOf.milliseconds
                && (scope.to.map { end <= $0.adding(days: 1) } ?? true)
            let month = Month(start: start, count: counts[number] ?? 0)
            if begins && ends { complete.append(month) } else { partial.append(month) }
        }
    }
}

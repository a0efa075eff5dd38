import AllianceKit
import Statistics

/// The time from one event of a subject to another, with subjects that have not come so far counted as censored at the as-of time.
///
/// Subjects are those whose first start lies in the period. The end is the first event of an end kind at or after the start. Pauses
/// (law-enforcement holds) between the two are subtracted; the figure without subtracting is kept beside it. Events may stand in
/// the ledger in another order than they happened. With a condition only subjects whose latest event of that kind meets it are in
/// the figure: cases that were found not illegal would otherwise stay open for ever.
final class DurationFold: MeasureFold {
    var traces: [EventTrace]
    private let scope: FoldScope
    private let ends: Range<Int>
    private let condition: IndicatorDefinition.EventCondition?
    private var clocks: [Int32: Clock] = [:]
    /// The latest decision on each subject: when, where in the ledger, and whether it meets the condition.
    private var decisions: [Int32: (time: Int64, sequence: Int64, meets: Bool)] = [:]

    /// What is known of one subject's clock, in milliseconds.
    struct Clock {
        var start = Int64.max
        var end = Int64.max
        /// Further ends; few subjects have any.
        var laterEnds: [Int64] = []
        /// Pauses begun and ended, in the ledger's order.
        var pauses: [(time: Int64, begins: Bool)] = []

        mutating func begin(_ time: Int64) { start = min(start, time) }

        mutating func addEnd(_ time: Int64) {
            if end == .max { end = time } else { laterEnds.append(time) }
        }

        /// The first end at or after the start, or nil.
        var firstEnd: Int64? {
            var best = Int64.max
            if end >= start { best = end }
            for time in laterEnds where time >= start { best = min(best, time) }
            return best == .max ? nil : best
        }

        /// The time between two moments during which the clock stood.
        func paused(from low: Int64, to high: Int64) -> Int64 {
            guard !pauses.isEmpty else { return 0 }
            var total: Int64 = 0
            var depth = 0
            var since: Int64 = 0
            let ordered = pauses.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            for (_, pause) in ordered where pause.time <= high {
                if pause.begins {
                    if depth == 0 { since = pause.time }
                    depth += 1
                } else if depth > 0 {
                    depth -= 1
                    if depth == 0 { total += max(0, min(pause.time, high) - max(since, low)) }
                }
            }
            if depth > 0 { total += max(0, high - max(since, low)) }
            return total
        }
    }

    init(
        from: String, to: [String], pausedFrom: String?, pausedTo: String?, among: IndicatorDefinition.EventCondition?,
        _ scope: FoldScope
    ) {
        traces = [EventTrace(from, "starts the clock")] + to.map { EventTrace($0, "stops the clock") }
        ends = 1..<traces.count
        if let pausedFrom { traces.append(EventTrace(pausedFrom, "pauses the clock")) }
        if let pausedTo { traces.append(EventTrace(pausedTo, "lets the clock go on")) }
        hasPauses = pausedFrom != nil
        condition = among
        if let among { traces.append(EventTrace(among.kind, "decides whether a subject is in the figure")) }
        self.scope = scope
    }

    let hasPauses: Bool

    func take(_ entry: LedgerEvent, subject: Int32, role: Int) {
        traces[role].count(entry.sequence)
        if let condition, role == traces.count - 1 {
            let value = entry.event.facts[condition.fact]?.stringValue
            let meets = value.map(condition.values.contains) ?? false
            let decision = (time: entry.event.time.milliseconds, sequence: entry.sequence, meets: meets)
            if let known = decisions[subject], (known.time, known.sequence) > (decision.time, decision.sequence) {
                return
            }
            decisions[subject] = decision
            return
        }
        let time = entry.event.time.milliseconds
        if role == 0 {
            clocks[subject, default: Clock()].begin(time)
        } else if ends.contains(role) {
            clocks[subject, default: Clock()].addEnd(time)
        } else {
            clocks[subject, default: Clock()].pauses.append((time, role == ends.upperBound))
        }
    }

    private func isInPeriod(_ clock: Clock) -> Bool {
        clock.start != .max && scope.contains(Instant(milliseconds: clock.start))
    }

    private func isAmong(_ subject: Int32) -> Bool { condition == nil || decisions[subject]?.meets == true }

    var subjects: [Int32] { clocks.filter { isInPeriod($0.value) && isAmong($0.key) }.map(\.key) }

    var account: [(text: String, count: Int)] {
        let inside = clocks.filter { isInPeriod($0.value) && isAmong($0.key) }.map(\.value)
        let unqualified = clocks.count { isInPeriod($0.value) && !isAmong($0.key) }
        let leftOut = condition == nil ? [] : [("left out: do not meet the condition", unqualified)]
        return leftOut + [
            ("subjects whose clock started in the period", inside.count),
            ("of them finished", inside.count { $0.firstEnd != nil }),
            ("of them still open, counted as censored", inside.count { $0.firstEnd == nil }),
            ("of them with a pause", inside.count { !$0.pauses.isEmpty }),
            ("left out: started outside the period", clocks.values.count { $0.start != .max && !isInPeriod($0) }),
            ("left out: an end or a pause but no start", clocks.values.count { $0.start == .max }),
            ("ends before the start, not used", inside.reduce(0) { $0 + $1.endsBeforeStart }),
        ]
    }

    func figure(_ definition: IndicatorDefinition, of members: [Int32]) -> Figure {
        var net: [Double] = []
        var gross: [Double] = []
        var events: [Bool] = []
        for subject in members {
            guard let clock = clocks[subject] else { continue }
            let end = clock.firstEnd ?? max(clock.start, scope.asOf.milliseconds)
            let whole = end - clock.start
            gross.append(Double(whole) / 1000)
            net.append(Double(max(0, whole - clock.paused(from: clock.start, to: end))) / 1000)
            events.append(clock.firstEnd != nil)
        }
        return Figure(definition, net: net, gross: hasPauses ? gross : nil, events: events)
    }
}

extension DurationFold.Clock {
    /// How many ends lie before the start.
    var endsBeforeStart: Int { (end < start ? 1 : 0) + laterEnds.count { $0 < start } }
}

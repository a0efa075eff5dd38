import AllianceKit
import Statistics

/// Counts events of a kind in the period.
final class EventCountFold: MeasureFold {
    var traces: [EventTrace]
    private(set) var days: [Int: Int] = [:]
    private let scope: FoldScope
    private var counts: [Int32: Int] = [:]
    private var stated: [String: [String: Int]] = [:]
    /// Fact → subject → events that do not state it themselves.
    private var unstated: [String: [Int32: Int]] = [:]
    private let breakdowns: [String]

    init(_ kind: String, _ scope: FoldScope, breakdowns: [String]) {
        traces = [EventTrace(kind, "counted")]
        self.scope = scope
        self.breakdowns = breakdowns
    }

    func take(_ entry: LedgerEvent, subject: Int32, role: Int) {
        guard scope.contains(entry.event.time) else { return leaveOut(role, EventTrace.outsidePeriod) }
        traces[role].count(entry.sequence)
        counts[subject, default: 0] += 1
        days[entry.event.time.date.daysSince1970, default: 0] += 1
        for fact in breakdowns {
            if let value = entry.event.facts[fact]?.groupName {
                stated[fact, default: [:]][value, default: 0] += 1
            } else {
                unstated[fact, default: [:]][subject, default: 0] += 1
            }
        }
    }

    var subjects: [Int32] { Array(counts.keys) }

    func counts(by fact: String, _ book: FactBook) -> [String: Int]? {
        var counts = stated[fact] ?? [:]
        for (subject, count) in unstated[fact] ?? [:] { counts[book.value(of: subject), default: 0] += count }
        return counts
    }

    func figure(_ definition: IndicatorDefinition, of members: [Int32]) -> Figure {
        Figure(definition, count: members.reduce(0) { $0 + (counts[$1] ?? 0) })
    }
}

/// Counts distinct subjects with an event of a kind in the period.
final class SubjectCountFold: MeasureFold {
    var traces: [EventTrace]
    private let scope: FoldScope
    private var first: [Int32: Int64] = [:]

    init(_ kind: String, _ scope: FoldScope) {
        traces = [EventTrace(kind, "counted once for each subject")]
        self.scope = scope
    }

    func take(_ entry: LedgerEvent, subject: Int32, role: Int) {
        guard scope.contains(entry.event.time) else { return leaveOut(role, EventTrace.outsidePeriod) }
        traces[role].count(entry.sequence)
        first[subject] = min(first[subject] ?? .max, entry.event.time.milliseconds)
    }

    var subjects: [Int32] { Array(first.keys) }

    /// A subject is counted on the day of its first event in the period, so that the months add up to the figure.
    var days: [Int: Int] {
        first.values.reduce(into: [:]) { $0[Instant(milliseconds: $1).date.daysSince1970, default: 0] += 1 }
    }

    var account: [(text: String, count: Int)] { [("distinct subjects", first.count)] }

    func figure(_ definition: IndicatorDefinition, of members: [Int32]) -> Figure {
        Figure(definition, count: members.count)
    }
}

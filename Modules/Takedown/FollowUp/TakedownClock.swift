public import AllianceKit
public import CommandLineKit
import Statistics

/// The clocks of a case: each runs between two of its stamps.
public enum TakedownClock: String, Sendable, CaseIterable, ArgumentValue {
    /// T5 − T0: from the report to the removal, of confirmed cases.
    case hotline
    /// T5 − T3: from the accepted notice to the removal.
    case provider
    /// T1 − T0: from the report to the assessment.
    case assessment
    /// T2b − T2: the law-enforcement hold.
    case hold

    /// The spans of a case, one for each round in which the clock started. An end that has not come is a censored span until `now`, or
    /// until the case was withdrawn, joined or closed.
    public func spans(of record: CaseRecord, at now: Instant) -> [ClockSpan] {
        let stop = record.state.isTerminal ? min(record.since, now) : now
        return (record.earlier + [record.clocks]).compactMap { clocks in
            let isNewest = clocks == record.clocks
            let removed = clocks.removalConfirmed == nil ? nil : clocks.firstSeenOffline
            let (start, end): (Instant?, Instant?) =
                switch self {
                case .hotline: (record.assessment?.outcome == .confirmed ? clocks.received : nil, removed)
                case .provider: (clocks.noticeAccepted, removed)
                case .assessment: (clocks.received, clocks.assessed)
                case .hold: (clocks.holdPlaced, clocks.holdReleased)
                }
            guard let start, isNewest || end != nil else { return nil }
            return ClockSpan(seconds: max(0, (end ?? stop).seconds(since: start)), isOpen: end == nil)
        }
    }
}

/// How long a clock ran, or has been running.
public struct ClockSpan: Sendable, Hashable {
    /// Seconds.
    public var seconds: Double
    /// Whether it has not stopped: the span is censored.
    public var isOpen: Bool

    /// Makes one.
    public init(seconds: Double, isOpen: Bool) {
        self.seconds = seconds
        self.isOpen = isOpen
    }
}

/// What the spans of one clock say together (Kaplan–Meier).
struct ClockTimes {
    let count: Int
    let open: Int
    let curve: KaplanMeier

    init(_ spans: [ClockSpan]) throws {
        count = spans.count
        open = spans.count { $0.isOpen }
        curve = try KaplanMeier(durations: spans.map(\.seconds), events: spans.map { !$0.isOpen })
    }

    private static let marks = [("24h", 24.0), ("72h", 72.0), ("7d", 168.0)]

    private func share(_ hours: Double) -> Double? { curve.survival(at: hours * 3600).map { 1 - $0 } }

    func json(_ clock: TakedownClock) -> JSONObject {
        let median = curve.median
        return [
            "clock": .string(clock.rawValue), "n": .integer(Int64(count)), "open": .integer(Int64(open)),
            "median": .double(median.value), "medianLow": .double(median.low), "medianHigh": .double(median.high),
            "within": .object(JSONObject(Self.marks.map { ($0.0, .double(share($0.1))) })),
        ]
    }

    /// The shares in words, for people at a table.
    var sentence: String? {
        let parts = Self.marks.compactMap { name, hours in
            share(hours).map { "\(Int(($0 * 100).rounded())) % within \(name)" }
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

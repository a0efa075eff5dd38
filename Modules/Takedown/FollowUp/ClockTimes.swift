import AllianceKit
import Statistics

/// What the spans of one clock say together: Kaplan–Meier for the moment at which the end was found, and for removals Turnbull's
/// estimate for the interval in which it lies.
struct ClockTimes {
    let count: Int
    let open: Int
    let curve: KaplanMeier
    let intervals: Turnbull?

    /// The marks at which shares are told, in hours; those of the published figures.
    static let marks: [(name: String, hours: Double)] = [
        ("1h", 1), ("24h", 24), ("48h", 48), ("72h", 72), ("7d", 168), ("28d", 672), ("42d", 1008),
    ]

    init(_ spans: [ClockSpan]) throws {
        count = spans.count
        open = spans.count { $0.isOpen }
        curve = try KaplanMeier(durations: spans.map(\.seconds), events: spans.map { !$0.isOpen })
        let known = spans.compactMap(\.knownUntil)
        guard !known.isEmpty, known.count == spans.count else {
            intervals = nil
            return
        }
        intervals = try Turnbull(lower: known, upper: spans.map { $0.isOpen ? .infinity : $0.seconds })
    }

    /// The share done within so many hours; nil where nothing is known so far out.
    func share(_ hours: Double) -> Double? { curve.survival(at: hours * 3600).map { 1 - $0 } }

    func json(_ clock: TakedownClock, group: String? = nil) -> JSONObject {
        let median = curve.median
        var object: JSONObject = [
            "clock": .string(clock.rawValue), "group": .text(group), "n": .integer(Int64(count)),
            "open": .integer(Int64(open)), "median": .double(median.value), "medianLow": .double(median.low),
            "medianHigh": .double(median.high),
            "within": .object(JSONObject(Self.marks.map { ($0.name, .double(share($0.hours))) })),
            "interval": intervals.map { .object(Self.json($0)) } ?? .null,
        ]
        for (name, hours) in Self.marks {
            object["percent\(name)"] = share(hours).map { .integer(Int64(($0 * 100).rounded())) } ?? .null
        }
        return object
    }

    /// The median and the shares as far as the looks know them.
    private static func json(_ estimate: Turnbull) -> JSONObject {
        let median = estimate.median
        let within = marks.map { name, hours -> (String, JSONValue) in
            let bounds = estimate.survival(at: hours * 3600)
            guard !estimate.masses.isEmpty else { return (name, .null) }
            return (name, .array([.double(1 - bounds.high), .double(1 - bounds.low)]))
        }
        return [
            "medianAfter": .double(median?.after), "medianBy": .double(median?.by),
            "within": .object(JSONObject(within)),
        ]
    }
}

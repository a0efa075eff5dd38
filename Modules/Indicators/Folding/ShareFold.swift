import AllianceKit

/// The share of subjects that came to an event, and if a fact is asked for, with one of its values.
///
/// Subjects are those whose first event `of` lies in the period. Of several events `to` the latest decides (an assessment that is
/// changed on appeal replaces the earlier one), or any of them, as the definition says.
final class ShareFold: MeasureFold {
    var traces: [EventTrace]
    private let scope: FoldScope
    private let fact: String?
    private let values: Set<String>
    private var starts: [Int32: Int64] = [:]
    private var latest: [Int32: (time: Int64, hit: Bool)] = [:]
    private let same: Bool
    private let decides: IndicatorDefinition.Deciding

    init(
        of: String, to: String, fact: String?, values: [String], decides: IndicatorDefinition.Deciding,
        _ scope: FoldScope
    ) {
        traces = [EventTrace(of, "makes a subject part of the whole"), EventTrace(to, "decides whether it is counted")]
        self.scope = scope
        self.fact = fact
        self.values = Set(values)
        same = of == to
        self.decides = decides
    }

    func take(_ entry: LedgerEvent, subject: Int32, role: Int) {
        traces[role].count(entry.sequence)
        let time = entry.event.time.milliseconds
        if role == 0 { starts[subject] = min(starts[subject] ?? .max, time) }
        guard role == 1 || same else { return }
        let hit = fact.map { entry.event.facts[$0]?.groupName.map(values.contains) ?? false } ?? true
        if let known = latest[subject] {
            if decides == .any ? known.hit : known.time > time { return }
        }
        latest[subject] = (time, hit)
    }

    private func isInPeriod(_ subject: Int32) -> Bool {
        starts[subject].map { scope.contains(Instant(milliseconds: $0)) } ?? false
    }

    var subjects: [Int32] { starts.keys.filter(isInPeriod) }

    var account: [(text: String, count: Int)] {
        let inside = subjects
        return [
            ("subjects in the whole", inside.count),
            ("of them counted", inside.count { latest[$0]?.hit ?? false }),
            ("of them without the deciding event so far", inside.count { latest[$0] == nil }),
            ("left out: began outside the period", starts.count - inside.count),
            ("left out: deciding event but no beginning", latest.keys.count { starts[$0] == nil }),
        ]
    }

    func figure(_ definition: IndicatorDefinition, of members: [Int32]) -> Figure {
        var hits = 0
        var open = 0
        for subject in members {
            guard let last = latest[subject] else {
                open += 1
                continue
            }
            if last.hit { hits += 1 }
        }
        return Figure(definition, hits: hits, of: members.count, open: open)
    }
}

/// The intervals that can hold mass, and which of them each observation spans: from a lower end to the next upper end with no end of
/// any kind between (Gentleman and Geyer 1994).
struct InnermostIntervals {
    /// One of them.
    struct Interval {
        let lower: Double
        let upper: Double
        let includesLower: Bool
    }

    /// Observations that span the same innermost intervals, first and last of them, and how many there are.
    struct Cell: Hashable {
        let first: Int
        let last: Int
        var weight: Double
    }

    /// By time.
    private(set) var intervals: [Interval] = []
    /// By first and last interval.
    private(set) var cells: [Cell] = []

    /// An end of an observation. At one time a beginning that belongs to its interval comes first, then ends, then beginnings that do not:
    /// in that order intervals overlap exactly when a beginning is followed by an end.
    private struct End {
        let time: Double
        let rank: Int
        let subject: Int
        var isLower: Bool { rank != 1 }
    }

    init(lower: [Double], upper: [Double], ends: Turnbull.Ends) {
        var all: [End] = []
        all.reserveCapacity(2 * lower.count)
        for subject in lower.indices {
            let includesLower = ends == .closed || lower[subject] == upper[subject]
            all.append(End(time: lower[subject], rank: includesLower ? 0 : 2, subject: subject))
            all.append(End(time: upper[subject], rank: 1, subject: subject))
        }
        all.sort { ($0.time, $0.rank) < ($1.time, $1.rank) }
        var first = [Int](repeating: 0, count: lower.count)
        var last = first
        var open: End?
        for end in all {
            if end.isLower {
                first[end.subject] = intervals.count
                open = end
            } else {
                if let lower = open {
                    intervals.append(
                        Interval(lower: lower.time, upper: end.time, includesLower: lower.rank == 0))
                    open = nil
                }
                last[end.subject] = intervals.count - 1
            }
        }
        let spans = lower.indices.map { Span(first: first[$0], last: last[$0]) }.sorted()
        for span in spans {
            if let previous = cells.last, previous.first == span.first, previous.last == span.last {
                cells[cells.count - 1].weight += 1
            } else {
                cells.append(Cell(first: span.first, last: span.last, weight: 1))
            }
        }
    }

    private struct Span: Comparable {
        let first: Int
        let last: Int
        static func < (left: Span, right: Span) -> Bool { (left.first, left.last) < (right.first, right.last) }
    }
}

import Glibc

/// The likelihood of shares on innermost intervals, and its maximum.
///
/// Maximises Σ w·log P − W·Σ p over p ≥ 0, where P is the share an observation spans and W the number of subjects; there Σ p = 1. It
/// works on a small support: Newton steps inside it, then the intervals at which the slope is greatest join it, until none has a
/// slope above W (the conditions of Gentleman and Geyer; Y. Wang, JRSS B 69, 2007, for the growing support).
struct IntervalLikelihood {
    private let cells: [InnermostIntervals.Cell]
    private let total: Double
    /// The shares.
    private(set) var probabilities: [Double]

    /// How far a slope may stand above the number of subjects, relative to it.
    private static let tolerance = 1e-12

    init(cells: [InnermostIntervals.Cell], count: Int) {
        self.cells = cells
        total = cells.reduce(0) { $0 + $1.weight }
        probabilities = [Double](repeating: 0, count: count)
    }

    /// Σ w·log P.
    var logLikelihood: Double {
        let sums = Self.sums(probabilities)
        return cells.reduce(0) { $0 + $1.weight * log(sums[$1.last + 1] - sums[$1.first]) }
    }

    /// Moves the shares to the maximum.
    mutating func maximise() {
        guard !probabilities.isEmpty else { return }
        var support = coveringSupport()
        for place in support { probabilities[place] = 1 / Double(support.count) }
        // Every round raises the likelihood; far fewer are needed.
        for _ in 0..<10_000 {
            for _ in 0..<8 { stepTowardsConsistency() }
            climb(&support)
            let joining = steepest(outside: support)
            if joining.isEmpty { break }
            for place in joining { probabilities[place] = 1e-6 / Double(joining.count) }
            support = (support + joining).sorted()
        }
        let sum = probabilities.reduce(0, +)
        if sum > 0 { for place in probabilities.indices { probabilities[place] /= sum } }
    }

    /// Few intervals of which every observation spans at least one: the ends of those that end first.
    private func coveringSupport() -> [Int] {
        var support: [Int] = []
        for cell in cells.sorted(by: { $0.last < $1.last }) where support.last.map({ $0 < cell.first }) ?? true {
            support.append(cell.last)
        }
        return support
    }

    /// Self-consistency (Turnbull's own step): each observation's weight is spread in proportion to the shares it spans.
    private mutating func stepTowardsConsistency() {
        let slopes = self.slopes()
        for place in probabilities.indices { probabilities[place] *= slopes[place] / total }
    }

    /// Σ w/P over the observations that span each interval.
    private func slopes() -> [Double] {
        let sums = Self.sums(probabilities)
        var changes = [Double](repeating: 0, count: probabilities.count + 1)
        for cell in cells {
            let part = cell.weight / (sums[cell.last + 1] - sums[cell.first])
            changes[cell.first] += part
            changes[cell.last + 1] -= part
        }
        var slope = 0.0
        return changes.dropLast().map { change in
            slope += change
            return slope
        }
    }

    /// The steepest interval between each two of the support, where it is steeper than the maximum allows.
    private func steepest(outside support: [Int]) -> [Int] {
        let slopes = self.slopes()
        var joining: [Int] = []
        var from = 0
        for end in support + [slopes.count] {
            if let best = (from..<end).max(by: { slopes[$0] < slopes[$1] }),
                slopes[best] > total * (1 + Self.tolerance)
            {
                joining.append(best)
            }
            from = end + 1
        }
        return joining
    }

    static func sums(_ values: [Double]) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        for value in values { sums.append(sums[sums.count - 1] + value) }
        return sums
    }
}

extension IntervalLikelihood {
    /// Newton's method on the support, which loses the intervals whose share becomes 0.
    private mutating func climb(_ support: inout [Int]) {
        var quiet = 0
        for _ in 0..<200 {
            let (step, gain) = newtonStep(on: support)
            // Near the top a step is exact to the last digits, and the likelihood can no longer tell.
            let isClose = gain < 1e-9 * total
            guard let length = move(by: step, on: support, trusting: isClose) else { return }
            let before = support.count
            support.removeAll { probabilities[$0] <= 0 }
            guard isClose, length == 1, support.count == before else { continue }
            quiet += 1
            if gain < 1e-25 * total || quiet == 4 { return }
        }
    }

    /// The step in the shares of the support, and the gain it promises.
    private func newtonStep(on support: [Int]) -> (step: [Double], gain: Double) {
        // In cumulative shares each observation touches two unknowns only.
        var rank = [Int](repeating: 0, count: probabilities.count + 1)
        for place in support { rank[place + 1] = 1 }
        for place in 1..<rank.count { rank[place] += rank[place - 1] }
        let sums = Self.sums(support.map { probabilities[$0] })
        let spans = cells.map { (first: rank[$0.first], last: rank[$0.last + 1], weight: $0.weight) }
        var columns = Array(0..<support.count)
        for span in spans where span.first > 0 {
            columns[span.last - 1] = min(columns[span.last - 1], span.first - 1)
        }
        var matrix = SkylineSolver(first: columns)
        var slope = [Double](repeating: 0, count: support.count)
        for span in spans {
            let share = sums[span.last] - sums[span.first]
            let bend = span.weight / share / share
            slope[span.last - 1] += span.weight / share
            matrix.add(bend, row: span.last - 1, column: span.last - 1)
            guard span.first > 0 else { continue }
            slope[span.first - 1] -= span.weight / share
            matrix.add(bend, row: span.first - 1, column: span.first - 1)
            matrix.add(-bend, row: span.last - 1, column: span.first - 1)
        }
        slope[slope.count - 1] -= total
        let cumulative = matrix.solve(slope)
        let gain = zip(cumulative, slope).reduce(0) { $0 + $1.0 * $1.1 }
        return (cumulative.indices.map { cumulative[$0] - ($0 > 0 ? cumulative[$0 - 1] : 0) }, gain)
    }

    /// Goes as far along a step as the likelihood rises and no share falls below 0; the length, or nil when it does not rise.
    private mutating func move(by step: [Double], on support: [Int], trusting: Bool) -> Double? {
        let start = probabilities
        var border = 1.0
        var blocking: Int?
        for (number, place) in support.enumerated() where start[place] + step[number] < 0 {
            let length = start[place] / -step[number]
            if length < border {
                border = length
                blocking = place
            }
        }
        if trusting {
            for (number, place) in support.enumerated() { probabilities[place] += border * step[number] }
            if let blocking { probabilities[blocking] = 0 }
            return border
        }
        let height = objective
        // First the whole step with everything that falls below 0 cut off at once, if that is a gain.
        for (number, place) in support.enumerated() { probabilities[place] = max(0, start[place] + step[number]) }
        if objective > height { return 1 }
        var length = border
        for _ in 0..<60 {
            for (number, place) in support.enumerated() { probabilities[place] = start[place] + length * step[number] }
            if length == border, let blocking { probabilities[blocking] = 0 }
            if objective >= height { return length }
            length /= 2
        }
        probabilities = start
        return nil
    }

    private var objective: Double {
        let value = logLikelihood - total * probabilities.reduce(0, +)
        return value.isNaN ? -.infinity : value
    }
}

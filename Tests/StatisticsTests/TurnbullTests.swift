import TestKit
import Testing

@testable import Statistics

/// The nonparametric estimate for interval-censored times.
@Suite struct TurnbullTests {
    private func conditions(_ lower: [Double], _ upper: [Double], _ estimate: Turnbull, _ ends: Turnbull.Ends) -> Double
    {
        // Gentleman and Geyer: at the maximum no innermost interval has a slope above the number of subjects.
        func spans(_ subject: Int, _ mass: Turnbull.Mass) -> Bool {
            let starts =
                lower[subject] < mass.lower
                || lower[subject] == mass.lower
                    && (ends == .closed || !mass.includesLower || lower[subject] == upper[subject])
            return starts && mass.upper <= upper[subject]
        }
        let shares = lower.indices.map { subject in
            estimate.masses.filter { spans(subject, $0) }.reduce(0) { $0 + $1.probability }
        }
        return estimate.masses.map { mass in
            lower.indices.filter { spans($0, mass) }.reduce(0) { $0 + 1 / shares[$1] } / Double(lower.count) - 1
        }.max() ?? 0
    }

    @Test func withoutIntervalsItIsKaplanMeier() throws {
        var random = SplitMix(seed: 3)
        for count in [1, 2, 7, 60, 400] {
            let times = (0..<count).map { _ in Double(random.below(30)) }
            let events = times.map { _ in random.below(3) > 0 }
            let curve = try KaplanMeier(durations: times, events: events)
            let estimate = try Turnbull(lower: times, upper: zip(times, events).map { $1 ? $0 : .infinity })
            for time in 0..<31 {
                let bounds = estimate.survival(at: Double(time))
                if let known = curve.survival(at: Double(time)) {
                    #expect(close(bounds.high, known) || bounds.high < 1e-9 && known < 1e-9)
                    if time < Int(curve.lastTime ?? 0) || known == 0 {
                        #expect(close(bounds.low, known) || bounds.low < 1e-9)
                    }
                }
            }
            if let median = curve.median.value {
                #expect(estimate.median?.by == median && estimate.median?.after == median)
            }
            #expect(estimate.openCount == curve.censoredCount)
        }
    }

    /// The example of Peto and Turnbull that textbooks solve by hand: three subjects in (0,1], (1,3], (0,3].
    @Test func byHand() throws {
        let estimate = try Turnbull(lower: [0, 1, 0], upper: [1, 3, 3])
        #expect(estimate.masses.map(\.lower) == [0, 1])
        #expect(estimate.masses.allSatisfy { close($0.probability, 0.5) })
        #expect(estimate.survival(at: 1) == Turnbull.Bounds(low: 0.5, high: 0.5))
        #expect(estimate.survival(at: 2) == Turnbull.Bounds(low: 0, high: 0.5))
        #expect(estimate.median == Turnbull.Quantile(after: 0, by: 1))
        #expect(estimate.quantile(0.75) == Turnbull.Quantile(after: 1, by: 3))
        // Closed intervals touch: all three can have happened at 1.
        let closed = try Turnbull(lower: [0, 1, 0], upper: [1, 3, 3], ends: .closed)
        #expect(closed.masses == [Turnbull.Mass(lower: 1, upper: 1, includesLower: true, probability: 1)])
    }

    @Test func openEndsAreNotReached() throws {
        let estimate = try Turnbull(lower: [0, 5, 7], upper: [4, .infinity, .infinity])
        #expect(estimate.openCount == 2)
        #expect(estimate.median == Turnbull.Quantile(after: 7, by: nil))
        #expect(estimate.survival(at: 100).high > 0.66)
        #expect(estimate.survival(at: 100).low == 0)
    }

    @Test func nobodyAndNonsense() throws {
        let empty = try Turnbull(lower: [], upper: [])
        #expect(empty.median == nil && empty.masses.isEmpty)
        #expect(throws: StatisticsError.notAnInterval(at: 1)) { try Turnbull(lower: [0, 3], upper: [1, 2]) }
        #expect(throws: StatisticsError.notADuration(at: 0)) { try Turnbull(lower: [-1], upper: [2]) }
        #expect(throws: StatisticsError.notAnInterval(at: 0)) { try Turnbull(lower: [1], upper: [.nan]) }
        #expect(throws: StatisticsError.unequalCounts(1, 0)) { try Turnbull(lower: [1], upper: []) }
    }

    /// Hundreds of random sets, with ties, exact times and open ends: shares add up to 1 and the conditions for the maximum hold.
    @Test func alwaysAtTheMaximum() throws {
        var random = SplitMix(seed: 11)
        for round in 0..<400 {
            let ends: Turnbull.Ends = round % 2 == 0 ? .leftOpen : .closed
            let set = IntervalSet.random(&random, count: 1 + random.below(40), ties: round % 3 == 0)
            let estimate = try Turnbull(lower: set.lower, upper: set.upper, ends: ends)
            #expect(abs(estimate.masses.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
            #expect(estimate.masses.allSatisfy { $0.probability >= 0 })
            #expect(conditions(set.lower, set.upper, estimate, ends) < 1e-10)
        }
    }

    /// What a monitor of many cases brings.
    @Test func manyCases() throws {
        var random = SplitMix(seed: 5)
        let set = IntervalSet.random(&random, count: 1500, ties: false)
        let estimate = try Turnbull(lower: set.lower, upper: set.upper)
        #expect(abs(estimate.masses.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
        #expect((estimate.median?.after ?? 99) < 10)
    }
}

import Foundation
import Statistics
import TestKit
import Testing

/// The same data sets through the public lifelines package.
@Suite struct LifelinesTests {
    static let python = ExternalTool.python(importing: "lifelines")

    private struct Answer: Decodable {
        var times: [Double]?
        var survival: [Double]?
        var masses: [[Double?]]?
        var low: [[Double]]?
        var high: [[Double]]?
        var excess: Double?
    }

    private func ask(_ lines: [String]) throws -> [Answer] {
        let python = try #require(Self.python)
        let result = try ExternalTool.run(
            python, [Fixtures.path("statistics/lifelines_fit.py")],
            input: Array((lines.joined(separator: "\n") + "\n").utf8))
        try #require(result.exitCode == 0, "\(result.errors)")
        return try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
        }
    }

    private func list(_ values: [Double]) -> String {
        "[" + values.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]"
    }

    @Test(.enabled(if: python != nil, "needs the Python package lifelines==0.30.3 (see CONTRIBUTING)"))
    func kaplanMeier() throws {
        var random = SplitMix(seed: 21)
        let sets = [1, 2, 5, 30, 200].map { count -> (times: [Double], events: [Bool]) in
            let times = (0..<count).map { _ in count % 2 == 0 ? random.fraction() * 50 : Double(random.below(20)) }
            return (times, times.map { _ in random.below(3) > 0 })
        }
        let answers = try ask(
            sets.map { set in
                let events = set.events.map { $0 ? "1" : "0" }.joined(separator: ",")
                return "{\"kind\":\"right\",\"durations\":\(list(set.times)),\"events\":[\(events)]}"
            })
        try #require(answers.count == sets.count)
        for (set, answer) in zip(sets, answers) {
            let curve = try KaplanMeier(durations: set.times, events: set.events)
            for (time, share) in zip(answer.times ?? [], answer.survival ?? []) {
                #expect(abs((curve.survival(at: time) ?? -1) - share) < 1e-9)
            }
        }
    }

    /// lifelines knows closed intervals only. Left-open ones are given to it on a grid on which they are closed: ends of whole numbers n
    /// at 2n, open beginnings at 2n + 1.
    @Test(.enabled(if: python != nil, "needs the Python package lifelines==0.30.3 (see CONTRIBUTING)"))
    func turnbull() throws {
        var random = SplitMix(seed: 22)
        var sets: [(set: IntervalSet, ends: Turnbull.Ends)] = []
        for (place, count) in [1, 4, 8, 12, 20, 30, 6, 10, 16, 24].enumerated() {
            let isLeftOpen = place >= 5
            sets.append(
                (
                    IntervalSet.random(&random, count: count, ties: isLeftOpen || place == 4),
                    isLeftOpen ? .leftOpen : .closed
                ))
        }
        let answers = try ask(
            sets.map { set, ends in
                var (lower, upper) = (set.lower, set.upper)
                if ends == .leftOpen {
                    lower = lower.indices.map { 2 * lower[$0] + (lower[$0] < upper[$0] ? 1 : 0) }
                    upper = upper.map { 2 * $0 }
                }
                return "{\"kind\":\"interval\",\"lower\":\(list(lower)),\"upper\":\(list(upper))}"
            })
        try #require(answers.count == sets.count)
        for ((set, ends), answer) in zip(sets, answers) {
            // Only where lifelines itself has reached the maximum is there something to be equal to.
            try #require((answer.excess ?? 1) < 1e-12)
            let estimate = try Turnbull(lower: set.lower, upper: set.upper, ends: ends)
            let masses = try #require(answer.masses)
            try #require(masses.count == estimate.masses.count)
            for (mass, theirs) in zip(estimate.masses, masses) {
                #expect(abs(mass.probability - (theirs[2] ?? -1)) < 1e-9)
                let upper = ends == .leftOpen ? theirs[1].map { $0 / 2 } : theirs[1]
                #expect(mass.upper == upper ?? .infinity)
                #expect(mass.lower == (ends == .leftOpen ? ((theirs[0] ?? -1) / 2).rounded(.down) : theirs[0]))
            }
            // The curves, at the ends of the intervals: above before the mass, below after it.
            for mass in estimate.masses where mass.upper.isFinite && mass.lower < mass.upper {
                let at = ends == .leftOpen ? 2 * mass.upper : mass.upper
                let low = try #require(answer.low?.first { $0[0] == at })
                #expect(abs(estimate.survival(at: mass.upper).high - low[1]) < 1e-9)
            }
        }
    }
}

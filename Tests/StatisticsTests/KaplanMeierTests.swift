import Statistics
import TestKit
import Testing

/// The fifteen observations of the reference.
private let durations = [0.2, 0.5, 0.5, 1, 1, 2, 3, 3, 4, 6, 7, 10, 14, 20, 28]
private let events = [1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0].map { $0 == 1 }

@Suite struct KaplanMeierTests {
    /// One data set of `survival-data.tsv`.
    private static func data(_ name: String) throws -> (times: [Double], events: [Bool], entries: [Double]?) {
        let rows = try Fixtures.table("statistics/survival-data.tsv").filter { $0["set"] == name }
        let entries = rows.compactMap { $0["entry"].flatMap(Double.init) }
        return (
            rows.map { Double($0["duration"]!)! }, rows.map { $0["event"] == "1" }, entries.isEmpty ? nil : entries
        )
    }

    @Test func theFifteenObservations() throws {
        let curve = try KaplanMeier(durations: durations, events: events)
        #expect(curve.count == 15)
        #expect(curve.eventCount == 10)
        #expect(close(curve.survival(at: 1), 11.0 / 15))
        #expect(close(curve.survival(at: 3), 11.0 / 15 * 0.9 * 8 / 9))
        #expect(close(curve.survival(at: 7), 0.419_047_619_047_619))
        #expect(curve.survival(at: 0) == 1)
        #expect(curve.survival(at: 28) == curve.survival(at: 20))
        #expect(curve.survival(at: 28.1) == nil)
        #expect(curve.survival(at: -1) == nil)
    }

    @Test(arguments: [
        (KaplanMeier.Confidence.log, 2.0, nil as Double?, 0.380, 0.906),
        (.logLog, 0.5, 20, 0.300, 0.790), (.plain, 2, 20, 0.332, 0.842),
    ])
    func theMedianOfTheFifteen(
        confidence: KaplanMeier.Confidence, low: Double, high: Double?, lowAt3: Double, highAt3: Double
    ) throws {
        let curve = try KaplanMeier(durations: durations, events: events, confidence: confidence)
        #expect(curve.quantile(0.5).value == 6)
        #expect(curve.median.low == low)
        #expect(curve.median.high == high)
        let status = try #require(curve.status(at: 3))
        #expect(close(status.low, lowAt3, 2e-3))
        #expect(close(status.high, highAt3, 2e-3))
    }

    @Test(arguments: ["fifteen", "lung", "ties", "late-entry"])
    func everyStepEqualsLifelines(set: String) throws {
        let (times, events, entries) = try Self.data(set)
        let rows = try Fixtures.table("statistics/survival-curves.tsv").filter { $0["set"] == set }
        let curves = try KaplanMeier.Confidence.allCases.map {
            try KaplanMeier(durations: times, events: events, entries: entries, confidence: $0)
        }
        let names: [KaplanMeier.Confidence: String] = [.log: "log", .logLog: "logLog", .plain: "plain"]
        for curve in curves {
            #expect(curve.steps.count == rows.count)
            let name = try #require(names[curve.confidence])
            for (step, row) in zip(curve.steps, rows) {
                #expect(step.time == Double(row["time"]!))
                #expect(step.atRisk == Int(row["atRisk"]!))
                #expect(curve.atRisk(at: step.time) == step.atRisk)
                #expect(step.events == Int(row["events"]!))
                #expect(close(step.survival, Double(row["survival"]!)!))
                #expect(close(step.low, Double(row["\(name)Low"]!)), "\(name) at \(step.time)")
                #expect(close(step.high, Double(row["\(name)High"]!)), "\(name) at \(step.time)")
            }
        }
    }

    @Test func theLungDataOfR() throws {
        let (times, events, _) = try Self.data("lung")
        let log = try KaplanMeier(durations: times, events: events)
        #expect(log.median.value == 310)
        #expect(log.median.low == 285)
        #expect(log.median.high == 363)
        #expect(log.quantile(0.25).value == 170)
        #expect(log.quantile(0.75).value == 550)
        let logLog = try KaplanMeier(durations: times, events: events, confidence: .logLog)
        #expect(logLog.median.low == 284)
        #expect(logLog.median.high == 361)
    }

    @Test func withoutSubjectsNothingIsKnown() throws {
        let curve = try KaplanMeier(durations: [], events: [])
        #expect(curve.steps.isEmpty)
        #expect(curve.survival(at: 0) == nil)
        #expect(curve.median.value == nil)
    }

    @Test func withCensoringOnlyTheCurveStaysAtOne() throws {
        let curve = try KaplanMeier(durations: [1, 2], events: [false, false])
        #expect(curve.survival(at: 2) == 1)
        #expect(curve.survival(at: 3) == nil)
        #expect(curve.median == curve.quantile(0.9))
    }

    @Test func aCurveAtZeroStaysThereAndHasNoLimits() throws {
        let curve = try KaplanMeier(durations: [1, 2], events: [true, true])
        #expect(curve.survival(at: 1) == 0.5)
        #expect(curve.survival(at: 99) == 0)
        #expect(curve.steps[1].low == nil)
        #expect(curve.median.value == 1)
    }

    @Test func exactHeightsAreReachedInSpiteOfRounding() throws {
        // 9/10 · 8/9 · … · 5/6 is 0.5 but for the last bits.
        let curve = try KaplanMeier(
            durations: (1...10).map(Double.init), events: [Bool](repeating: true, count: 10))
        #expect(curve.median.value == 5)
    }

    @Test func theCurveNeverRisesAndLiesInItsBand() throws {
        let random = TestRandomness(seed: 3)
        for _ in 0..<50 {
            let bytes = random.bytes(80)
            let times = bytes[..<40].map { Double($0 % 32) }
            let events = bytes[40...].map { $0 % 3 > 0 }
            for confidence in KaplanMeier.Confidence.allCases {
                let curve = try KaplanMeier(durations: times, events: events, confidence: confidence)
                var before = 1.0
                for step in curve.steps {
                    #expect(step.survival < before)
                    #expect(step.low.map { $0 <= step.survival } ?? (step.survival == 0))
                    #expect(step.high.map { $0 >= step.survival } ?? (step.survival == 0))
                    before = step.survival
                }
            }
        }
    }

    @Test func whatIsNotADurationIsNamed() {
        #expect(throws: StatisticsError.notADuration(at: 1)) {
            try KaplanMeier(durations: [1, -1], events: [true, true])
        }
        #expect(throws: StatisticsError.notADuration(at: 0)) { try KaplanMeier(durations: [.nan], events: [true]) }
        #expect(throws: StatisticsError.unequalCounts(1, 0)) { try KaplanMeier(durations: [1], events: []) }
        #expect(throws: StatisticsError.entryNotBeforeEnd(at: 0)) {
            try KaplanMeier(durations: [1], events: [true], entries: [1])
        }
        #expect(throws: StatisticsError.notAProbability) {
            try KaplanMeier(durations: [1], events: [true], level: 1)
        }
    }
}

import Statistics
import TestKit
import Testing

@Suite struct IntervalTests {
    @Test func intervalsEqualStatsmodelsAndSciPy() throws {
        for row in try Fixtures.table("statistics/intervals.tsv") {
            let count = try #require(Int(row["count"]!))
            let level = try #require(Double(row["level"]!))
            let of = try #require(Int(row["of"]!))
            let low: Double?
            let high: Double?
            if row["kind"] == "wilson" {
                let interval = ProportionInterval(wilson: count, of: of, level: level)
                (low, high) = (interval?.low, interval?.high)
            } else {
                let interval = PoissonInterval(garwood: count, exposure: Double(of), level: level)
                (low, high) = (interval?.low, interval?.high)
            }
            #expect(close(low, Double(row["low"]!)), "\(row)")
            #expect(close(high, Double(row["high"]!)), "\(row)")
        }
    }

    @Test func theDigitsOfTheReference() throws {
        let wilson = try #require(ProportionInterval(wilson: 1, of: 3))
        #expect(close(wilson.low, 0.061492, 1e-5))
        #expect(close(wilson.high, 0.792340, 1e-6))
        let rate = try #require(PoissonInterval(garwood: 10, exposure: 5))
        #expect(rate.value == 2)
        #expect(close(rate.low, 0.959078, 1e-6))
        #expect(close(rate.high, 3.678071, 1e-6))
    }

    @Test func impossibleCountsGiveNothing() {
        #expect(ProportionInterval(wilson: 0, of: 0) == nil)
        #expect(ProportionInterval(wilson: 3, of: 2) == nil)
        #expect(ProportionInterval(wilson: -1, of: 2) == nil)
        #expect(PoissonInterval(garwood: -1) == nil)
        #expect(PoissonInterval(garwood: 1, exposure: 0) == nil)
    }
}

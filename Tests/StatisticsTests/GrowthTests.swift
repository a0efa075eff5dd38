import Statistics
import Testing

@Suite struct GrowthTests {
    @Test func thePublishedSeriesOfTheReference() {
        // UK potential victims 2009–2021 and ICSE 2017–2022 (stock), both from the reference's section 4.4.
        #expect(close(Growth.compoundAnnualRate(from: 303, to: 11387, years: 12), 0.352_8, 1e-3))
        #expect(close(Growth.compoundAnnualRate(from: 10000, to: 30000, years: 5.78), 0.209, 1e-2))
        #expect(close(Growth.change(from: 9330, to: 9720), 0.042, 1e-2))
    }

    @Test func aPathGrowsAtItsRate() {
        let goal = Growth.path(from: 1000, annualRate: 0.1, years: 3)
        #expect(close(goal, 1331))
        #expect(close(Growth.compoundAnnualRate(from: 1000, to: goal, years: 3), 0.1))
    }

    @Test func growthFromNothingIsNotANumber() {
        #expect(Growth.change(from: 0, to: 5) == nil)
        #expect(Growth.compoundAnnualRate(from: 5, to: 0, years: 1) == nil)
        #expect(Growth.compoundAnnualRate(from: 5, to: 6, years: 0) == nil)
    }
}

import Statistics
import TestKit
import Testing

@Suite struct DistributionTests {
    @Test func quantilesEqualSciPy() throws {
        for row in try Fixtures.table("statistics/quantile-functions.tsv") {
            let p = try #require(Double(row["p"]!))
            let parameter = try #require(Double(row["parameter"]!))
            let value =
                row["function"] == "normal"
                ? Normal.quantile(p) : GammaDistribution.chiSquareQuantile(p, degrees: parameter)
            let expected = try #require(Double(row["value"]!))
            #expect(close(value, expected) || abs(value - expected) < 1e-15, "\(row)")
        }
    }

    @Test(arguments: [0.2, 1, 5, 50, 4000, 1e6])
    func quantileIsTheInverseOfTheProbability(shape: Double) {
        for p in [1e-9, 0.01, 0.4, 0.5, 0.99] {
            let x = GammaDistribution.quantile(p, shape: shape)
            #expect(close(GammaDistribution.probability(upTo: x, shape: shape), p, 1e-8))
            #expect(close(GammaDistribution.probability(above: x, shape: shape), 1 - p, 1e-8))
        }
    }

    @Test func edges() {
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
        #expect(Normal.quantile(0.5).magnitude < 1e-16)
        #expect(Normal.quantile(-0.1).isNaN)
        #expect(GammaDistribution.quantile(0, shape: 2) == 0)
        #expect(GammaDistribution.quantile(1, shape: 2) == .infinity)
        #expect(GammaDistribution.quantile(0.5, shape: 0).isNaN)
        #expect(GammaDistribution.probability(upTo: 0, shape: 2) == 0)
        #expect(GammaDistribution.probability(above: .infinity, shape: 2) == 0)
    }
}

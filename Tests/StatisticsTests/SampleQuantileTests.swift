import Statistics
import TestKit
import Testing

@Suite struct SampleQuantileTests {
    @Test func bothTypesEqualNumPy() throws {
        for row in try Fixtures.table("statistics/sample-quantiles.tsv") {
            let values = row["values"]!.split(separator: " ").compactMap { Double($0) }
            let p = try #require(Double(row["p"]!))
            #expect(close(SampleQuantile.type2.value(p, of: values), Double(row["type2"]!)), "\(row)")
            #expect(close(SampleQuantile.type7.value(p, of: values), Double(row["type7"]!)), "\(row)")
        }
    }

    @Test func nothingFromNothing() {
        #expect(SampleQuantile.type7.value(0.5, of: []) == nil)
        #expect(SampleQuantile.type2.value(1.5, of: [1]) == nil)
        #expect(SampleQuantile.type2.value(0.5, of: [1, .nan]) == nil)
    }
}

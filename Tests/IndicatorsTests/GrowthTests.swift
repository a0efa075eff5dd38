import AllianceKit
import TestKit
import Testing

@testable import Indicators

@Suite struct GrowthTests {
    /// The published series of the IWF and of the UK, as they came with their sources.
    private static func sample() async throws -> Sample {
        let sample = try Sample()
        for name in ["iwf", "uk-16-2-2-total"] {
            let run = await sample.run(ObserveCommand.self, ["--from", Fixtures.path("indicators/\(name).csv")])
            #expect(run.exitCode == .done)
        }
        return sample
    }

    @Test func growthOfThePublishedSeries() async throws {
        let sample = try await Self.sample()
        let run = await sample.run(
            GrowthCommand.self, ["UK_16_2_2_POTENTIAL_VICTIMS", "--area", "GB", "--from", "2010", "--to", "2021"])
        let record = try run.record()
        #expect(record["fromValue"] == 422)
        #expect(record["toValue"] == 11387)
        #expect(record["years"] == 11)
        #expect(abs((record["annualRate"]?.doubleValue ?? 0) - 0.3493) < 1e-3)
        #expect(record["acrossBreaks"] == false)
    }

    @Test func growthAcrossABreakIsRefused() async throws {
        let sample = try await Self.sample()
        let words = ["IWF_CONFIRMED", "--from", "2013", "--to", "2015"]
        let refused = await sample.run(GrowthCommand.self, words)
        #expect(refused.exitCode == .notAllowed)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("2014"))
        #expect(refused.errors.contains("indicators.growth.break"))

        let forced = await sample.run(GrowthCommand.self, words + ["--across-breaks"])
        let record = try forced.record()
        #expect(record["acrossBreaks"] == true)
        #expect(record["breaks"] == ["2014"])
        #expect(record["caution"]?.stringValue?.contains("not comparable") == true)
        #expect(forced.errors.contains("not comparable"))
    }

    @Test func afterTheBreakItIsComputed() async throws {
        let run = await (try await Self.sample()).run(
            GrowthCommand.self, ["IWF_CONFIRMED", "--from", "2014", "--to", "2015"])
        #expect(run.exitCode == .done)
    }

    @Test func aStartWithAnotherDefinitionIsRefused() async throws {
        // 2009 is a part year (status D).
        let run = await (try await Self.sample()).run(
            GrowthCommand.self, ["UK_16_2_2_POTENTIAL_VICTIMS", "--area", "GB", "--from", "2009", "--to", "2010"])
        #expect(run.exitCode == .notAllowed)
    }

    @Test func periodsOfDifferentLengthAreNotCompared() async throws {
        let sample = try Sample()
        for (period, value) in [("2023", "10"), ("2024-Q1", "4")] {
            _ = await sample.run(ObserveCommand.self, ["X", "--period", period, "--value", value, "--source", "S"])
        }
        #expect(await sample.run(GrowthCommand.self, ["X"]).exitCode == .usage)
        #expect(await sample.run(GrowthCommand.self, ["NOTHING"]).exitCode == .unusableInput)
    }
}

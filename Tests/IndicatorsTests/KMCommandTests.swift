import AllianceKit
import TestKit
import Testing

@testable import Indicators

@Suite struct KMCommandTests {
    private static let fifteen = """
        duration,event
        0.2,1
        0.5,1
        0.5,1
        1,1
        1,0
        2,1
        3,1
        3,0
        4,1
        6,1
        7,0
        10,1
        14,0
        20,1
        28,0

        """

    private static func run(_ text: String, _ words: [String] = [], format: OutputFormat = .json) async throws
        -> CommandRun
    {
        let folder = try TemporaryFolder()
        let run = await CommandRun.run(KMCommand.self, [try folder.write("data.csv", text)] + words, format: format)
        #expect(Fixtures.package.isEmpty == false && folder.path.isEmpty == false)
        return run
    }

    @Test func theFifteenObservations() async throws {
        let run = try await Self.run(Self.fifteen)
        #expect(run.exitCode == .done)
        let record = try #require(try JSONText.decode(Array(run.output.utf8)).objectValue)
        #expect(record.names == ["n", "events", "median", "medianLow", "medianHigh", "steps"])
        #expect(record["n"] == 15)
        #expect(record["events"] == 10)
        #expect(record["median"] == 6)
        #expect(record["medianLow"] == 2)
        #expect(record["medianHigh"] == .null)
        let steps = try #require(record["steps"]?.arrayValue)
        #expect(steps.count == 9)
        #expect(steps[2].objectValue?.names == ["time", "atRisk", "survival", "low", "high"])
        #expect(steps[2]["time"] == 1)
        #expect(steps[2]["atRisk"] == 12)
        #expect(abs((steps[2]["survival"]?.doubleValue ?? 0) - 0.733333) < 1e-6)
    }

    @Test(arguments: [("log-log", 0.5, 20.0), ("plain", 2, 20)])
    func otherConfidenceTypes(type: String, low: Double, high: Double) async throws {
        let run = try await Self.run(Self.fifteen, ["--conf", type])
        let record = try #require(try JSONText.decode(Array(run.output.utf8)).objectValue)
        #expect(record["medianLow"]?.doubleValue == low)
        #expect(record["medianHigh"]?.doubleValue == high)
    }

    @Test func entriesMakeFewerAtRisk() async throws {
        let run = try await Self.run("duration,event,entry\n5,1,0\n8,1,6\n9,0,\n")
        let steps = try #require(try JSONText.decode(Array(run.output.utf8))["steps"]?.arrayValue)
        #expect(steps.map { $0["atRisk"] } == [2, 2])
    }

    @Test func badLinesAreNamedAndLeftOut() async throws {
        let run = try await Self.run("duration,event\n1,1\n-2,1\n\"1,5\",1\n3,maybe\n4,0\nnan,1\n")
        #expect(run.exitCode == .partial)
        #expect(try JSONText.decode(Array(run.output.utf8))["n"] == 2)
        for line in [3, 4, 5, 7] { #expect(run.errors.contains("data.csv:\(line):")) }
    }

    @Test(arguments: ["duration,event\n", "duration,event\nx,1\n", "time,status\n1,1\n", ""])
    func nothingUsable(text: String) async throws {
        #expect(try await Self.run(text).exitCode == .unusableInput)
    }
}

import AllianceKit
import TestKit
import Testing

@testable import Indicators

@Suite struct ObservationTests {
    private static let header =
        "indicator,ref_area,time_period,value,unit,obs_status,source,confidence,qualifier,note\n"

    @Test func oneFigureIsPutInWithItsSource() async throws {
        let sample = try Sample()
        let words = ["IWF.X", "--period", "2024", "--value", "120.5", "--unit", "reports", "--source", "Annual report"]
        let run = await sample.run(ObserveCommand.self, words)
        #expect(run.exitCode == .done)
        #expect(try run.record()["outcome"] == "added")
        #expect(sample.store.eventKinds == ["indicators.observed"])
        let series = try await sample.run(SeriesCommand.self, ["IWF.X"]).record()
        #expect(series["value"] == 120.5)
        #expect(series["source"] == "Annual report")
    }

    @Test func aLaterFigureReplacesAndTheSameOneDoesNothing() async throws {
        let sample = try Sample()
        func observe(_ value: String) async throws -> JSONObject {
            try await sample.run(
                ObserveCommand.self, ["X", "--period", "2024", "--value", value, "--source", "S"]
            ).record()
        }
        #expect(try await observe("1")["outcome"] == "added")
        #expect(try await observe("1")["outcome"] == "unchanged")
        let replaced = try await observe("2")
        #expect(replaced["outcome"] == "replaced")
        #expect(replaced["revision"] == 1)
        #expect(sample.store.events.count == 2)
        #expect(sample.store.recordCount(in: "indicators_observation") == 1)
    }

    @Test func aRepeatedKeyChangesNothingAndAnswersTheSame() async throws {
        let sample = try Sample()
        let words = ["X", "--period", "2024", "--value", "3", "--source", "S", "--key", "k1"]
        let first = await sample.run(ObserveCommand.self, words)
        let second = await sample.run(ObserveCommand.self, words)
        #expect(first.output == second.output)
        #expect(sample.store.events.count == 1)
    }

    @Test func badLinesOfAFileAreNamedAndTheRestIsDone() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "series.csv",
            Self.header + """
                A,_T,2023,10,reports,A,S,document,,
                A,_T,2024,"12,5",reports,A,S,document,,
                A,_T,2024-14,12,reports,A,S,document,,
                A,xx,2024,12,reports,A,S,document,,
                A,_T,2024,12,reports,Z,S,document,,
                A,_T,2024,12,reports,A,,document,,
                A,_T,2024,,reports,A,S,document,,
                A,_T,2024,5,reports,O,S,document,,
                A,_T,2024,5,reports,A,S,rumour,,
                A,_T,2025,,reports,O,S,document,,not collected

                """)
        let sample = try Sample()
        let run = await sample.run(ObserveCommand.self, ["--from", file])
        #expect(run.exitCode == .partial)
        #expect(try run.records().map { $0["timePeriod"]?.stringValue } == ["2023", "2025"])
        for line in 3...10 { #expect(run.errors.contains("series.csv:\(line):"), "line \(line)") }
        #expect(run.errors.contains("2 added, 0 replaced, 0 unchanged, 8 rejected"))
    }

    @Test(arguments: [["X"], ["X", "--period", "2024"], ["--from", "f.csv", "--value", "3"], []])
    func halfAnObservationIsAMistake(words: [String]) async throws {
        #expect(await (try Sample()).run(ObserveCommand.self, words).exitCode == .usage)
    }

    @Test func theExamplesOfTheFormatAreWhatTheySay() throws {
        for example in ObservationCSVImporter.examples {
            var input = InputFile(name: "example.csv", bytes: example.bytes)
            var items = 0
            var errors: [String] = []
            try ObservationCSVImporter().read(&input) { result in
                switch result {
                case .success: items += 1
                case .failure(let error): errors.append(error.code)
                }
            }
            #expect(items == example.items)
            #expect(errors == example.errors)
        }
    }

    @Test(arguments: [
        ("2024", "2024-01-01", "2024-12-31"), ("2024-S2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ])
    func periods(text: String, start: String, end: String) throws {
        let period = try #require(TimePeriod(text))
        #expect(period.start.description == start)
        #expect(period.end.description == end)
    }

    @Test(arguments: ["", "24", "2024-", "2024-Q5", "2024-S0", "2024-13", "2024-2", "2024-02-30", "2024-W05", "٢٠٢٤"])
    func whatIsNoPeriod(text: String) { #expect(TimePeriod(text) == nil) }
}

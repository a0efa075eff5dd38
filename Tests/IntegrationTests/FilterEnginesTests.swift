import AllianceKit
import Foundation
import TestKit
import Testing

/// The filter gives the same bytes whoever runs it: one process, several under xargs, the executors of Spark.
struct FilterEnginesTests {
    private let folder: TemporaryFolder
    private let index: String
    private let input: String
    private let records: Int
    private let direct: String

    /// Pictures, hashes near and far from the list's, and lines that cannot be used, answered by one process.
    init() throws {
        folder = try TemporaryFolder()
        let workspace = folder.file("workspace")
        for words in [
            ["init", workspace],
            ["hashing", "lists", "import", "examples", Fixtures.package + "/Examples/known-hashes.csv"],
            ["hashing", "index", "build", "--out", folder.file("known.index")],
        ] {
            let run = try AllianceRun.run(words, workspace: workspace, actor: "analyst-1")
            try #require(run.exitCode == 0, "\(words): \(run.errors)")
        }
        index = folder.file("known.index")
        let lines = try Self.lines(count: LongTests.enabled ? 20_000 : 600)
        records = lines.count
        input = folder.file("records.ndjson")
        try lines.joined(separator: "\n").appending("\n").write(toFile: input, atomically: true, encoding: .utf8)
        let run = try AllianceRun.run(["hashing", "filter", "--index", index, input])
        try #require(run.exitCode == 0, "\(run.errors)")
        direct = run.output
    }

    private static func lines(count: Int) throws -> [String] {
        let pictures = try FileManager.default.contentsOfDirectory(atPath: Fixtures.package + "/Examples/pictures")
            .sorted()
        let known = try String(contentsOfFile: Fixtures.package + "/Examples/known-hashes.csv", encoding: .utf8)
            .split(separator: "\n").flatMap { $0.split(separator: ",").filter { $0.utf8.count == 64 } }
        return (0..<count).map { number in
            switch number % 100 {
            case 0:
                #"{"id":\#(number),"path":"\#(Fixtures.package)/Examples/pictures/\#(pictures[number / 100 % pictures.count])"}"#
            case 1: #"{"id":"\#(number)","pdq":"\#(known[number / 100 % known.count])"}"#
            case 2: "not a record \(number)"
            case 3: #"{"id":\#(number),"path":"/nowhere/\#(number).jpg"}"#
            default: #"{"id":\#(number),"pdq":"\#(String(repeating: Hex.encode([UInt8(number % 251)]), count: 32))"}"#
            }
        }
    }

    @Test func oneAnswerForEachLine() throws {
        let answers = direct.split(separator: "\n")
        #expect(answers.count == records)
        #expect(answers.contains { $0.contains(#""matches":[{"#) })
        #expect(answers.contains { $0.contains(#""error""#) })
    }

    @Test(.enabled(if: ExternalTool.exists("xargs"), "xargs is not installed: apt-get install findutils"))
    func xargsGivesTheSameBytes() throws {
        let lines = try String(contentsOfFile: input, encoding: .utf8).split(separator: "\n")
        let parts = folder.file("parts")
        try FileManager.default.createDirectory(atPath: parts, withIntermediateDirectories: true)
        let size = (lines.count + 6) / 7
        let names = stride(from: 0, to: lines.count, by: size).enumerated().map { place, start in
            (name: "part-\(place)", text: lines[start..<min(start + size, lines.count)].joined(separator: "\n") + "\n")
        }
        for part in names { try part.text.write(toFile: "\(parts)/\(part.name)", atomically: true, encoding: .utf8) }
        let command = #""$1" hashing filter --index "$2" --summary-fd 3 "$3/$4" >"$3/$4.out" 3>"$3/$4.counts""#
        let run = try ExternalTool.run(
            try #require(ExternalTool.path("xargs")),
            ["-P", "2", "-I", "{}", "sh", "-c", command, "sh", AllianceRun.program, index, parts, "{}"],
            input: Array(names.map { $0.name + "\n" }.joined().utf8))
        #expect(run.exitCode == 0, "\(run.errors)")
        var joined = ""
        var counted = 0
        for part in names {
            joined += try String(contentsOfFile: "\(parts)/\(part.name).out", encoding: .utf8)
            let counts = try JSONText.decode(
                Array(try Data(contentsOf: URL(fileURLWithPath: "\(parts)/\(part.name).counts"))))
            counted += Int(counts.objectValue?["out"]?.integerValue ?? 0)
        }
        #expect(joined == direct)
        #expect(counted == records)
    }

    @Test(
        .enabled(if: LongTests.enabled, LongTests.reason),
        .enabled(if: ExternalTool.python(importing: "pyspark") != nil, "pyspark is not installed: see Scripts/check"))
    func twoSparkExecutorsGiveTheSameBytes() throws {
        let python = try #require(ExternalTool.python(importing: "pyspark"))
        let output = folder.file("spark.ndjson")
        var environment = ProcessInfo.processInfo.environment
        environment["PYSPARK_PYTHON"] = python
        let run = try ExternalTool.run(
            python,
            [
                Fixtures.package + "/Examples/spark/filter.py", "--alliance", AllianceRun.program, "--input", input,
                "--output", output, "--", "--index", index,
            ], environment: environment, folder: folder.file(""))
        #expect(run.exitCode == 0, "\(run.errors)")
        let counts = try JSONText.decode(Array(run.output.utf8)).objectValue
        #expect(counts?["in"]?.integerValue == Int64(records))
        #expect(counts?["out"]?.integerValue == Int64(records))
        #expect(counts?["executors"]?.integerValue == 2)
        #expect(try String(contentsOfFile: output, encoding: .utf8) == direct)
    }
}

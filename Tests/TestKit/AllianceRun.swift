public import AllianceKit
import Foundation

/// Runs the built driver as a process of its own, as a user would.
public struct AllianceRun: Sendable {
    /// The words it was run with.
    public let words: [String]
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
    /// The exit code; 128 and the signal's number for a process that a signal ended.
    public let exitCode: Int32

    /// The driver that was built beside the tests.
    public static let program: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = tests.appendingPathComponent("alliance").path
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        return "\(Fixtures.package)/.build/debug/alliance"
    }()

    /// Runs it. The environment holds nothing but PATH, HOME and what is given, so that nothing of the tester's leaks in.
    public static func run(
        _ words: [String], workspace: String? = nil, actor: String? = nil, clock: Instant? = nil, seed: UInt64? = nil,
        input: String? = nil, environment: [String: String] = [:], folder: String? = nil
    ) throws -> AllianceRun {
        var variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": NSTemporaryDirectory(), "LC_ALL": "C.UTF-8"]
        if let workspace { variables["ALLIANCE_WORKSPACE"] = workspace }
        if let actor { variables["ALLIANCE_ACTOR"] = actor }
        if let clock { variables["ALLIANCE_CLOCK"] = clock.description }
        if let seed { variables["ALLIANCE_RANDOM_SEED"] = String(seed) }
        variables.merge(environment) { _, given in given }
        let result = try ExternalTool.run(
            program, words, input: input.map { Array($0.utf8) }, environment: variables, folder: folder)
        return AllianceRun(words: words, output: result.output, errors: result.errors, exitCode: result.exitCode)
    }

    /// The records on standard output, printed with `--format ndjson` or `--format json`.
    public func records() throws -> [JSONObject] {
        if output.hasPrefix("[") {
            return try JSONText.decode(Array(output.utf8)).arrayValue?.compactMap(\.objectValue) ?? []
        }
        return try output.split(separator: "\n").compactMap { try JSONText.decode(Array($0.utf8)).objectValue }
    }
}

import Foundation

/// Checkers from outside (Python packages, xmllint) that tests use when they are installed.
///
/// They are looked for in the folder `ALLIANCE_TEST_TOOLS` names (a virtual environment's `bin`), else in
/// `.build/test-tools/bin` below the package, else on PATH. Tests that need one say so:
/// `@Test(.enabled(if: ExternalTool.exists("xmllint"), "xmllint is not installed"))`.
public enum ExternalTool {
    /// The path of a tool, or nil if it is not installed.
    public static func path(_ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        var folders = environment["ALLIANCE_TEST_TOOLS"].map { [$0] } ?? []
        folders.append("\(Fixtures.package)/.build/test-tools/bin")
        folders += (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether a tool is installed.
    public static func exists(_ name: String) -> Bool { path(name) != nil }

    /// The Python of the test tools if it can import a module, else nil.
    public static func python(importing module: String) -> String? {
        guard let python = path("python3"),
            let result = try? run(python, ["-c", "import \(module)"]), result.exitCode == 0
        else { return nil }
        return python
    }

    /// What ran a tool.
    public struct Result: Sendable {
        /// Standard output.
        public let output: String
        /// Standard error.
        public let errors: String
        /// The exit code; 128 and the signal's number for a process that a signal ended.
        public let exitCode: Int32
    }

    /// Runs a program to its end. Output goes through files, so that no amount of it blocks the program.
    public static func run(
        _ program: String, _ arguments: [String], input: [UInt8]? = nil, environment: [String: String]? = nil,
        folder: String? = nil
    ) throws -> Result {
        let scratch = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        if let environment { process.environment = environment }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let output = scratch.file("output")
        let errors = scratch.file("errors")
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        if let input {
            try Data(input).write(to: URL(fileURLWithPath: scratch.file("input")))
            process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: scratch.file("input")))
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        process.waitUntilExit()
        let code = process.terminationStatus
        return Result(
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self),
            exitCode: process.terminationReason == .uncaughtSignal ? 128 + code : code)
    }
}

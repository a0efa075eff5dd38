import AllianceKit
import CommandLineKit
import Synchronization
import TestKit
import Testing

@testable import alliance

/// The driver in this process, with everything it touches injected.
struct DriverTests {
    struct Outcome {
        var output = ""
        var errors = ""
        var code = ExitCode.done
        var call: ExternalCommand.Call?
    }

    struct EchoCommand: Command {
        static let name = "echo"
        static let summary = "Say what was understood."
        static let output = OutputShape.records([
            OutputField("actor", .text, "Who"), OutputField("request", .text, "What"),
            OutputField("words", .list, "Words"),
        ])
        @Option("Depth.") var depth = 1
        @Flag("Fail.") var fail
        @Flag("Report.") var report
        @Flag("Need a workspace.") var open
        @Argument("Words.", allowEmpty: true) var words: [String]
        @OptionGroup var mutation: MutationOptions

        func run(_ context: CommandContext) async throws {
            if open { _ = try context.workspace() }
            try context.output.write(
                [
                    "actor": .string(context.actor), "request": .string(context.request),
                    "words": .array(words.map { .string($0) }),
                ], as: Self.output)
            if report { context.report(AllianceError("echo.item", "one item failed")) }
            if fail { throw AllianceError("echo.busy", "busy", hint: "try again", exit: .busy) }
        }
    }

    struct CrashCommand: Command {
        static let name = "crash"
        static let summary = "Throw what nobody expects."
        struct Odd: Error {}
        func run(_ context: CommandContext) async throws { throw Odd() }
    }

    enum TestPlugin: Plugin {
        static let name = "testing"
        static let summary = "Things for tests."
        static let commands: [any Command.Type] = [EchoCommand.self, CrashCommand.self]
        static let commandGroups = [CommandGroup("deep", "A group.", [EchoCommand.self])]
    }

    private func run(
        _ words: String..., environment: [String: String] = ["ALLIANCE_ACTOR": "analyst-1"], closed: Bool = false
    ) async -> Outcome {
        await run(words, environment: environment, closed: closed)
    }

    private func run(
        _ words: [String], environment: [String: String] = ["ALLIANCE_ACTOR": "analyst-1"], closed: Bool = false
    ) async -> Outcome {
        let outcome = Mutex(Outcome())
        let driver = Driver(
            plugins: [CorePlugin.self, TestPlugin.self],
            surroundings: .test(clock: TestClock(CommandRun.start), environment: environment), seeded: nil,
            output: { bytes in
                if closed { throw AllianceError.outputClosed }
                outcome.withLock { $0.output += String(decoding: bytes, as: UTF8.self) }
            }, errors: { text in outcome.withLock { $0.errors += text } },
            execute: { call in
                outcome.withLock { $0.call = call }
                return AllianceError("plugin.execute", "not run in tests", exit: .unavailable)
            })
        let code = await driver.run(words)
        return outcome.withLock {
            $0.code = code
            return $0
        }
    }

    @Test func globalOptionsStandAnywhere() async {
        for words in [
            ["--format", "ndjson", "--actor", "a-2", "testing", "echo", "x"],
            ["testing", "--format=ndjson", "echo", "--actor", "a-2", "x"],
            ["testing", "echo", "x", "--format", "ndjson", "--actor=a-2"],
        ] {
            let result = await run(words)
            #expect(result.output == "{\"actor\":\"a-2\",\"request\":\"testing echo x\",\"words\":[\"x\"]}\n")
            #expect(result.code == .done && result.errors.isEmpty)
        }
    }

    @Test func theRequestDoesNotDependOnTheWayOfTyping() async {
        let one = await run("testing", "echo", "--depth", "2", "--key", "k1", "--format", "ndjson", "--quiet", "x")
        let two = await run("--format=ndjson", "testing", "echo", "--depth=2", "--key=k2", "x")
        #expect(one.output == two.output && one.output.contains("testing echo --depth=2 x"))
    }

    @Test func groupsAreFound() async {
        let result = await run("testing", "deep", "echo", "--format", "ndjson")
        #expect(result.output.contains("testing deep echo"))
    }

    @Test func mistakesAreNamedWithHelpAndExit64() async {
        let cases: [([String], String)] = [
            (["tesing"], "unknown module or command \"tesing\"; did you mean testing?"),
            (["testing", "eco"], "unknown command \"testing eco\"; did you mean echo?"),
            (["echo"], "unknown module or command \"echo\"; did you mean testing echo or testing deep echo?"),
            (["xyzzy"], "unknown module or command \"xyzzy\" (see: alliance help)"),
            (["testing", "echo", "--dept", "2"], "unknown option --dept; did you mean --depth?"),
            (["testing", "echo", "--format", "jsn"], "did you mean json?"),
            (["--frmat", "json"], "unknown option --frmat; did you mean --format?"),
            (["help", "testing", "eco"], "there is no \"testing eco\"; did you mean echo?"),
        ]
        for (words, message) in cases {
            let result = await run(words)
            #expect(result.code == .usage, "\(words)")
            #expect(result.errors.contains(message), "\(words): \(result.errors)")
            #expect(result.output.isEmpty && result.errors.split(separator: "\n").count == 1)
            #expect(result.errors.hasPrefix("alliance: ") && result.errors.hasSuffix("[usage]\n"))
        }
    }

    @Test func aModuleAloneSaysItsHelpOnStandardError() async {
        let result = await run("testing")
        #expect(result.code == .usage && result.output.isEmpty && result.errors.contains("Usage: alliance testing"))
        let nothing = await run()
        #expect(nothing.code == .usage && nothing.errors.contains("testing"))
    }

    @Test func helpAndVersionGoToStandardOutput() async {
        for result in [
            await run("--help"), await run("testing", "--help"), await run("testing", "echo", "-h"),
            await run("--version"),
            await run("--help", "testing", "echo"), await run("testing", "echo", "--depth", "wrong", "--help"),
        ] { #expect(result.code == .done && !result.output.isEmpty && result.errors.isEmpty) }
        #expect(await run("--version").output == "alliance \(Version.number)\n")
        #expect(
            await run("testing", "echo", "--format", "ndjson", "--", "--help").output.contains("\"words\":[\"--help\"]")
        )
    }

    @Test func exitCodesFollowErrors() async {
        let busy = await run("testing", "echo", "--fail", "--format", "json")
        #expect(busy.code == .busy && busy.errors == "alliance: busy (try again) [echo.busy]\n")
        #expect(busy.output.hasSuffix("]\n"), "what was written is still ended well")
        let partial = await run("testing", "echo", "--report")
        #expect(partial.code == .partial && partial.errors.contains("[echo.item]"))
        let bug = await run("testing", "crash")
        #expect(bug.code == .bug && bug.errors.contains("please report") && bug.errors.contains("[bug]"))
    }

    @Test func aClosedReaderEndsQuietly() async {
        let result = await run("testing", "echo", "--format", "ndjson", closed: true)
        #expect(result.code == .inputOutput && result.errors.isEmpty)
    }

    @Test func aMissingWorkspaceIsExplained() async throws {
        let none = await run("testing", "echo", "--open")
        #expect(
            none.code == .usage && none.errors.contains("[workspace.missing]") && none.errors.contains("alliance init"))
        let folder = try TemporaryFolder()
        let wrong = await run("testing", "echo", "--open", "--workspace", folder.path)
        #expect(wrong.code == .unusableInput && wrong.errors.contains("is no workspace"))
    }

    @Test func actorsAreShortAndPlain() async {
        for name in ["", "a b", "a\u{1b}", "someone@example.org", "-x", "é", String(repeating: "a", count: 65)] {
            let result = await run("testing", "echo", "--actor=\(name)")
            #expect(result.code == .usage && result.errors.contains("[actor.name]"), "\(name)")
        }
    }

    @Test func externalCommandsGetTheWorkspaceAndTheActor() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("alliance-hello", "#!/bin/sh\n")
        #expect(ExternalCommand.path(of: "hello", ["PATH": folder.path]) == nil, "it cannot be executed yet")
        let result = try ExternalTool.run("/bin/chmod", ["755", path])
        #expect(result.exitCode == 0)
        let environment = ["PATH": "relative:/nowhere:\(folder.path)"]
        let call = await run(
            "--workspace", folder.path, "--actor", "a-2", "--format", "json", "hello", "--flag", "--workspace", "x",
            environment: environment
        ).call
        #expect(call?.path == path && call?.words == ["--flag", "--workspace", "x"])
        #expect(call?.environment["ALLIANCE_WORKSPACE"] == WorkspaceLocation.absolute(folder.path))
        #expect(call?.environment["ALLIANCE_ACTOR"] == "a-2" && call?.environment["ALLIANCE_FORMAT"] == "json")
        let listed = await run("plugins", "--format", "ndjson", environment: environment).output
        #expect(listed.contains("\"name\":\"hello\",\"kind\":\"external\""))
    }

    @Test(arguments: ["../x", "a/b", "A", "", "-a", "a b", "é", "a.b"])
    func namesOfExternalCommandsAreNeverPaths(name: String) {
        #expect(!ExternalCommand.isName(name))
        #expect(ExternalCommand.path(of: name, ["PATH": "/bin:/usr/bin"]) == nil)
    }
}

import AllianceKit
import Foundation
import TestKit
import Testing

@testable import alliance

/// What only a process of its own can show: pipes, exec, faults.
struct ProcessTests {
    private func shell(_ script: String, _ environment: [String: String] = [:]) throws -> ExternalTool.Result {
        var variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "ALLIANCE_BIN": AllianceRun.program]
        variables.merge(environment) { _, given in given }
        return try ExternalTool.run("/bin/bash", ["-c", script], environment: variables)
    }

    @Test func aReaderThatStopsIsNoError() throws {
        let result = try shell("\"$ALLIANCE_BIN\" help --markdown | head -n 1; echo \"${PIPESTATUS[0]}\"")
        #expect(result.errors.isEmpty, "no word about the broken pipe")
        #expect(result.output.hasPrefix("# The command line\n"))
        let code = result.output.split(separator: "\n").last
        #expect(code == "0" || code == "74", "all was written before the reader left, or not")
        let closed = try shell("\"$ALLIANCE_BIN\" help --markdown | true; echo \"${PIPESTATUS[0]}\"")
        #expect(closed.errors.isEmpty)
    }

    @Test func aFullDiskIsAnError() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let result = try shell("\"$ALLIANCE_BIN\" version >/dev/full")
        #expect(result.exitCode == 74 && result.errors.contains("[output.write]"), "\(result.errors)")
    }

    @Test func aTrapSaysToReportIt() throws {
        let result = try shell("\"$ALLIANCE_BIN\" completions bash >/dev/null & kill -SEGV $!; wait $!")
        // The signal may come before the handler is there, or after the end.
        #expect([0, 70, 139].contains(result.exitCode))
        if result.exitCode == 70 { #expect(result.errors.contains("please report")) }
    }

    @Test func externalCommandsReplaceTheDriver() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "alliance-show-me",
            "#!/bin/sh\necho \"$ALLIANCE_ACTOR $ALLIANCE_FORMAT $# $1\"; test -x \"$ALLIANCE_BIN\" && exit 3\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let result = try AllianceRun.run(
            ["--actor", "a-2", "--format=csv", "show-me", "--x y", "z"],
            environment: ["PATH": "\(folder.path):/usr/bin:/bin"])
        #expect(result.output == "a-2 csv 2 --x y\n" && result.exitCode == 3 && result.errors.isEmpty)
        // SIGPIPE is as it was: the program ends quietly, as it would by itself.
        _ = try folder.write("alliance-endless", "#!/bin/sh\nwhile echo x; do :; done\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.file("alliance-endless"))
        let piped = try shell(
            "\"$ALLIANCE_BIN\" endless | head -n 1; echo \"${PIPESTATUS[0]}\"", ["PATH": "\(folder.path):/usr/bin:/bin"]
        )
        #expect(piped.output == "x\n141\n")
    }

    static let plugins = "\(Fixtures.package)/Examples/plugins"
    static let hasCases = DeclarationTests.commands.contains { $0.words == "takedown cases" }

    @Test func theSamplePluginIsFoundAndExplainsItself() throws {
        let environment = ["PATH": "\(Self.plugins):/usr/local/bin:/usr/bin:/bin"]
        let listed = try AllianceRun.run(["plugins", "--format", "ndjson"], environment: environment)
        #expect(listed.output.contains("\"name\":\"digest\""))
        let help = try AllianceRun.run(["digest", "--help"], environment: environment)
        #expect(help.exitCode == 0 && help.output.contains("Usage: alliance digest"))
        #expect(try AllianceRun.run(["digest", "--limit", "many"], environment: environment).exitCode == 64)
    }

    @Test(.enabled(if: hasCases, "this build has no takedown cases"))
    func theSamplePluginPrintsADigest() throws {
        let folder = try TemporaryFolder()
        let environment = ["PATH": "\(Self.plugins):/usr/local/bin:/usr/bin:/bin"]
        _ = try AllianceRun.run(["init", folder.file("w")])
        let result = try AllianceRun.run(["digest"], workspace: folder.file("w"), environment: environment)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("# Open cases\n\n0 cases are open, 0 approvals wait"))
    }
}

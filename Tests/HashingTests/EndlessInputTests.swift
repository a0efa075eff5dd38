import AllianceKit
import Glibc
import TestKit
import Testing

@testable import Hashing

/// What never ends stops nobody else.
@Suite struct EndlessInputTests {
    @Test(.timeLimit(.minutes(1))) func aFilterReadsRegularFilesOnly() async throws {
        let folder = try TemporaryFolder()
        let fifo = folder.file("fifo")
        #expect(unsafe mkfifo(fifo, 0o600) == 0)
        let paths = ["/dev/zero", fifo, "\(HashingWorkspace.pictures)/upload-01.jpg"]
        let lines = paths.map { "{\"path\":\"\($0)\"}\n" }.joined()
        let run = await HashingWorkspace()("filter", try folder.write("in.ndjson", lines))
        let records = try run.records()
        #expect(run.exitCode == .done && records.count == 3)
        #expect(records.prefix(2).allSatisfy { $0["error"]?["code"] == "file.special" })
        #expect(records[2]["sha256"] != nil)
    }

    /// The clock moves on with every look at it.
    @Test(.timeLimit(.minutes(1))) func aDeviceEndsWithTheTimeOfAnItem() async throws {
        let clock = TestClock(CommandRun.start)
        var surroundings = Surroundings.test(clock: clock)
        surroundings.now = {
            clock.advance(seconds: 1)
            return clock.now
        }
        for algorithms in ["sha256", "pdq,sha256"] {
            let run = await CommandRun.run(
                HashingWorkspace.command("compute"),
                ["--algorithms", algorithms, "/dev/zero", "\(HashingWorkspace.pictures)/upload-01.jpg"],
                surroundings: surroundings, plugins: [HashingPlugin.self])
            let records = try run.records()
            #expect(run.exitCode == .partial && records.count == 2)
            #expect(records[0]["error"]?["code"] == "file.time" && records[1]["sha256"] != nil)
        }
    }
}

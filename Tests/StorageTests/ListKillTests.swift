import AllianceKit
import Foundation
import Glibc
import Storage
import TestKit
import Testing

@Suite("An import that is killed", .serialized)
struct ListKillTests {
    private static let count = 60_000
    private static let start = Instant(milliseconds: 1_790_000_000_000)

    @Test("kill -9 at random moments: the lists verify, and the same import completes them")
    func kills() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.file("house")
        #expect(try ExternalTool.run(AllianceRun.program, ["init", workspace]).exitCode == 0)
        let seed = UInt64(ProcessInfo.processInfo.environment["ALLIANCE_SEED"] ?? "") ?? 20_261_124
        let randomness = TestRandomness(seed: seed)
        var text = "id,pdq,md5\n"
        for number in 0..<Self.count {
            let digits = Hex.encode(TestRandomness(seed: UInt64(number)).bytes(32))
            text +=
                "\(number % 3 == 0 ? "entry-\(number)" : ""),\(digits),\(number % 5 == 0 ? String(digits.prefix(32)) : "")\n"
        }
        let file = try folder.write("list.csv", text)
        let lists = "\(workspace)/\(Workspace.listsFile)"
        for round in 0..<4 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: AllianceRun.program)
            process.arguments = ["--workspace", workspace, "--quiet", "hashing", "lists", "import", "big", file]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            // The kill falls where the file has grown to some size, so it waits for no clock.
            let wanted = 40_000 + Int(randomness.bytes(1)[0]) * 12_000
            while process.isRunning, Self.size(lists) + Self.size("\(lists)-wal") < wanted { sched_yield() }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let store = try SQLiteHashListStore(path: lists, clock: { Self.start })
            let report = try store.verify()
            #expect(report.damages.isEmpty, "seed \(seed), round \(round): \(report.damages)")
            #expect(report.entries == Int64(try store.lists().first?.active ?? 0))
        }
        let done = try ExternalTool.run(
            AllianceRun.program, ["--workspace", workspace, "hashing", "lists", "import", "big", file])
        #expect(done.exitCode == 0, "\(done.output)")
        let store = try SQLiteHashListStore(path: lists, clock: { Self.start })
        #expect(try store.lists().first?.active == Self.count)
        #expect(try store.verify().damages.isEmpty)
    }

    private static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}

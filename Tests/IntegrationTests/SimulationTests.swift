import Foundation
import Glibc
import TestKit
import Testing

/// A hotline's months through `takedown run`, killed again and again.
@Suite("A simulated hotline that is killed", .serialized)
struct SimulationTests {
    private static let program = URL(fileURLWithPath: AllianceRun.program).deletingLastPathComponent()
        .appendingPathComponent("alliance-simulation").path

    /// Cases, days and hours in a step; at full size as many as a busy hotline has in half a year.
    private static let size = LongTests.enabled ? ["10000", "180", "24"] : ["40", "30", "12"]
    private static let kills = LongTests.enabled ? 200 : 12

    private func start(_ folder: String) throws -> (process: Process, output: FileHandle) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["run", folder] + Self.size
        process.currentDirectoryURL = URL(fileURLWithPath: Fixtures.package)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return (process, pipe.fileHandleForReading)
    }

    @Test("kill -9 at random moments: every report has its case, no notice leaves twice, none is lost")
    func kills() throws {
        let folder = try TemporaryFolder()
        let seed = UInt64(ProcessInfo.processInfo.environment["ALLIANCE_SEED"] ?? "") ?? 20_261_124
        let randomness = TestRandomness(seed: seed)
        for _ in 0..<Self.kills {
            let (process, output) = try start(folder.path)
            // It says each command that it begins and each letter that arrived: the kill falls anywhere after that.
            let wanted = Int(randomness.bytes(1)[0] % 48)
            var said = Data()
            while said.count(where: { $0 == 10 }) < wanted {
                let more = output.availableData
                if more.isEmpty { break }
                said += more
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let (process, output) = try start(folder.path)
        let said = String(decoding: try output.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(said.hasSuffix("done\n"), "seed \(seed): \(said.suffix(300))")
        let check = try ExternalTool.run(
            Self.program, ["check", folder.path] + Self.size, folder: Fixtures.package)
        #expect(check.output == "clean\n", "seed \(seed): \(check.output.prefix(1000))")
    }
}

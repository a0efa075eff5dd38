import AllianceKit
import Foundation
import Glibc
import TestKit
import Testing

/// Runs `alliance-torture`, the writer that is killed on purpose.
enum Torture {
    /// The program that was built beside the tests.
    static let program = URL(fileURLWithPath: AllianceRun.program).deletingLastPathComponent()
        .appendingPathComponent("alliance-torture").path

    /// Starts a writer; its acknowledgements come through the pipe.
    static func write(_ path: String, _ writer: String, from first: Int, count: Int, limit: Int? = nil) throws -> (
        process: Process, output: FileHandle
    ) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            ["write", path, writer, "\(first)", "\(count)"] + (limit.map { ["\($0)"] } ?? [])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return (process, pipe.fileHandleForReading)
    }

    /// What a check says: `clean`, or what is wrong.
    static func check(_ path: String, _ writer: String, acknowledged: Int) throws -> String {
        let result = try ExternalTool.run(program, ["check", path, writer, "\(acknowledged)"])
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The number after the last acknowledged operation in what a writer said.
    static func next(after output: Data, or first: Int) -> Int {
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        // A line without its end was cut by the kill and does not count.
        let whole = lines.dropLast().last { $0.hasPrefix("ack ") }
        return whole.flatMap { Int($0.dropFirst(4)) }.map { $0 + 1 } ?? first
    }
}

@Suite("A writer that is killed", .serialized)
struct KillTests {
    private static let rounds = LongTests.enabled ? 200 : 20

    @Test("kill -9 at random moments: nothing acknowledged is lost, nothing is doubled, everything verifies")
    func kills() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        let seed = UInt64(ProcessInfo.processInfo.environment["ALLIANCE_SEED"] ?? "") ?? 20_261_123
        let randomness = TestRandomness(seed: seed)
        var acknowledged = 0
        for round in 0..<Self.rounds {
            // Some operations are repeated with their keys, as a script would after a crash.
            let first = max(0, acknowledged - Int(randomness.bytes(1)[0] % 4))
            let (process, output) = try Torture.write(path, "a", from: first, count: 100_000)
            let wanted = Int(randomness.bytes(1)[0] % 40)
            var said = Data()
            // A random number of acknowledgements, then a random number of bytes more: the kill falls anywhere in an operation.
            while said.count(where: { $0 == 10 }) < wanted { said += output.availableData }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            said += try output.readToEnd() ?? Data()
            acknowledged = max(acknowledged, Torture.next(after: said, or: first))
            if round % 10 == 9 || round == Self.rounds - 1 {
                let found = try Torture.check(path, "a", acknowledged: acknowledged)
                try #require(found == "clean", "seed \(seed), round \(round): \(found)")
            }
        }
        #expect(acknowledged > Self.rounds)
    }

    @Test("Two programs writing at once: neither loses or doubles anything")
    func twoWriters() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        let writers = try ["a", "b"].map { try Torture.write(path, $0, from: 0, count: 60) }
        for (process, output) in writers {
            let said = try output.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            #expect(Torture.next(after: said, or: 0) == 60)
        }
        for writer in ["a", "b"] { #expect(try Torture.check(path, writer, acknowledged: 60) == "clean") }
    }

    @Test("Writes that the system refuses: a clear error, exit code 74, and what was acknowledged is there")
    func fileLimit() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        let (process, output) = try Torture.write(path, "a", from: 0, count: 100_000, limit: 1_500_000)
        let said = try output.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == ExitCode.inputOutput.rawValue)
        #expect(String(decoding: said, as: UTF8.self).contains("failed store."))
        let acknowledged = Torture.next(after: said, or: 0)
        #expect(acknowledged > 10)
        #expect(try Torture.check(path, "a", acknowledged: acknowledged) == "clean")
        // With room again, the operation that failed is repeated and others follow.
        let (again, more) = try Torture.write(path, "a", from: acknowledged, count: 5)
        let rest = try more.readToEnd() ?? Data()
        again.waitUntilExit()
        #expect(Torture.next(after: rest, or: 0) == acknowledged + 5)
        #expect(try Torture.check(path, "a", acknowledged: acknowledged + 5) == "clean")
    }
}

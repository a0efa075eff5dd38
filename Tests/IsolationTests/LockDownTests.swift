import AllianceKit
import Isolation
import TestKit
import Testing

/// The lock holds: what must be refused is tried from within.
@Suite struct LockDownTests {
    @Test func everythingIsRefusedThatMustBe() throws {
        try TortureWorker.probes().withWorker { worker in
            let lockDown = try worker.lockDown()
            #expect(lockDown.limits && lockDown.noNewPrivileges)
            let probe = try worker.perform(LockDownProbe.self, LockDownProbe.Request())
            guard lockDown.systemCalls else { return }
            #expect(probe.possible == [])
            #expect(
                probe.refused == [
                    "reading a file", "listing a folder", "making a file", "opening a socket", "starting a process",
                    "running a program", "signalling another process", "making memory executable",
                ])
        }
    }

    @Test func aLoopIsEndedByItsProcessorTime() throws {
        try TortureWorker.pool(WorkerLimits(itemSeconds: 1)).withWorker { worker in
            #expect(WorkerTests.code { try worker.torture("spin") } == "isolation.timeout")
            let count = try worker.torture("sum").count
            #expect(count == 0)
        }
    }

    @Test func waitingIsEndedByTheClock() throws {
        TortureWorker.pool(WorkerLimits(itemSeconds: 0)).withWorker { worker in
            #expect(WorkerTests.code { try worker.torture("sleep") } == "isolation.timeout")
        }
    }

    @Test func aWorkerIsReplacedAfterItsItems() throws {
        try TortureWorker.pool(WorkerLimits(items: 3)).withWorker { worker in
            var processes: [Int] = []
            for _ in 0..<9 { processes.append(try worker.torture("sum").process) }
            #expect(Set(processes).count == 3)
        }
    }

    @Test func errorsOfATaskArriveShortAndPlain() throws {
        TortureWorker.pool().withWorker { worker in
            let error = #expect(throws: AllianceError.self) { try worker.torture("throw") }
            #expect(error?.message == "a line [31m and another")
            #expect(error?.hint == "try again")
        }
    }

    @Test func aProgramThatIsNotThereIsNamed() throws {
        let nowhere = WorkerProgram(executable: "/nowhere/program", words: [])
        WorkerPool(nowhere, for: TortureWorker.self).withWorker { worker in
            #expect(WorkerTests.code { try worker.torture("sum") } == "isolation.start")
        }
        // A program that is no worker ends before it is ready.
        let other = WorkerProgram(executable: "/bin/true", words: [])
        WorkerPool(other, for: TortureWorker.self).withWorker { worker in
            #expect(WorkerTests.code { try worker.torture("sum") } == "isolation.ended")
        }
        let unknown = WorkerProgram(executable: TortureWorker.program.executable, words: ["worker"])
        WorkerPool(unknown, for: UnknownTask.self).withWorker { worker in
            _ = #expect(throws: AllianceError.self) { try worker.lockDown() }
        }
    }

    @Test func workersAtTheSameTime() async throws {
        let pool = TortureWorker.pool()
        pool.warm(2)
        let sums = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...20 {
                group.addTask {
                    try pool.withWorker { worker in
                        try worker.bytes.append([UInt8](repeating: UInt8(number), count: 1000))
                        // Every third worker dies at its item.
                        if number % 3 == 0 { _ = try? worker.torture("signal", 11) }
                        return try worker.torture("sum").sum
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums.sorted() == (1...20).map { $0 * 1000 })
    }
}

private enum UnknownTask: IsolatedTask {
    static let name = "unknown"
    static func perform(_ request: String, on payload: borrowing IsolatedPayload) throws -> String { request }
}

import AllianceKit
import Foundation
import Isolation
import TestKit
import Testing

/// Items go in, answers come out, and what goes wrong costs one item.
@Suite struct WorkerTests {
    @Test func bytesAreSharedAndOneProcessServesManyItems() throws {
        try TortureWorker.pool().withWorker { worker in
            var processes: Set<Int> = []
            for count in [1, 70_000, 3, 0, 1_000_000] {
                worker.bytes.removeAll()
                try worker.bytes.append([UInt8](repeating: 2, count: count))
                let answer = try worker.torture("sum")
                #expect(answer.count == count)
                #expect(answer.sum == 2 * count)
                processes.insert(answer.process)
            }
            #expect(processes.count == 1)
        }
    }

    @Test func anOpenFileIsHandedOver() throws {
        let folder = try TemporaryFolder()
        let file = unsafe open(try folder.write("x", "abc"), O_RDONLY)
        defer { close(file) }
        try TortureWorker.pool().withWorker { worker in
            let sum = try worker.torture("sum", file: file).sum
            #expect(sum == 97 + 98 + 99)
            // The worker's copy of the descriptor shares the position, and is closed: many items do not use descriptors up.
            for _ in 0..<40 {
                let sum = try worker.torture("sum", file: file).sum
                #expect(sum == 0)
            }
        }
    }

    @Test(arguments: [
        ("signal", Int(SIGSEGV), "isolation.crashed"), ("signal", Int(SIGABRT), "isolation.crashed"),
        ("signal", Int(SIGKILL), "isolation.crashed"), ("trap", 3, "isolation.crashed"), ("exit", 3, "isolation.ended"),
        ("babble", 0, "isolation.answer"), ("allocate", 4096, "isolation.memory"),
        ("malloc", 4 << 30, "torture.memory"), ("throw", 0, "torture.thrown"), ("say", 100_000, ""),
    ])
    func eachMisdeedCostsOneItem(deed: String, amount: Int, code: String) throws {
        try TortureWorker.pool(WorkerLimits(memory: 1 << 30)).withWorker { worker in
            try worker.bytes.append([1, 2, 3])
            #expect(try worker.torture("sum").sum == 6)
            #expect(Self.code { try worker.torture(deed, amount) } == code)
            // The bytes are still there, and so is a worker.
            #expect(try worker.torture("sum").sum == 6)
        }
    }

    /// The code of the error that a body throws; empty when it throws none.
    static func code(_ body: () throws -> TortureWorker.Answer) -> String {
        do {
            _ = try body()
            return ""
        } catch {
            return (error as? AllianceError)?.code ?? "\(error)"
        }
    }
}

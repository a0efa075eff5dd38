import Foundation
import Isolation

/// The worker that misbehaves on request, built beside the tests from `Tools/torture`.
enum TortureWorker: IsolatedTask {
    struct Request: Codable, Sendable {
        var deed: String
        var amount = 0
    }

    struct Answer: Codable, Sendable {
        var count: Int
        var sum: Int
        var process: Int
    }

    static let name = "torture"
    static func perform(_ request: Request, on payload: borrowing IsolatedPayload) throws -> Answer {
        Answer(count: payload.count, sum: 0, process: 0)
    }

    static let program = WorkerProgram(
        executable: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("alliance-torture").path,
        words: ["worker"])

    static func pool(_ limits: WorkerLimits = WorkerLimits()) -> WorkerPool {
        WorkerPool(program, for: TortureWorker.self, limits: limits)
    }

    static func probes() -> WorkerPool { WorkerPool(program, for: LockDownProbe.self) }
}

extension Worker {
    func torture(_ deed: String, _ amount: Int = 0, file: Int32? = nil) throws -> TortureWorker.Answer {
        try perform(TortureWorker.self, TortureWorker.Request(deed: deed, amount: amount), file: file)
    }
}

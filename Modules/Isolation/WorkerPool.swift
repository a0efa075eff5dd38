import Synchronization

/// Workers for one task. It has as many as are used at the same time; the caller decides how many those are.
public final class WorkerPool: Sendable {
    /// What each worker and item may use.
    public let limits: WorkerLimits
    private let program: WorkerProgram
    private let task: String
    private let idle = Mutex(Idle())

    private struct Idle: ~Copyable, @unchecked Sendable {
        // Workers belong to whoever took them out; the lock hands them over.
        var workers: [Worker] = []
    }

    /// Makes a pool without starting anything.
    public init<Task: IsolatedTask>(
        _ program: WorkerProgram, for task: Task.Type, limits: WorkerLimits = WorkerLimits()
    ) {
        self.program = program
        self.task = Task.name
        self.limits = limits
    }

    /// Starts processes now and returns at once, so that they get ready while the caller does other things.
    public func warm(_ count: Int) {
        for _ in 0..<count {
            let worker = Worker(program, task: task, limits: limits)
            worker.start()
            give(back: Held(worker: worker))
        }
    }

    /// Lends a worker to the body.
    public func withWorker<Result>(_ body: (Worker) throws -> Result) rethrows -> Result {
        let held = take()
        defer { give(back: held) }
        return try body(held.worker)
    }

    private struct Held: @unchecked Sendable { let worker: Worker }

    private func take() -> Held {
        let known = idle.withLock { idle in idle.workers.popLast().map { Held(worker: $0) } }
        return known ?? Held(worker: Worker(program, task: task, limits: limits))
    }

    private func give(back held: Held) {
        held.worker.bytes.removeAll()
        idle.withLock { idle in idle.workers.append(held.worker) }
    }
}

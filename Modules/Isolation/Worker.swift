public import AllianceKit

/// A place in a pool where items are worked on one after another: shared memory, and a locked-down process that is replaced when need be.
/// Used by one thread at a time.
public final class Worker {
    /// The item's bytes; filled by the caller before `perform`, and kept until the caller forgets them.
    public let bytes = SharedBytes()
    private let program: WorkerProgram
    private let task: String
    private let limits: WorkerLimits
    private var process: WorkerProcess?

    init(_ program: WorkerProgram, task: String, limits: WorkerLimits) {
        self.program = program
        self.task = task
        self.limits = limits
    }

    /// Starts the process if there is none, without waiting until it is ready. A failure shows at the first item.
    func start() {
        if process == nil { process = try? WorkerProcess(program, task: task, limits: limits) }
    }

    /// Which measures hold in the process; waits until it is ready.
    public func lockDown() throws(AllianceError) -> LockDown { try running().ready() }

    /// Works on the bytes and, if given, on an open file, which the worker gets a descriptor of its own for. Throws the item's error: the
    /// task's own, or `isolation.crashed`, `isolation.timeout`, `isolation.memory`, `isolation.ended`, `isolation.answer`; the
    /// next item has a fresh process then. `isolation.start` says that there is no process at all.
    public func perform<Task: IsolatedTask>(
        _ type: Task.Type, _ request: Task.Request, file: Int32? = nil, seconds: Int? = nil
    ) throws -> Task.Answer {
        let process = try running()
        var message = WorkerChannel.Message(
            kind: .item, body: try JSONBytes.encode(request), seconds: seconds ?? limits.itemSeconds,
            count: bytes.count, file: file)
        if process.generation != bytes.generation { message.memory = bytes.memory }
        let reply: WorkerChannel.Message
        do {
            reply = try process.perform(message)
        } catch {
            self.process = nil
            throw error
        }
        process.generation = bytes.generation
        if process.items >= limits.items { self.process = nil }
        switch reply.kind {
        case .error: throw WorkerError.decode(reply.body)
        case .item:
            guard reply.memory == nil, reply.file == nil,
                let answer = try? JSONBytes.decode(Task.Answer.self, from: reply.body)
            else {
                self.process = nil
                throw WorkerError.malformed
            }
            return answer
        case .start:
            self.process = nil
            throw WorkerError.malformed
        }
    }

    private func running() throws(AllianceError) -> WorkerProcess {
        if let process { return process }
        let fresh = try WorkerProcess(program, task: task, limits: limits)
        process = fresh
        return fresh
    }
}

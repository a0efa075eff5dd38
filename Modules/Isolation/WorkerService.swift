import AllianceKit
import CIsolation
import Glibc

/// The worker's side: locks the process down and works on items until the parent goes away.
public enum WorkerService {
    /// The descriptor that a worker finds its parent at.
    public static let descriptor: Int32 = 3

    /// Serves one of the tasks, by name, and returns when the parent is gone. Throws `isolation.parent` when nobody started this process as a
    /// worker, `isolation.task` for a task that is not among them. The process can do nothing else afterwards.
    public static func run(_ name: String, among tasks: [any IsolatedTask.Type]) throws {
        let channel = WorkerChannel(socket: descriptor)
        guard isSocket(descriptor), let start = try? channel.receive(), start.kind == .start,
            let limits = try? JSONBytes.decode(WorkerLimits.self, from: start.body)
        else {
            throw AllianceError(
                "isolation.parent", "this command is started by other commands, not by people", exit: .usage)
        }
        // What the parent had open without meaning to share it is not for us.
        _ = ciso_close_from(descriptor + 1)
        // A crash is told by its signal, whatever handlers this program has otherwise.
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] { signal(number, SIG_DFL) }
        do {
            guard let task = (tasks + [LockDownProbe.self]).first(where: { $0.name == name }) else {
                throw AllianceError("isolation.task", "there is no task \(name)", exit: .bug)
            }
            try task.prepare()
            let lockDown = try LockDown.apply(limits)
            try channel.send(WorkerChannel.Message(kind: .start, body: try JSONBytes.encode(lockDown)))
            try serve(task, channel)
        } catch let failure as WorkerChannel.Failure {
            // The parent went away in the middle of something; nobody is left to tell.
            _ = failure
        } catch {
            try? channel.send(WorkerChannel.Message(kind: .error, body: WorkerError.encode(error)))
        }
    }

    private static func isSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func serve<Task: IsolatedTask>(_ task: Task.Type, _ channel: WorkerChannel) throws {
        var memory = WorkerMemory()
        while let message = try channel.receive() {
            forgetLog()
            ciso_watch(UInt64(message.seconds) * 1000)
            let reply: WorkerChannel.Message
            do {
                if let fresh = message.memory { try memory.replace(fresh.descriptor, fresh.size) }
                defer { if let file = message.file { close(file) } }
                let request = try JSONBytes.decode(Task.Request.self, from: message.body)
                let payload = unsafe IsolatedPayload(
                    shared: try memory.item(message.count), descriptor: message.file)
                reply = WorkerChannel.Message(
                    kind: .item, body: try JSONBytes.encode(try Task.perform(request, on: payload)))
            } catch {
                reply = WorkerChannel.Message(kind: .error, body: WorkerError.encode(error))
            }
            ciso_watch(0)
            try channel.send(reply)
        }
    }

    /// Empties the memory that serves as standard error, so that it tells of one item only.
    private static func forgetLog() {
        let nothing = [UInt8](repeating: 0, count: 4096)
        _ = unsafe pwrite(2, nothing, nothing.count, 0)
        lseek(2, 0, SEEK_SET)
    }
}

/// The parent's memory as it is mapped here.
@safe struct WorkerMemory: ~Copyable {
    private var start: UnsafeRawPointer?
    private var size = 0

    init() {}

    mutating func replace(_ descriptor: Int32, _ fresh: Int) throws {
        defer { close(descriptor) }
        unsafe ciso_unmap(start, size)
        unsafe start = nil
        size = 0
        var mapped: UnsafeRawPointer?
        let failed = unsafe ciso_map(descriptor, fresh, &mapped)
        guard failed == 0 else {
            throw AllianceError("isolation.memory", "the item's \(fresh) bytes do not fit into the worker's memory")
        }
        unsafe start = unsafe mapped
        size = fresh
    }

    func item(_ count: Int) throws -> UnsafeRawBufferPointer {
        guard count <= size else { throw AllianceError("isolation.bug", "the item is not in the memory", exit: .bug) }
        return unsafe UnsafeRawBufferPointer(start: start, count: count)
    }
}

/// One kind of work on hostile bytes that is done in a locked-down worker process.
///
/// The program that is started as a worker lists its tasks for `WorkerService`; a `WorkerPool` names the task it wants. Requests and answers
/// travel as JSON; the bytes worked on do not travel at all: the worker maps the caller's memory, or is handed an open file.
public protocol IsolatedTask: SendableMetatype {
    /// What is asked for besides the bytes.
    associatedtype Request: Codable & Sendable
    /// What comes back. Results only: the caller must not take it for truthful in more than it would take the bytes themselves.
    associatedtype Answer: Codable & Sendable
    /// The task's word on the worker's command line, in kebab case.
    static var name: String { get }
    /// Runs once before the worker is locked down: opens and loads what needs the file system.
    static func prepare() throws
    /// Does the work on one item. What it throws is the item's error in the caller.
    static func perform(_ request: Request, on payload: borrowing IsolatedPayload) throws -> Answer
}

extension IsolatedTask {
    /// Nothing to load.
    public static func prepare() throws {}
}

/// What an item consists of, as the worker sees it.
@safe public struct IsolatedPayload: ~Copyable {
    /// An open file that came with the request, at the position the caller left it; nil if none came. Closed after the item.
    public let descriptor: Int32?
    /// How many bytes came with the request.
    public var count: Int { unsafe shared.count }
    private let shared: UnsafeRawBufferPointer

    init(shared: UnsafeRawBufferPointer, descriptor: Int32?) {
        unsafe self.shared = unsafe shared
        self.descriptor = descriptor
    }

    /// The bytes that came with the request, in the caller's memory; they do not change while the item is worked on.
    public func withBytes<Result>(_ body: (RawSpan) throws -> Result) rethrows -> Result {
        try unsafe body(shared.bytes)
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { unsafe [UInt8](shared) }
}

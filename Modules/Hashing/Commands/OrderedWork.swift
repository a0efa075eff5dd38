import Dispatch
import Synchronization

/// Work on many items at the same time, results in the order of the items.
enum OrderedWork {
    /// Runs `limit` pieces of work at once, each on a thread of its own because they wait for files and other processes, and hands over the
    /// results in order. A slow item holds at most 16 results for each thread back, so memory stays bounded.
    static func run<Item: Sendable, Output: Sendable>(
        _ items: [Item], limit: Int, work: @escaping @Sendable (Item) -> Output, body: (Output) throws -> Void
    ) async throws {
        let desk = Desk<Item, Output>(items, room: limit * 16, work)
        let threads = DispatchGroup()
        for _ in 0..<min(limit, items.count) {
            // Queues of their own rather than one concurrent queue: that has only as many threads as there are processors.
            DispatchQueue(label: "alliance.job").async(group: threads) { desk.run() }
        }
        defer {
            desk.stop(threads: limit)
            threads.wait()
        }
        for place in items.indices { try body(desk.result(at: place)) }
    }
}

/// Items that wait, and results until it is their turn.
private final class Desk<Item: Sendable, Output: Sendable>: Sendable {
    private struct State {
        var next = 0
        var results: [Int: Output] = [:]
        var isStopped = false
    }

    private let items: [Item]
    private let work: @Sendable (Item) -> Output
    private let state = Mutex(State())
    /// Counts the items that may be begun.
    private let room: DispatchSemaphore
    /// Counts results that nobody has looked at.
    private let arrivals = DispatchSemaphore(value: 0)

    init(_ items: [Item], room: Int, _ work: @escaping @Sendable (Item) -> Output) {
        self.items = items
        self.work = work
        self.room = DispatchSemaphore(value: room)
    }

    /// Works until no item is left.
    func run() {
        while true {
            room.wait()
            let place: Int? = state.withLock { state in
                guard !state.isStopped, state.next < items.count else { return nil }
                defer { state.next += 1 }
                return state.next
            }
            guard let place else { return }
            let output = work(items[place])
            state.withLock { state in state.results[place] = output }
            arrivals.signal()
        }
    }

    /// The result of one item, waiting for it.
    func result(at place: Int) -> Output {
        while true {
            if let output = state.withLock({ state in state.results.removeValue(forKey: place) }) {
                room.signal()
                return output
            }
            arrivals.wait()
        }
    }

    /// Lets the threads end after the item they have.
    func stop(threads: Int) {
        state.withLock { state in state.isStopped = true }
        for _ in 0..<threads { room.signal() }
    }
}

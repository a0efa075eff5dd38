/// Work on many items at the same time, results in the order of the items.
enum OrderedWork {
    /// Runs at most `limit` pieces of work at once and hands over the results in order. A slow item holds at most `limit` later
    /// results back, so memory stays bounded.
    static func run<Item: Sendable, Output: Sendable>(
        _ items: [Item], limit: Int, work: @escaping @Sendable (Item) -> Output, body: (Output) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Output).self) { group in
            var started = 0
            var handed = 0
            var waiting: [Int: Output] = [:]
            while handed < items.count {
                while started < items.count, started - handed < limit {
                    let place = started
                    let item = items[place]
                    group.addTask { (place, work(item)) }
                    started += 1
                }
                guard let (place, output) = try await group.next() else { return }
                waiting[place] = output
                while let next = waiting.removeValue(forKey: handed) {
                    try body(next)
                    handed += 1
                }
            }
        }
    }
}

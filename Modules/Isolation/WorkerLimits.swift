/// What one worker and one item in it may use.
public struct WorkerLimits: Sendable, Hashable, Codable {
    /// Seconds for one item unless its request says otherwise, by the clock on the wall and of processor time.
    public var itemSeconds: Int
    /// Bytes of address space of the worker: its program, what decoders allocate, and the item's bytes.
    public var memory: Int
    /// Items after which a worker is replaced by a fresh one, so that nothing lasts.
    public var items: Int

    /// Makes limits: 30 seconds, 2 GiB, 1,000 items unless said otherwise.
    public init(itemSeconds: Int = 30, memory: Int = 2 << 30, items: Int = 1000) {
        self.itemSeconds = itemSeconds
        self.memory = memory
        self.items = items
    }
}

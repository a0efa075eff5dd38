/// What a store's owner may set.
public struct StoreOptions: Sendable, Hashable {
    /// The most bytes a record's body may have, before packing. Also what a damaged row can make the store allocate.
    public var maximumBodyBytes: Int
    /// How long a write waits for another program's write, in milliseconds, before it ends with exit code 75.
    public var busyTimeout: Int32
    /// The most pages of 8 KiB the file may have; nil for no limit. Tests use it as a full disk.
    public var maximumPages: Int?

    /// Makes options: 64 MiB, 5 s, no limit.
    public init(maximumBodyBytes: Int = 64 << 20, busyTimeout: Int32 = 5000, maximumPages: Int? = nil) {
        self.maximumBodyBytes = maximumBodyBytes
        self.busyTimeout = busyTimeout
        self.maximumPages = maximumPages
    }
}

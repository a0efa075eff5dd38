public import AllianceKit
import Cryptography

/// How far a list was brought in step with a hash-sharing service: after every page, so that a sync goes on where it was cut.
public struct HashSync: StoredRecord, Hashable {
    /// `sync_…`, made of list and service.
    public var id: EntityID
    /// The list.
    public var list: String
    /// The service's base address, without credentials.
    public var base: String
    /// Everything up to here was taken.
    public var since: Instant
    /// The end of the window that is being taken; nil when the last one was finished.
    public var until: Instant?
    /// The address of the window's next page, relative to the base.
    public var next: String?
    /// When that address was given: services honour it for some hours only.
    public var nextTime: Instant?
    /// Pages taken in all.
    public var pages: Int
    /// When the last window was finished.
    public var completed: Instant?

    /// Makes the record of a list that was never synchronised; everything since `since` will be asked for.
    public init(list: String, base: String, since: Instant) {
        let name = Digester.digest(.sha256, of: Array("\(list)\n\(base)".utf8)).hex.prefix(32)
        id = EntityID(prefix: "sync", name: String(name))
        self.list = list
        self.base = base
        self.since = since
        pages = 0
    }

    /// `hashing_sync`
    public static let table = "hashing_sync"
    /// The list.
    public static let columns: [RecordColumn<HashSync>] = [
        RecordColumn("list", .text, indexed: true) { .text($0.list) },
        RecordColumn("completed", .integer) { .time($0.completed) },
    ]
    /// One in the middle of a window.
    public static let examples = [example]

    private static var example: HashSync {
        var sync = HashSync(
            list: "ncmec", base: "https://hashsharing.example.org/exploitative",
            since: Instant(milliseconds: 1_789_900_000_000))
        sync.until = Instant(milliseconds: 1_790_000_000_000)
        sync.next =
            "/v2/entries?from=2026-09-20T10%3A26%3A40Z&to=2026-09-21T14%3A13%3A20Z&start=1001&size=1000&max=3000"
        sync.nextTime = Instant(milliseconds: 1_790_000_001_000)
        sync.pages = 1
        return sync
    }
}

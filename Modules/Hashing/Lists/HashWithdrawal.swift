public import AllianceKit
import Cryptography

/// That entries of a list were withdrawn, by whom and why; the list itself keeps them as tombstones.
public struct HashWithdrawal: StoredRecord, Hashable {
    /// `withdrawal_…`, made of list and entry: an entry is withdrawn once.
    public var id: EntityID
    /// The list.
    public var list: String
    /// The entry's name within the list.
    public var entry: String
    /// The reason given.
    public var reason: String
    /// When.
    public var time: Instant
    /// By whom.
    public var actor: String

    /// Makes one.
    public init(list: String, entry: String, reason: String, time: Instant, actor: String) {
        id = Self.id(of: entry, in: list)
        self.list = list
        self.entry = entry
        self.reason = reason
        self.time = time
        self.actor = actor
    }

    /// The identity of an entry's withdrawal.
    static func id(of entry: String, in list: String) -> EntityID {
        let name = Digester.digest(.sha256, of: Array("\(list)\n\(entry)".utf8)).hex.prefix(32)
        return EntityID(prefix: "withdrawal", name: String(name))
    }

    /// `hashing_withdrawal`
    public static let table = "hashing_withdrawal"
    /// List, entry and time.
    public static let columns: [RecordColumn<HashWithdrawal>] = [
        RecordColumn("list", .text, indexed: true) { .text($0.list) },
        RecordColumn("entry", .text) { .text($0.entry) },
        RecordColumn("time", .integer) { .time($0.time) },
    ]
    /// One.
    public static let examples = [
        HashWithdrawal(
            list: "partner-a", entry: "series-17-004", reason: "disputed by the source; a false positive",
            time: Instant(milliseconds: 1_790_000_000_000), actor: "analyst-1")
    ]
}

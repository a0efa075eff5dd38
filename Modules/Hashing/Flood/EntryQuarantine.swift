public import AllianceKit
import Cryptography

/// That an entry of a list suddenly matched too much and is kept from the queue until somebody releases it.
public struct EntryQuarantine: StoredRecord, Hashable {
    /// `quarantine_…`, made of list and entry.
    public var id: EntityID
    /// The list.
    public var list: String
    /// The entry's name within the list.
    public var entry: String
    /// Which rule it broke: `files` (too many distinct files within the window) or `share` (too large a share of one run).
    public var rule: String
    /// How many distinct files it had met when it broke it.
    public var files: Int
    /// Since when.
    public var since: Instant
    /// When it was released; nil while it is held.
    public var released: Instant?
    /// Why it was released.
    public var reason: String?

    /// Makes one that is held.
    init(_ name: EntryName, rule: String, files: Int, since: Instant) {
        id = Self.id(name)
        list = name.list
        entry = name.entry
        self.rule = rule
        self.files = files
        self.since = since
    }

    /// The identity of an entry's quarantine.
    static func id(_ name: EntryName) -> EntityID {
        let digest = Digester.digest(.sha256, of: "\(name.list)\n\(name.entry)")
        return EntityID(prefix: "quarantine", name: String(digest.hex.prefix(32)))
    }

    /// The entries that are held now.
    static func held(in reader: any StoreReader) throws -> Set<EntryName> {
        var names: Set<EntryName> = []
        try reader.forEach(Query<EntryQuarantine>().where("held", .equal, .flag(true))) {
            names.insert(EntryName(list: $0.list, entry: $0.entry))
            return true
        }
        return names
    }

    /// `hashing_quarantine`
    public static let table = "hashing_quarantine"
    /// List, and whether it is held.
    public static let columns: [RecordColumn<EntryQuarantine>] = [
        RecordColumn("list", .text) { .text($0.list) },
        RecordColumn("held", .integer, indexed: true) { .flag($0.released == nil) },
    ]
    /// A hash of a blank page.
    public static let examples = [
        EntryQuarantine(
            EntryName(list: "partner-a", entry: "series-17-004"), rule: "share", files: 412,
            since: Instant(milliseconds: 1_790_000_000_000))
    ]
}

/// An entry by the names of its list and its own.
struct EntryName: Hashable {
    var list: String
    var entry: String
}

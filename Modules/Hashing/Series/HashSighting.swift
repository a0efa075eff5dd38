public import AllianceKit
import Cryptography

/// That known material was met: one file, at one place, on one day. How often it comes back is counted from these.
///
/// A file that is met again is a new sighting only where the caller says where it was met (`--seen-at`) and the place or the day is
/// another one: a folder that is matched twice is no second sighting.
public struct HashSighting: StoredRecord, Hashable {
    /// `sighting_…`, made of file, place and day.
    public var id: EntityID
    /// What it is a sighting of: `item_…`, the same for all files and entries that were found to be one.
    public var item: EntityID
    /// The file.
    public var sha256: Digest
    /// Its PDQ hash, if its quality is good enough to say anything.
    public var pdq: Hash256?
    /// The list of the nearest entry it met.
    public var list: String
    /// That entry's name.
    public var entry: String
    /// Where it was met, if that was said.
    public var place: String?
    /// When.
    public var time: Instant
    /// How often the item was met until then, this time included.
    public var times: Int

    /// Makes one.
    init(
        of file: Digest, pdq: Hash256?, item: EntityID, list: String, entry: String, place: String?, time: Instant,
        times: Int
    ) {
        id = Self.id(file, place, time)
        self.item = item
        sha256 = file
        self.pdq = pdq
        self.list = list
        self.entry = entry
        self.place = place
        self.time = time
        self.times = times
    }

    /// The identity: without a place a file is sighted once.
    static func id(_ file: Digest, _ place: String?, _ time: Instant) -> EntityID {
        let when = place.map { "\($0)\n\(time.date)" } ?? ""
        return EntityID(
            prefix: "sighting", name: String(Digester.digest(.sha256, of: "\(file.hex)\n\(when)").hex.prefix(32)))
    }

    /// The item of an entry that was never met before.
    static func item(_ list: String, _ entry: String) -> EntityID {
        EntityID(prefix: "item", name: String(Digester.digest(.sha256, of: "\(list)\n\(entry)").hex.prefix(32)))
    }

    /// `hashing_sighting`
    public static let table = "hashing_sighting"
    /// Item, file, place and time.
    public static let columns: [RecordColumn<HashSighting>] = [
        RecordColumn("item", .text, indexed: true) { .text($0.item) },
        RecordColumn("sha256", .text, indexed: true) { .text($0.sha256.hex) },
        RecordColumn("place", .text) { .text($0.place) },
        RecordColumn("time", .integer) { .time($0.time) },
    ]
    /// The second time that an item was met.
    public static let examples = [
        HashSighting(
            of: Digest(.sha256, bytes: [UInt8](repeating: 0x3c, count: 32))!,
            pdq: Hash256(word0: 0x0f0f, word1: 0xf0f0, word2: 0x00ff, word3: 0xff00),
            item: item("partner-a", "series-17-004"), list: "partner-a", entry: "series-17-004", place: "uploads-eu",
            time: Instant(milliseconds: 1_790_000_000_000), times: 2)
    ]
}

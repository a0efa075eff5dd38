public import AllianceKit
import Cryptography
import Formats

/// An answer of an RDAP server as a workspace keeps it, with what it covers.
public struct RDAPRecord: StoredRecord {
    /// `rdap_…`, made of the question.
    public var id: EntityID
    /// The question: `ip/192.0.2.1`, `autnum/64496`.
    public var query: String
    /// What the bytes are.
    public var kind: KeptAnswer.Kind
    /// The address that answered.
    public var url: String
    /// The answer as it came; as base 64 what could not be read.
    public var content: String
    /// When it was taken.
    public var time: Instant
    /// The first address of the block that it speaks for, as a sortable text; nil where it speaks for the question alone.
    public var first: String?
    /// The last.
    public var last: String?
    /// The first AS number it speaks for.
    public var firstAutnum: UInt32?
    /// The last.
    public var lastAutnum: UInt32?

    /// Keeps an answer to a question.
    public init(_ kept: KeptAnswer, for query: RDAPQuery) {
        id = Self.id(of: query)
        self.query = query.name
        kind = kept.kind
        url = kept.url
        content = kept.kind == .malformed ? Base64.encode(kept.bytes) : String(decoding: kept.bytes, as: UTF8.self)
        time = kept.time
        guard kept.kind == .answer, let answer = try? RDAPAnswer(kept.bytes) else { return }
        if case .address = query, let block = RDAPCover.block(answer) {
            first = Self.key(block.lowerBound)
            last = Self.key(block.upperBound)
        }
        if case .autnum = query, let range = answer.autnums {
            firstAutnum = range.lowerBound
            lastAutnum = range.upperBound
        }
    }

    /// The answer as the client takes it; without the bytes of what could not be read.
    public var kept: KeptAnswer {
        KeptAnswer(kind: kind, url: url, bytes: kind == .malformed ? [] : Array(content.utf8), time: time)
    }

    /// The identity of a question.
    static func id(of query: RDAPQuery) -> EntityID {
        EntityID(prefix: "rdap", name: String(Digester.digest(.sha256, of: query.name).hex.prefix(32)))
    }

    /// An address as a text that sorts like the address, families apart.
    static func key(_ address: IPAddress) -> String {
        let digits = String(address.bits, radix: 16)
        let width = address.width / 4
        return (width == 8 ? "4" : "6") + String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// `takedown_rdap`
    public static let table = "takedown_rdap"
    /// What it covers, what it is, and its time.
    public static let columns: [RecordColumn<RDAPRecord>] = [
        RecordColumn("kind", .text, indexed: true) { .text($0.kind.rawValue) },
        RecordColumn("first", .text, indexed: true) { .text($0.first) },
        RecordColumn("last", .text) { .text($0.last) },
        RecordColumn("first_asn", .integer, indexed: true) { $0.firstAutnum.map { .integer(Int64($0)) } ?? .null },
        RecordColumn("last_asn", .integer) { $0.lastAutnum.map { .integer(Int64($0)) } ?? .null },
        RecordColumn("taken", .integer, indexed: true) { .time($0.time) },
    ]
    /// A block of documentation addresses.
    public static let examples = [
        RDAPRecord(
            KeptAnswer(
                kind: .answer, url: "https://rdap.example.net/ip/192.0.2.1",
                bytes: Array(
                    #"{"objectClassName":"ip network","startAddress":"192.0.2.0","endAddress":"192.0.2.255","country":"XA"}"#
                        .utf8), time: Instant(milliseconds: 1_790_000_000_000)),
            for: .address(.v4(0xc000_0201)))
    ]
}

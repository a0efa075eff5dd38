public import AllianceKit
import Formats

/// Reads ThreatExchange's JSON: answers of `threat_updates` (indicators with the descriptors of their owners), of `threat_descriptors`,
/// and arrays of either.
///
/// Statuses become opinions (malicious: positive; not malicious: negative; else a lead), and so do reactions of others; tags and expiry are
/// kept. An update that deletes becomes a tombstone. Entries are named by the indicator's number.
public struct ThreatExchangeImporter: HashListImporter {
    /// Is told when there are more pages.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = FormatDescription(
        name: "threatexchange", title: "ThreatExchange threat_updates and threat_descriptors", subject: "hash list",
        fileExtensions: ["json"], mediaType: "application/json",
        specification: "ThreatExchange API: threat_updates, ThreatDescriptor")

    private static let hash = String(repeating: "5a", count: 32)

    /// Updates, descriptors, and bad records.
    public static let examples = [
        FormatExample(
            "updates, one of them a deletion",
            """
            {"data":[
            {"id":"101","indicator":"\(hash)","type":"HASH_PDQ","last_updated":1780000000,"should_delete":false,
             "descriptors":{"data":[{"id":"201","owner":{"id":"301","name":"Example Platform"},"status":"MALICIOUS",
             "tags":{"data":[{"text":"series_17"}]},"reactions":[{"key":"DISAGREE_WITH_TAGS","value":"302,303"}]}]}},
            {"id":"102","indicator":"d41d8cd98f00b204e9800998ecf8427e","type":"HASH_MD5","last_updated":1780000001,
             "should_delete":true}],
             "paging":{"cursors":{"after":"x"}}}
            """, items: 2),
        FormatExample(
            "descriptors",
            """
            {"data":[{"id":"201","raw_indicator":"\(hash)","type":"HASH_PDQ","owner":{"id":"301"},"status":"UNKNOWN",
            "tags":["series_17"],"description":"seen twice","added_on":"2026-01-02T03:04:05+0000",
            "last_updated":"2026-01-03T03:04:05+0000","expired_on":"2027-01-02T03:04:05+0000"}]}
            """, items: 1),
        FormatExample(
            "bad records are named and kept out",
            """
            {"data":[
            {"id":"101","indicator":"5a5a","type":"HASH_PDQ","should_delete":false,"descriptors":{"data":[]}},
            {"id":"102","indicator":"https://example.org/","type":"URI","should_delete":false},
            {"id":"103","indicator":"AAEC","type":"HASH_PHOTODNA","descriptors":{"data":[]}},
            {"id":"104","should_delete":true},
            {"id":"105","indicator":"\(hash)","type":"HASH_PDQ","descriptors":{"data":[]}}]}
            """, items: 1,
            errors: ["hashing.list.hash", "hashing.list.type", "hashing.list.no-hash", "hashing.list.time"]),
    ]

    /// Indicators near the start.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        guard let first = ListLines.first(start)?.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            return false
        }
        let text = String(decoding: start.prefix(4096), as: UTF8.self)
        return text.contains("\"indicator\"") || text.contains("\"raw_indicator\"")
            || text.contains("\"should_delete\"")
    }

    /// Reads the entries. Throws `hashing.list.structure` when there is no array `data`, and the codes of `JSONScanner`.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        // In a file of indicators a descriptor is a part of one, and not an entry.
        var hasIndicators = String(decoding: try input.peek(4096), as: UTF8.self).contains("\"indicator\"")
        let records = JSONRecords(
            array: "data", names: ThreatExchangeRecord.names,
            isRecord: { $0["indicator"] != nil || !hasIndicators && $0["raw_indicator"] != nil },
            draft: { record in
                hasIndicators = hasIndicators || record["indicator"] != nil
                return ThreatExchangeRecord.draft(record)
            })
        try records.read(&input, body)
    }
}

public import AllianceKit
import Formats

/// Reads an answer of StopNCII's `FetchHashes`: PDQ hashes of pictures and MD5 of videos. A hash whose status is Withdrawn or Deleted
/// becomes a tombstone; feedback becomes opinions; a bad record costs itself and not the page.
public struct StopNCIIImporter: HashListImporter {
    /// Is told when there are more pages.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = StopNCIIModel.format

    private static let hash = String(repeating: "5a", count: 32)

    /// A page, and one with bad records.
    public static let examples = [
        FormatExample(
            "active, withdrawn and disputed hashes",
            """
            {"count":3,"nextPageToken":"","nextSetTimestamp":1790000000,"hasMoreRecords":false,"hashRecords":[
            {"lastModtimestamp":1780000000,"signalType":"ImagePDQ","hashValue":"\(hash)","hashStatus":"Active",
             "caseNumbers":{"26-1":"Active"},"CSPFeedbacks":[{"source":"Example Platform","feedbackValue":"Blocked","tags":["nudity"]}]},
            {"lastModtimestamp":1780000001,"signalType":"VideoMD5","hashValue":"d41d8cd98f00b204e9800998ecf8427e",
             "hashStatus":"Withdrawn","caseNumbers":{"26-2":"Withdrawn"}},
            {"lastModtimestamp":1780000002,"signalType":"ImagePDQ","hashValue":"\(String(repeating: "5b", count: 32))",
             "hashStatus":"Received","caseNumbers":{},"CSPFeedbacks":[{"source":"A","feedbackValue":"Blocked","tags":[]},
             {"source":"B","feedbackValue":"NotBlocked","tags":[]}]}]}
            """, items: 3),
        FormatExample(
            "bad records are named and kept out",
            """
            {"hashRecords":[
            {"signalType":"ImagePDQ","hashValue":"\(hash.dropLast(32))","hashStatus":"Active"},
            {"signalType":"URL","hashValue":"https://example.org/","hashStatus":"Active"},
            {"signalType":"VideoTMK","hashValue":"AAEC","hashStatus":"Active"},
            {"signalType":"ImagePDQ","hashValue":"\(hash)","hashStatus":"Deleted"},
            7,
            {"signalType":"ImagePDQ","hashValue":"\(hash)","hashStatus":"Active"}]}
            """, items: 1,
            errors: [
                "hashing.list.hash", "hashing.list.type", "hashing.list.no-hash", "hashing.list.time",
                "hashing.list.record",
            ]),
    ]

    /// The member that holds the records.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        ListLines.first(start)?.first == UInt8(ascii: "{")
            && String(decoding: start.prefix(4096), as: UTF8.self).contains("\"hashRecords\"")
    }

    /// Reads the entries. Throws `hashing.list.structure` when there is no array `hashRecords`, and the codes of `JSONScanner`.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        let records = JSONRecords(
            array: "hashRecords", names: StopNCIIModel.names,
            isRecord: { $0["signalType"] != nil && $0["hashValue"] != nil }, draft: Self.draft, rest: rest(input.name))
        try records.read(&input, body)
    }

    private func rest(_ file: String) -> (String, JSONValue) -> Void {
        { name, value in
            if name == "hasMoreRecords", value == .bool(true) {
                warn("\(file): the service has more pages than this file holds")
            }
        }
    }

    private static func draft(_ record: JSONValue) -> EntryDraft {
        var draft = EntryDraft()
        let value = Array((record["hashValue"]?.stringValue ?? "").utf8)[...]
        switch record["signalType"]?.stringValue ?? "" {
        case "ImagePDQ": draft.setPDQ(hex: value, "hashValue")
        case "VideoMD5", "ImageMD5": draft.set(.md5, hex: value, "hashValue")
        case "VideoTMK": draft.setFingerprint("tmk-pdqf", value, "hashValue")
        default: draft.fail("hashing.list.type", "a kind of signal that is no hash of a file", "signalType")
        }
        if !draft.entry.hasHash { draft.fail("hashing.list.no-hash", "a record without a hash that is matched by") }
        let time = record["lastModtimestamp"]?.integerValue.flatMap { seconds in
            0..<253_402_300_800 ~= seconds ? Instant(milliseconds: seconds * 1000) : nil
        }
        draft.entry.lastSeen = time
        let status = record["hashStatus"]?.stringValue ?? ""
        if StopNCIIModel.gone.contains(status) {
            if let time {
                draft.entry.withdrawal = HashEntry.Withdrawal(
                    reason: "\(status.lowercased()) by its source", time: time)
            } else {
                draft.fail("hashing.list.time", "a withdrawal without its time", "lastModtimestamp")
            }
        } else if !status.isEmpty {
            draft.add(tag: StopNCIIModel.statusTag + status, "hashStatus")
        }
        for (number, value) in record["caseNumbers"]?.objectValue?.members ?? [] {
            draft.add(tag: "\(StopNCIIModel.caseTag)\(number)=\(value.stringValue ?? "")", "caseNumbers")
        }
        for feedback in record["CSPFeedbacks"]?.arrayValue ?? [] {
            let word = feedback["feedbackValue"]?.stringValue ?? ""
            guard let verdict = StopNCIIModel.verdict(word) else { continue }
            let tags = (feedback["tags"]?.arrayValue ?? []).prefix(EntryDraft.countLimit)
            let reasons = [word] + tags.compactMap(\.stringValue)
            draft.add(
                HashOpinion(
                    verdict, source: draft.text(feedback["source"]?.stringValue, "CSPFeedbacks"),
                    reasons: reasons.compactMap { draft.text($0, "CSPFeedbacks") }), "CSPFeedbacks")
        }
        return draft
    }
}

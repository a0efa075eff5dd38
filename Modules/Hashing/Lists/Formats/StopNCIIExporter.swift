public import AllianceKit

/// Writes a list as an answer of StopNCII's `FetchHashes`: a record for each PDQ hash and each MD5, which it knows as that of a video.
/// Withdrawn entries get the status Withdrawn. Other digests, categories, sources and remarks have no place in it.
public struct StopNCIIExporter: HashListExporter {
    private let counter = Counter()

    /// Whether a record was written: a comma stands before every other one.
    private final class Counter { var count: Int64 = 0 }

    /// Makes a writer.
    public init() {}

    /// PDQ hashes and MD5; no expiry.
    public var capacity: HashListCapacity {
        HashListCapacity(digests: [.md5], profiles: false, judgements: false, kind: false)
    }

    /// The format.
    public static let format = StopNCIIModel.format

    /// One with feedback and a withdrawn one.
    public static let exampleItems = [
        HashEntry(
            entry: "e-1", pdq: Hash256(word0: 1, word1: 2, word2: 3, word3: 4), tags: ["case:26-1=Active"],
            opinions: [HashOpinion(.positive, source: "Example Platform", reasons: ["Blocked", "nudity"])],
            lastSeen: Instant(milliseconds: 1_780_000_000_000)),
        HashEntry(
            entry: "e-2", digests: [Digest(.md5, bytes: [UInt8](repeating: 0x44, count: 16))].compactMap(\.self),
            withdrawal: HashEntry.Withdrawal(
                reason: "withdrawn by its source", time: Instant(milliseconds: 1_780_000_000_000))),
    ]

    /// The start of the records. What follows them says how many there were.
    public func begin() -> [UInt8] {
        counter.count = 0
        return Array("{\"hashRecords\":[\n".utf8)
    }

    /// A record for each hash that StopNCII knows.
    public func bytes(of entry: HashEntry) -> [UInt8] {
        var bytes: [UInt8] = []
        func write(_ type: String, _ value: String) {
            if counter.count > 0 { bytes += [0x2c, 0x0a] }
            counter.count += 1
            bytes += JSONText.encode(.object(record(entry, type, value))).utf8
        }
        if let pdq = entry.pdq { write("ImagePDQ", pdq.hex) }
        if let md5 = entry.digests.first(where: { $0.algorithm == .md5 }) { write("VideoMD5", md5.hex) }
        return bytes
    }

    /// The end, with the number of records.
    public func end() -> [UInt8] {
        Array("\n],\"count\":\(counter.count),\"nextPageToken\":\"\",\"hasMoreRecords\":false}\n".utf8)
    }

    private func record(_ entry: HashEntry, _ type: String, _ value: String) -> JSONObject {
        let time = entry.withdrawal?.time ?? entry.lastSeen ?? Instant(milliseconds: 0)
        let stated = entry.tags.first { $0.hasPrefix(StopNCIIModel.statusTag) }
            .map { String($0.dropFirst(StopNCIIModel.statusTag.count)) }
        var cases = JSONObject()
        for tag in entry.tags where tag.hasPrefix(StopNCIIModel.caseTag) {
            let parts = tag.dropFirst(StopNCIIModel.caseTag.count).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cases[String(parts[0])] = .string(parts.count > 1 ? String(parts[1]) : "Active")
        }
        let feedbacks = entry.opinions.map { opinion -> JSONValue in
            let value = opinion.reasons.first.flatMap { StopNCIIModel.verdict($0) == opinion.verdict ? $0 : nil }
            let tags = value == nil ? opinion.reasons[...] : opinion.reasons.dropFirst()
            return [
                "source": .string(opinion.source ?? ""),
                "feedbackValue": .string(value ?? StopNCIIModel.value(opinion.verdict)),
                "tags": .array(tags.map { .string($0) }),
            ]
        }
        return [
            "lastModtimestamp": .integer(time.milliseconds / 1000), "signalType": .string(type),
            "hashValue": .string(value),
            "hashStatus": .string(entry.withdrawal == nil ? stated ?? "Active" : "Withdrawn"),
            "caseNumbers": .object(cases), "CSPFeedbacks": .array(feedbacks),
        ]
    }
}

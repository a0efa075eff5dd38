public import AllianceKit

/// Writes a list as a `queryResult` of NCMEC's hash-sharing service, version 2.
///
/// Groups state how many entries they hold before the first of them, so up to 1,000 pictures and as many videos are gathered, as on a page of
/// the service; a longer list has several groups of each. Withdrawn entries become deletions. What has no place is left out: SHA-256,
/// expiry, remarks, and opinions that neither affirm nor deny.
public struct NCMECExporter: HashListExporter {
    private let writer = NCMECWriter()

    /// Makes a writer.
    public init() {}

    /// PDQ hashes, MD5 and SHA-1; no expiry.
    public var capacity: HashListCapacity {
        HashListCapacity(digests: [.md5, .sha1], profiles: false, judgements: false, kind: false)
    }

    /// The format.
    public static let format = NCMECModel.format

    /// A picture, a video with opinions, and a deletion.
    public static let exampleItems = [
        HashEntry(
            entry: "42-image1", pdq: Hash256(word0: 1, word1: 2, word2: 3, word3: 4),
            digests: [
                Digest(.md5, bytes: [UInt8](repeating: 0x11, count: 16)),
                Digest(.sha1, bytes: [UInt8](repeating: 0x22, count: 20)),
            ].compactMap(\.self), fingerprints: ["pdna": "AAECAwQF"], category: "A1", source: "Example & Partners",
            tags: ["image"], lastSeen: Instant(milliseconds: 1_780_000_000_000)),
        HashEntry(
            entry: "42-video1", digests: [Digest(.md5, bytes: [UInt8](repeating: 0x44, count: 16))].compactMap(\.self),
            fingerprints: ["tmk-pdqf": "/v2/entries/1/fingerprints/TMK_PDQF"], source: "Example & Partners",
            tags: ["video"],
            opinions: [
                HashOpinion(
                    .negative, source: "Second Member", time: Instant(milliseconds: 1_780_000_000_000),
                    reasons: ["type Md5", "Example Reason 1 (01234567-abcd-0123-4567-012345678900)"])
            ], lastSeen: Instant(milliseconds: 1_780_000_000_000)),
        HashEntry(
            entry: "43-image4", source: "Second Member", tags: ["image"],
            withdrawal: HashEntry.Withdrawal(
                reason: "deleted by its source", time: Instant(milliseconds: 1_780_000_000_000))),
    ]

    /// The root element.
    public func begin() -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<queryResult xmlns=\"\(NCMECModel.namespace)\">\n".utf8)
    }
    /// A full group, or nothing yet.
    public func bytes(of entry: HashEntry) throws -> [UInt8] { try writer.add(entry) }
    /// The last groups and the end.
    public func end() -> [UInt8] { writer.rest() + Array("</queryResult>\n".utf8) }
}

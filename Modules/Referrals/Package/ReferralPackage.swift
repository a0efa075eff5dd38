public import AllianceKit
import Cryptography

/// What leaves the house: the neutral record, the receiver's documents and the custody lines, as a BagIt package.
public struct ReferralPackage: Sendable, Hashable {
    /// The package.
    public let bag: Bag
    /// The digest to which a second person's approval is bound: of everything that was judged, without the custody
    /// lines, which the approval itself makes longer. `grep -v ' data/custody.jsonl$' manifest-sha256.txt | sha256sum`
    /// gives it.
    public let contentDigest: Digest

    /// Builds the package of a record. `custody` are the ledger's events of the referral so far; `time` dates the
    /// package.
    public init(_ record: ReferralRecord, custody: [LedgerEvent], at time: Instant) throws {
        let content = try Self.content(of: record)
        contentDigest = Self.digest(of: content)
        let reporter = record.referral.reporter
        var info = [("External-Identifier", record.id.text), ("Bagging-Date", time.date.description)]
        info.append(("External-Description", "Referral of an incident: hashes and case facts, no content"))
        if let reporter {
            info.append(("Source-Organization", reporter.organisation))
            for email in reporter.person.emails { info.append(("Contact-Email", email.address)) }
        }
        info.append(("Alliance-Receiver", "\(record.receiver.rawValue)-\(record.schema.rawValue)"))
        info.append(("Alliance-Content-Digest", contentDigest.description))
        bag = Bag(
            payload: content + [Bag.File("custody.jsonl", CustodyLog.bytes(of: custody))],
            info: info.map { (label: $0.0, value: $0.1) })
    }

    /// The digest of what would be judged, without building the package.
    public static func contentDigest(of record: ReferralRecord) throws -> Digest { digest(of: try content(of: record)) }

    private static func content(of record: ReferralRecord) throws -> [Bag.File] {
        let report = NCMECReport(record.referral, version: record.schema)
        var files = [
            Bag.File("referral.json", try record.referral.json()),
            Bag.File("ncmec/report.xml", try report.reportBytes()),
        ]
        for (place, file) in record.referral.files.enumerated() {
            files.append(Bag.File("ncmec/fileDetails-\(place + 1).xml", try report.fileDetailsBytes(file)))
        }
        return files
    }

    private static func digest(of content: [Bag.File]) -> Digest {
        let sorted = content.map { Bag.File("data/\($0.path)", $0.bytes) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return Digester.digest(.sha256, of: Bag.manifest(of: sorted, Bag.sha256))
    }
}

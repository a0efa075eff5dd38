import AllianceKit
import Formats

/// Project VIC's data model, as far as known-hash lists go: names of members, and what they are here.
enum VICSModel {
    /// The members that count; everything else is read past. Paths, file names and people of a case are never kept.
    enum Member: Int, CaseIterable {
        case context13, context20, value, media, md5, sha1, photoDNA, alternativeHashes, category, dateUpdated, series,
            tags, comments, victimIdentified, offenderIdentified, isDistributed, isSuspected, selfGenerated,
            organization, hashName, hashValue, mediaID, mediaSize, caseID, caseNumber, fileName, filePath, propertyName

        var name: String {
            switch self {
            case .context13: "odata.metadata"
            case .context20: "@odata.context"
            case .value: "value"
            case .media: "Media"
            case .md5: "MD5"
            case .sha1: "SHA1"
            case .photoDNA: "PhotoDNA"
            case .alternativeHashes: "AlternativeHashes"
            case .category: "Category"
            case .dateUpdated: "DateUpdated"
            case .series: "Series"
            case .tags: "Tags"
            case .comments: "Comments"
            case .victimIdentified: "VictimIdentified"
            case .offenderIdentified: "OffenderIdentified"
            case .isDistributed: "IsDistributed"
            case .isSuspected: "IsSuspected"
            case .selfGenerated: "SelfGenerated"
            case .organization: "ContactOrganization"
            case .hashName: "HashName"
            case .hashValue: "HashValue"
            case .mediaID: "MediaID"
            case .mediaSize: "MediaSize"
            case .caseID: "CaseID"
            case .caseNumber: "CaseNumber"
            case .fileName: "FileName"
            case .filePath: "FilePath"
            case .propertyName: "PropertyName"
            }
        }

        /// The tag that stands for a flag that is set.
        var tag: String? {
            switch self {
            case .victimIdentified: "victim-identified"
            case .offenderIdentified: "offender-identified"
            case .isDistributed: "distributed"
            case .isSuspected: "suspected"
            case .selfGenerated: "self-generated"
            default: nil
            }
        }

        /// Whether a case may begin with it, and nothing else.
        var opensCase: Bool { [.caseID, .caseNumber, .organization, .media].contains(self) }

        /// Whether a medium may begin with it.
        var opensMedium: Bool { [.md5, .sha1].contains(self) || isOfMedium }

        /// Whether only media have it, and none of their parts.
        var isOfMedium: Bool {
            switch self {
            case .mediaID, .mediaSize, .category, .photoDNA, .alternativeHashes, .dateUpdated, .series,
                .victimIdentified, .offenderIdentified, .isDistributed, .isSuspected, .selfGenerated:
                true
            default: false
            }
        }

        /// Whether only parts of media have it.
        var isOfPart: Bool { [.fileName, .filePath, .propertyName, .hashName, .hashValue].contains(self) }

        static let flags: [Member] = [
            .victimIdentified, .offenderIdentified, .isDistributed, .isSuspected, .selfGenerated,
        ]
    }

    static let names = ByteNames(Member.allCases.map(\.name))
    /// What media and cases begin with.
    static let startMembers = Member.allCases.filter { $0.opensCase || $0.opensMedium }
    static let starts = ByteNames(startMembers.map(\.name))
    /// The start of the tag that stands for a series.
    static let seriesTag = "series:"
    static let photoDNA = "pdna"

    static func format(_ version: String, title: String) -> FormatDescription {
        FormatDescription(
            name: version, title: title, subject: "hash list", fileExtensions: ["json"], mediaType: "application/json",
            specification: "Project VIC data model (VICS) 1.3 and 2.0")
    }

    /// Digests by the names that alternative hashes have; the others are fingerprints.
    static func digest(named name: String) -> DigestAlgorithm? {
        DigestAlgorithm(rawValue: name.lowercased().filter { $0 != "-" })
    }

    /// A date as the files have it: with a zone, without one (UTC), or `/Date(milliseconds)/`. Unreadable ones are none.
    static func time(_ text: String) -> Instant? {
        if let time = Instant(text) ?? Instant(text + "Z") { return time }
        guard text.hasPrefix("/Date("), let end = text.firstIndex(of: ")"),
            let milliseconds = Int64(text[..<end].dropFirst(6).prefix { $0 == "-" || $0.isNumber }),
            abs(milliseconds) < 253_402_300_800_000
        else { return nil }
        return Instant(milliseconds: milliseconds)
    }
}

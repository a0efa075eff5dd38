import AllianceKit
import Formats

/// The XML of NCMEC's hash-sharing service, version 2, as far as lists go.
enum NCMECModel {
    static let namespace = "https://hashsharing.ncmec.org/hashsharing/v2"

    /// The elements that count; everything else is read past.
    enum Element: Int, CaseIterable {
        case queryResult, images, videos, image, video, deletedImage, deletedVideo, member, timestamp, id,
            classification, fingerprints, md5, sha1, sha256, pdq, feedback, affirmativeFeedback, negativeFeedback,
            members, reasons, reason, paging, next, status, username
    }

    static let names = ByteNames(Element.allCases.map { "\($0)" })

    static let format = FormatDescription(
        name: "ncmec", title: "NCMEC hash sharing, version 2 (queryResult)", subject: "hash list",
        fileExtensions: ["xml"], mediaType: "application/xml", specification: "NCMEC Hash Sharing API v2")

    /// What tells pictures and videos apart in an entry's tags.
    static let imageTag = "image"
    static let videoTag = "video"
    /// Starts the reason of an opinion that says which kind of fingerprint it is about.
    static let typeReason = "type "
    /// The reason of a tombstone.
    static let deletion = "deleted by its source"
    /// The member of entries that no member gave.
    static let nobody = "0"

    /// The kinds of fingerprints that files are matched by here; opinions on others say nothing of a match.
    static let matchedTypes: Set<String> = ["MD5", "SHA1", "SHA256", "PDQ"]

    /// An entry's name: member and entry together are unique.
    static func name(member: String, entry: String) -> String { member == nobody ? entry : "\(member)-\(entry)" }

    /// The member and entry of a name.
    static func parts(of name: String) -> (member: String, entry: String) {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        let rest = name.dropFirst(digits.count)
        guard !digits.isEmpty, digits != nobody, rest.first == "-", rest.count > 1 else { return (nobody, name) }
        return (String(digits), String(rest.dropFirst()))
    }
}

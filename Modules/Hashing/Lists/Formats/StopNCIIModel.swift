import AllianceKit

/// The records of StopNCII's interface, version 1, as far as lists go.
enum StopNCIIModel {
    static let format = FormatDescription(
        name: "stopncii", title: "StopNCII FetchHashes, version 1", subject: "hash list", fileExtensions: ["json"],
        mediaType: "application/json", specification: "StopNCII API v1, FetchHashes")

    /// What a record may begin with.
    static let names = [
        "lastModtimestamp", "signalType", "hashValue", "hashStatus", "caseNumbers", "CSPFeedbacks", "hashTags",
    ]

    /// Tags that carry what has no other place.
    static let statusTag = "status:"
    static let caseTag = "case:"
    /// The statuses that say that a hash is to be deleted.
    static let gone: Set<String> = ["Withdrawn", "Deleted"]

    /// The opinion that a feedback stands for; nil for what its giver took back.
    static func verdict(_ value: String) -> HashOpinion.Verdict? {
        switch value {
        case "Blocked": .positive
        case "NotBlocked": .negative
        case "Withdrawn", "Deleted": nil
        default: .investigationSeed
        }
    }

    /// The feedback of an opinion that has no word of its own.
    static func value(_ verdict: HashOpinion.Verdict) -> String {
        switch verdict {
        case .positive: "Blocked"
        case .negative: "NotBlocked"
        case .investigationSeed: "PendingReview"
        case .disputed: "QualityUnknown"
        }
    }
}

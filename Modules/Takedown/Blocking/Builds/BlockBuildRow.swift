import AllianceKit

/// One line of what a build answers.
struct BlockBuildRow: Codable {
    enum What: String, Codable {
        case added, kept, exempt, dropped, folded, file
        case leftOut = "left-out"
    }

    var what: String
    var reference: String?
    var block: EntityID?
    var format: String?
    var code: String?
    var reason: String
    var sha256: String?
    var bytes: Int?
    var entries: Int?

    init(_ what: What, _ block: Block?, format: String? = nil, code: String? = nil, reason: String = "") {
        self.what = what.rawValue
        reference = block?.reference
        self.block = block?.id
        self.format = format
        self.code = code
        self.reason = reason
    }

    /// Whether something that should be on a list is not on it.
    var fails: Bool { what == What.leftOut.rawValue }

    var json: JSONObject {
        [
            "what": .string(what), "reference": .text(reference), "block": .text(block), "format": .text(format),
            "code": .text(code), "reason": .string(reason), "sha256": .text(sha256), "bytes": .int(bytes),
            "entries": .int(entries),
        ]
    }
}

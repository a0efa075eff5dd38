import AllianceKit

/// What a command that changes a block answers.
struct BlockAnswer: Codable {
    var block: EntityID
    var caseID: EntityID
    var reference: String
    var state: BlockState
    var matcher: BlockMatcher
    var reason: String
    var expiresAt: Instant
    var proposedBy: String
    var approvedBy: [String]

    init(_ block: Block) {
        self.block = block.id
        caseID = block.caseID
        reference = block.reference
        state = block.state
        matcher = block.matcher
        reason = block.reason
        expiresAt = block.expiresAt
        proposedBy = block.proposedBy
        approvedBy = block.approvedBy
    }

    static let fields = [
        OutputField("block", .text, "the block's identity", inTable: false),
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the case's reference"),
        OutputField("state", .text, "where the block stands"),
        OutputField("kind", .text, "host, domain, url or urlPrefix"),
        OutputField("matcher", .text, "what is blocked", inTable: false),
        OutputField("reason", .text, "why, as a code"),
        OutputField("expiresAt", .time, "when it ends", title: "ends"),
        OutputField("proposedBy", .text, "who proposed it", title: "proposed by"),
        OutputField("approvedBy", .list, "who approved it", title: "approved by"),
    ]

    /// The shape of what is printed.
    static let output = OutputShape.records(fields)

    /// What is printed.
    var json: JSONObject {
        [
            "block": .text(block), "case": .text(caseID), "reference": .string(reference),
            "state": .string(state.rawValue), "kind": .string(matcher.kind.rawValue), "matcher": .string(matcher.text),
            "reason": .string(reason), "expiresAt": .text(expiresAt), "proposedBy": .string(proposedBy),
            "approvedBy": .array(approvedBy.map { .string($0) }),
        ]
    }
}

import AllianceKit
import CommandLineKit

/// `referrals approve`
struct ApproveCommand: Command {
    static let name = "approve"
    static let summary = "Approve, as the second person, that exactly this referral is sent."
    static let discussion = """
        The approval is bound to the digest of everything in the package but its custody lines, which the approval \
        itself makes longer. It expires, and it serves once. Who proposed a referral, by drafting or by sending it, \
        cannot approve it. "alliance approve" with the proposal's identity does the same.
        """
    static let examples = [
        CommandExample("approve a referral", "alliance --actor lead-1 referrals approve ref_01k9v3c8m4example00000000")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("approval", .text, "the approval"),
        OutputField("approver", .text, "who approved it"),
        OutputField("contentDigest", .text, "digest of what was approved"),
        OutputField("expires", .time, "when the approval stops being good"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String
    @OptionGroup var mutation: MutationOptions

    struct Answer: Codable {
        var id, approval, approver, contentDigest: String
        var expires: Instant
    }

    func run(_ context: CommandContext) async throws {
        let answer = try context.mutate(mutation.key) { transaction in
            let record = try transaction.require(ReferralRecord.self, .referral(id))
            try record.requireValid(context)
            let now = context.surroundings.now()
            let digest = try ReferralPackage.contentDigest(of: record)
            let open = try transaction.all(
                Query<Approval>().where("subject", .equal, .text(record.id))
                    .where("verb", .equal, .text(SendCommand.verb)).where("open", .equal, .flag(true)))
            guard let proposal = open.first(where: { $0.digest == digest && $0.expires > now }) else {
                throw AllianceError(
                    "approval.none", "nothing is proposed for \(record.id), or the proposal has expired",
                    hint: "propose it with: alliance referrals send \(record.id) --channel file", exit: .notAllowed)
            }
            let isNew = proposal.approver == nil
            let approval = try Approvals.approve(proposal.id, in: transaction, context)
            if isNew {
                try transaction.append(
                    Event(
                        ReferralEvents.approved, record.id, at: now, by: context.actor,
                        facts: ["content": .text(digest)]))
            }
            return Answer(
                id: record.id.text, approval: approval.id.text, approver: approval.approver ?? context.actor,
                contentDigest: digest.description, expires: approval.expires)
        }
        try context.output.write(
            [
                "id": .string(answer.id), "approval": .string(answer.approval), "approver": .string(answer.approver),
                "contentDigest": .string(answer.contentDigest), "expires": .text(answer.expires),
            ], as: Self.output)
    }
}

import AllianceKit
import CommandLineKit

struct ApprovalsCommand: Command {
    static let name = "approvals"
    static let summary = "List what waits for a second person."
    static let discussion = """
        What leaves the house or destroys (notices, referrals, withdrawals, releases of a hold) needs two people. The command \
        that would act proposes it; another person approves it here; then the command is run again. An approval is bound to \
        the digest of exactly what goes, serves once, and expires.
        """
    static let examples = [
        CommandExample("List what waits for you", "alliance approvals"),
        CommandExample("Approve one as a second person", "alliance --actor analyst-2 approve approval_01k9v3c8m4..."),
    ]
    static let output = OutputShape.records(ApprovalFields.all)

    @Flag("Also those that were used or have expired.") var all

    init() {}

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        var query = Query<Approval>()
        if !all {
            query = query.where("open", .equal, .flag(true)).where("expires", .greater, .time(now))
        }
        try context.workspace().store.read { reader in
            try reader.forEach(query) { approval in
                try context.output.write(ApprovalFields.record(approval, at: now), as: Self.output)
                return true
            }
        }
    }
}

/// How an approval is printed.
enum ApprovalFields {
    static let all = [
        OutputField("id", .text, "The approval's identity"),
        OutputField("verb", .text, "What is to happen"), OutputField("subject", .text, "To what", inTable: false),
        OutputField("state", .text, "waiting, approved, used or expired"),
        OutputField("proposer", .text, "Who proposed it"), OutputField("proposed", .time, "When", inTable: false),
        OutputField("approver", .text, "Who approved it", inTable: false),
        OutputField("approved", .time, "When", inTable: false),
        OutputField("expires", .time, "When it stops being good", inTable: false),
        OutputField("used", .time, "When it was used", inTable: false),
        OutputField("digest", .text, "The digest of exactly what goes or is destroyed", inTable: false),
    ]

    static func record(_ approval: Approval, at now: Instant) -> JSONObject {
        let state =
            approval.used != nil
            ? "used" : approval.expires <= now ? "expired" : approval.approver != nil ? "approved" : "waiting"
        return [
            "id": .text(approval.id), "verb": .string(approval.verb), "subject": .text(approval.subject),
            "state": .string(state), "proposer": .string(approval.proposer), "proposed": .text(approval.proposed),
            "approver": .text(approval.approver), "approved": .text(approval.approved),
            "expires": .text(approval.expires), "used": .text(approval.used), "digest": .text(approval.digest),
        ]
    }
}

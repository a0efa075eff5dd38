import AllianceKit
import CommandLineKit

struct ApproveCommand: Command {
    static let name = "approve"
    static let summary = "Approve what another person proposed."
    static let discussion = """
        Proposer and approver must be two people, unless config.json relaxes the rule for a verb. Look at what goes before you \
        approve it: the approval holds for the digest shown and for nothing else.
        """
    static let examples = [
        CommandExample("Approve as a second person", "alliance --actor analyst-2 approve approval_01k9v3c8m4...")
    ]
    static let output = OutputShape.record(
        ApprovalFields.all.map { ["subject", "approver", "expires"].contains($0.key) ? $0.shown : $0 })

    @Argument("The approval, as `alliance approvals` lists it.", placeholder: "APPROVAL") var id: EntityID
    @OptionGroup var mutation: MutationOptions

    init() {}

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let approval = try context.mutate(mutation.key) { try Approvals.approve(id, in: $0, context) }
        try context.output.write(ApprovalFields.record(approval, at: now), as: Self.output)
    }
}

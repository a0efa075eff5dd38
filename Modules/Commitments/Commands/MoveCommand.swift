import AllianceKit
public import CommandLineKit

/// Moves a commitment in the register.
struct MoveCommand: Command {
    static let name = "move"
    static let summary = "Move a commitment in the register: submit, return, register or close it."
    static let discussion = """
        draft → submitted → registered → closed; a submitted one can be returned for correction. Closing needs the reason \
        why follow-up ends: completed, expired, withdrawn, superseded or lapsed.
        """
    static let examples = [
        CommandExample(
            "close a finished commitment",
            "alliance commitments move XA-2026-01 closed --as completed --reason 'Law in force'")
    ]
    static let output = CommitmentOutput.change

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Argument("Where to.", placeholder: "STATE") var state: Lifecycle.State
    @Option("Why follow-up ends; only when closing.", name: "as", placeholder: "CLOSURE") var closure:
        Lifecycle.Closure?
    @Option("The reason, kept in the register.", placeholder: "TEXT") var reason: String?
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        if state == .closed {
            guard closure != nil, reason != nil else { throw UsageError("closing needs --as and --reason") }
        } else if closure != nil {
            throw UsageError("--as is only for closing")
        }
    }

    func run(_ context: CommandContext) async throws {
        try context.change(reference, mutation.key) { commitment, now in
            commitment.lifecycle = try commitment.lifecycle.moved(to: state, at: now, closure: closure, reason: reason)
            if closure == .completed, commitment.latestAssessment?.completion != .complete {
                throw AllianceError(
                    "commitments.not-complete", "\(reference) was not assessed as complete",
                    hint: "assess it first, or close it as expired, withdrawn, superseded or lapsed", exit: .notAllowed)
            }
            let event = Event(
                "commitments.moved", commitment.id, at: now, by: context.actor,
                facts: ["state": .string(state.rawValue), "closure": .text(closure?.rawValue)])
            return CommitmentStep(event, closure.map { "closed as \($0.rawValue)" } ?? state.rawValue)
        }
    }
}

/// One of the cases, as its word.
extension Lifecycle.State: ArgumentValue {}
/// One of the cases, as its word.
extension Lifecycle.Closure: ArgumentValue {}

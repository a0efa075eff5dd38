import AllianceKit
import CommandLineKit

/// Gives a commitment a new text; the old one stays.
struct AmendCommand: Command {
    static let name = "amend"
    static let summary = "Change the text of a commitment; the old text is kept as a version."
    static let examples = [
        CommandExample(
            "move a deadline",
            "alliance commitments amend XA-2026-01 --deadline 2027-06-30 --reason 'Law delayed by elections'")
    ]
    static let output = CommitmentOutput.change

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Option("The new title.", placeholder: "TEXT") var title: String?
    @Option("The new body answerable for it.", placeholder: "BODY") var responsible: String?
    @Option("The new deadline.", placeholder: "DATE") var deadline: DateArgument?
    @Option("The new baseline.", placeholder: "TEXT") var baseline: String?
    @Option("The new measure.", placeholder: "TEXT") var measure: String?
    @Option("Why it is changed; kept with the version.", placeholder: "TEXT") var reason: String
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        try context.change(reference, mutation.key) { commitment, now in
            guard commitment.lifecycle.state != .closed else {
                throw AllianceError(
                    "commitments.closed", "\(reference) is closed and cannot be amended", exit: .notAllowed)
            }
            var text = commitment.text
            text.title = title ?? text.title
            text.responsible = responsible ?? text.responsible
            text.deadline = deadline?.date ?? text.deadline
            text.baseline = baseline ?? text.baseline
            text.measure = measure ?? text.measure
            guard text != commitment.text else {
                throw AllianceError(
                    "commitments.unchanged", "nothing in the text of \(reference) would change", exit: .usage)
            }
            commitment.text = text
            commitment.versions.append(
                Commitment.Version(text: text, recorded: now, actor: context.actor, reason: reason))
            let number = commitment.versions.count
            let event = Event(
                "commitments.amended", commitment.id, at: now, by: context.actor, facts: ["version": .int(number)])
            return CommitmentStep(event, "amended", item: "version \(number)")
        }
    }
}

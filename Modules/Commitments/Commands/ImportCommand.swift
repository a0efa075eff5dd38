import AllianceKit
import CommandLineKit

/// Imports commitments from a file.
struct ImportCommand: Command {
    static let name = "import"
    static let summary = "Import commitments from a CSV file; bad rows are named and left out."
    static let discussion = """
        The header names the columns in any order: reference, country, target and title are needed; goals, actions, responsible, \
        deadline, baseline, measure and milestones (as 'TITLE @ DATE', separated by semicolons) may be there. A reference that \
        is in the register already is left as it is.
        """
    static let examples = [
        CommandExample("a country's commitments", "alliance commitments import Examples/commitments.csv")
    ]
    static let output = OutputShape.records([
        OutputField("reference", .text, "reference in the register"),
        OutputField("outcome", .text, "added, exists or rejected"),
        OutputField("title", .text, "what is promised"),
        OutputField("line", .integer, "the line in the file"),
    ])

    @Argument("The file, or - for standard input.", placeholder: "FILE") var file: String
    @OptionGroup var mutation: MutationOptions

    private struct Row: Codable, Sendable {
        var reference: String
        var outcome: String
        var title: String
        var line: Int?
    }

    func run(_ context: CommandContext) async throws {
        var input = try InputFile(path: file)
        var drafts: [CommitmentDraft] = []
        var rejected = 0
        try CommitmentCSVImporter().read(&input) { item in
            switch item {
            case .success(let draft): drafts.append(draft)
            case .failure(let error):
                rejected += 1
                context.report(error)
            }
        }
        guard !drafts.isEmpty else {
            throw AllianceError("commitments.import.nothing", "\(file) holds no usable commitment")
        }
        let rows = try context.mutate(mutation.key) { transaction in
            try drafts.map { draft in
                let now = context.surroundings.now()
                let commitment = Commitment(
                    reference: draft.reference, country: draft.country, target: draft.target, goals: draft.goals,
                    actions: draft.actions, text: draft.text, milestones: draft.milestones,
                    lifecycle: Lifecycle(.registered, since: now), recorded: now, actor: context.actor)
                let exists = try transaction.get(Commitment.self, commitment.id) != nil
                if !exists { try transaction.add(commitment, context) }
                return Row(
                    reference: draft.reference, outcome: exists ? "exists" : "added", title: draft.text.title,
                    line: draft.place.line)
            }
        }
        for row in rows {
            try context.output.write(
                [
                    "reference": .string(row.reference), "outcome": .string(row.outcome), "title": .string(row.title),
                    "line": .int(row.line),
                ], as: Self.output)
        }
        let added = rows.count { $0.outcome == "added" }
        context.talk.say("\(added) added, \(rows.count - added) already there, \(rejected) rejected")
    }
}

import AllianceKit
import CommandLineKit

/// `takedown intake`
struct IntakeCommand: Command {
    static let name = "intake"
    static let summary = "Take reports in: new cases, joined duplicates, bad lines kept aside."
    static let discussion = """
        Every line of the input gets one outcome. A report of a resource that already has an open case joins it; the same
        reference again changes nothing. Lines that cannot be used are kept aside exactly as they came (see: takedown rejected),
        and the rest of the file is done.

        Without --from the format goes by the file's name: .csv, .json and .xarf, and JSON Lines for everything else.
        """
    static let examples = [
        CommandExample("take in the sample reports", "alliance takedown intake Examples/reports.jsonl"),
        CommandExample("from a form that writes CSV", "alliance takedown intake - --from csv < today.csv"),
    ]
    static let output = OutputShape.records([
        OutputField("line", .integer, "the line, or the place among a document's items"),
        OutputField("reference", .text, "the report's reference"),
        OutputField("outcome", .text, "accepted, duplicate, rejected or skipped (a blank line)"),
        OutputField("case", .text, "the case it opened or joined", inTable: false),
        OutputField("duplicateOf", .text, "the reference of the case it joined", title: "duplicate of"),
        OutputField("code", .text, "the error's code, or why it is a duplicate", inTable: false),
        OutputField("reason", .text, "the same in words"),
    ])

    @Argument("The file to read; - is standard input.", placeholder: "FILE") var file: String
    @Option("The file's format.") var from: IntakeFormat?
    @OptionGroup var mutation: MutationOptions

    /// Items of one transaction.
    private static let batch = 500

    func run(_ context: CommandContext) async throws {
        var input = try InputFile(path: file)
        // Batches are stored while the reader holds the file, so they must not ask it for its name.
        let name = input.name
        let format = from ?? IntakeFormat.guess(file)
        var waiting: [IntakeItem] = []
        var tally = Tally()
        var batches = 0
        let plan = try context.workspace().configuration.settings(CasePlan.self)
        func flush() throws {
            guard !waiting.isEmpty else { return }
            let desk = IntakeDesk(
                now: context.surroundings.now(), actor: context.actor, file: name,
                plan: plan == CasePlan() ? nil : plan, makeID: context.surroundings.makeID)
            let outcomes = try context.mutate(CaseDesk.key(mutation.key, "\(batches)")) { transaction in
                try waiting.map { try desk.take($0, in: transaction) }
            }
            for outcome in outcomes { try show(outcome, context, &tally) }
            waiting.removeAll()
            batches += 1
        }
        do {
            try format.reader.readItems(&input) { item in
                waiting.append(item)
                if waiting.count == Self.batch { try flush() }
            }
        } catch let error as AllianceError where batches > 0 || !waiting.isEmpty {
            context.report(error)
        }
        try flush()
        context.talk.say(tally.sentence)
        guard tally.rejected == 0 || tally.used > 0 else {
            throw AllianceError("takedown.intake.nothing", "no report in \(name) could be used")
        }
    }

    private func show(_ outcome: IntakeOutcome, _ context: CommandContext, _ tally: inout Tally) throws {
        tally.count(outcome)
        if outcome.outcome == .rejected {
            context.report(
                AllianceError(
                    outcome.code ?? "takedown.report", outcome.reason ?? "it cannot be used",
                    at: SourcePlace(file: file, line: outcome.line), exit: .partial))
        }
        try context.output.write(
            [
                "line": .integer(Int64(outcome.line)), "reference": .text(outcome.reference),
                "outcome": .string(outcome.outcome.rawValue), "case": .text(outcome.caseID),
                "duplicateOf": .text(outcome.duplicateOf), "code": .text(outcome.code),
                "reason": .text(outcome.reason),
            ], as: Self.output)
    }

    private struct Tally {
        var accepted = 0
        var duplicates = 0
        var rejected = 0
        var used: Int { accepted + duplicates }

        mutating func count(_ outcome: IntakeOutcome) {
            switch outcome.outcome {
            case .accepted: accepted += 1
            case .duplicate: duplicates += 1
            case .rejected: rejected += 1
            case .skipped: break
            }
        }

        var sentence: String { "\(accepted) accepted, \(duplicates) duplicates, \(rejected) rejected" }
    }
}

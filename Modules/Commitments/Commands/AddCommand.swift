import AllianceKit
import CommandLineKit

/// Adds one commitment.
struct AddCommand: Command {
    static let name = "add"
    static let summary = "Add a commitment with its milestones."
    static let discussion = """
        The reference is the commitment's name in the register and must be new. Weak points (no deadline, no measure, no \
        baseline) are named on standard error; they do not stop the entry.
        """
    static let examples = [
        CommandExample(
            "a commitment with one milestone",
            "alliance commitments add XA-2026-01 --country XA --target AVAIL --title 'Agree a time limit' --milestone 'Draft @ 2026-06-30'"
        )
    ]
    static let output = CommitmentOutput.change

    @Argument("The reference in the register, unique.", placeholder: "REFERENCE") var reference: String
    @Option("Who promises: ISO 3166-1 alpha-2.", placeholder: "CC") var country: String
    @Option("The policy target.", placeholder: "CODE") var target: TargetCode
    @Option("What is promised, in one line.", placeholder: "TEXT") var title: String
    @Option("An operational goal it serves; repeat for several.", name: "goal", placeholder: "ID") var goals: [String]
    @Option("An example action it follows; repeat for several.", name: "action", placeholder: "ID") var actions:
        [String]
    @Option("The body answerable for it.", placeholder: "BODY") var responsible: String?
    @Option("The day by which it is to be done.", placeholder: "DATE") var deadline: DateArgument?
    @Option("What there was before.", placeholder: "TEXT") var baseline: String?
    @Option("What will show that it is done.", placeholder: "TEXT") var measure: String?
    @Option("A milestone as 'TITLE @ DATE'; repeat for several.", name: "milestone", placeholder: "TEXT")
    var milestones: [String]
    @Flag("Keep it as a draft instead of registering it.") var draft: Bool
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        guard CountryCode(country) != nil else { throw UsageError("--country must be two letters") }
        guard EntityID("commitment_\(reference)") != nil else {
            throw UsageError("REFERENCE must be letters, digits, '-', '.', ':' or '_', at most 128")
        }
        for text in milestones where Milestone(id: "M1", text: text) == nil {
            throw UsageError("the date of milestone '\(text)' is not YYYY-MM-DD")
        }
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let commitment = Commitment(
            reference: reference, country: CountryCode(country)!, target: target.target, goals: goals, actions: actions,
            text: Commitment.Text(
                title: title, responsible: responsible, deadline: deadline?.date, baseline: baseline, measure: measure),
            milestones: milestones.enumerated().compactMap { Milestone(id: "M\($0.offset + 1)", text: $0.element) },
            lifecycle: Lifecycle(draft ? .draft : .registered, since: now), recorded: now, actor: context.actor)
        let answer = try context.mutate(mutation.key) { transaction in
            try transaction.add(commitment, context)
            return CommitmentChange(commitment, draft ? "drafted" : "registered")
        }
        for finding in SMARTLint(try Catalogue.builtIn()).findings(of: commitment) {
            context.talk.say("\(reference): \(finding.message) [\(finding.code)]")
        }
        try context.output.write(answer.json, as: Self.output)
    }
}

extension StoreTransaction {
    /// Puts a new commitment; throws `commitments.exists` if its reference is taken.
    func add(_ commitment: Commitment, _ context: CommandContext) throws {
        guard try get(Commitment.self, commitment.id) == nil else {
            throw AllianceError(
                "commitments.exists", "there is a commitment \(commitment.reference) already",
                hint: "amend it, or choose another reference")
        }
        try put(
            commitment,
            because: Event(
                "commitments.added", commitment.id, at: commitment.lifecycle.since, by: context.actor,
                facts: [
                    "country": .text(commitment.country), "target": .string(commitment.target.rawValue),
                    "deadline": .bool(commitment.text.deadline != nil),
                    "state": .string(commitment.lifecycle.state.rawValue),
                ]))
    }
}

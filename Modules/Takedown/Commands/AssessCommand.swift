import AllianceKit
import CommandLineKit

/// `takedown assess`
struct AssessCommand: Command {
    static let name = "assess"
    static let summary = "Take cases up, or record what an assessment found."
    static let discussion = """
        Without --outcome the cases are taken up by you. Confirmed material needs a --classification: baseline, A1, A2, B1 or B2,
        or national for what is illegal under national law only (such notices leave without a XARF report).

        A case that came back, changed or moved is assessed again in the same way; confirming it starts a new round.
        """
    static let examples = [
        CommandExample(
            "confirm one case",
            "alliance takedown assess HL-2026-0001 --outcome confirmed --classification baseline --media video"),
        CommandExample("close one", "alliance takedown assess HL-2026-0003 --outcome not-illegal"),
    ]
    static let output = CaseAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Option("What was found.") var outcome: AssessmentOutcome?
    @Option("How confirmed material is classed.") var classification: Classification?
    @Option("What kind of material it is.") var media: MediaType?
    @Option("A digest of the content that a partner gave (sha256:…); may be repeated.", placeholder: "DIGEST")
    var digest: [Digest]
    @Option("A remark that stays in the house.") var note: String?
    @Option("When it was assessed; now unless said.", placeholder: "TIME") var at: Instant?
    @Flag("All cases that nobody has assessed yet.") var allReceived: Bool
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != allReceived { throw UsageError("name cases, or say --all-received") }
        if outcome == .confirmed, classification == nil {
            throw UsageError("--outcome confirmed needs a --classification")
        }
        if outcome != .confirmed, classification != nil || media != nil || !digest.isEmpty {
            throw UsageError("--classification, --media and --digest go with --outcome confirmed")
        }
    }

    func run(_ context: CommandContext) async throws {
        var words = cases
        if allReceived {
            let open = Query<CaseRecord>().where("state", in: [.text("received"), .text("assessing")])
                .ordered(by: "received")
            words = try context.workspace().store.read { try $0.all(open).map(\.id.text) }
        }
        try await CaseDesk.forEach(words, context) { word in
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { try assess(word, context, $0) }
            try context.output.write(answer.json, as: Self.output)
        }
    }

    private func assess(
        _ word: String, _ context: CommandContext, _ transaction: any StoreTransaction
    ) throws -> CaseAnswer {
        let now = context.surroundings.now()
        var record = try CaseDesk.find(word, in: transaction)
        let time = try CaseDesk.moment(at, record, now: now)
        guard let outcome else {
            try record.apply(.take, at: time, by: context.actor, now: now)
            try CaseDesk.put(
                record, "takedown.case.updated", in: transaction, at: time, by: context.actor, recorded: now)
            return CaseAnswer(record)
        }
        try record.apply(outcome.verb, at: time, by: context.actor, note: outcome.rawValue, now: now)
        record.assessment = CaseAssessment(
            outcome: outcome, classification: classification, media: media, digests: digest, note: note,
            analyst: context.actor, time: time)
        // The analyst saw it: the assessment of confirmed material is a look, too.
        if outcome == .confirmed {
            record.clocks.lastSeenOnline = record.observed.lastSeenOnline
            record.clocks.firstSeenOffline = nil
        }
        var facts: JSONObject = ["outcome": .string(outcome.fact), "round": .integer(Int64(record.round))]
        if let classification { facts["classification"] = .string(classification.rawValue) }
        if let media { facts["media"] = .string(media.rawValue) }
        try CaseDesk.put(
            record, "takedown.case.assessed", in: transaction, at: time, by: context.actor, recorded: now,
            facts: facts)
        return CaseAnswer(record)
    }
}

import AllianceKit
import CommandLineKit

/// `takedown assess`
struct AssessCommand: Command {
    static let name = "assess"
    static let summary = "Take cases up, or record what an assessment found."
    static let discussion = """
        Without --outcome the cases are taken up by you. Confirmed material needs a --classification: baseline, A1, A2, B1 or B2,
        or national for what is illegal under national law only (such notices leave without a XARF report).

        Two analysts assess what is confirmed or not illegal: the first opinion leaves the case "assessing", and it stands when
        another analyst comes to the same outcome and class. A house with one analyst says so in config.json (onePersonVerbs,
        takedown.assess). --label adds codes from dated tables, as age-band:pre-pubescent or origin:self-generated-coerced; see
        takedown codes.

        A case that came back, changed or moved is assessed again in the same way; confirming it starts a new round.
        """
    static let examples = [
        CommandExample(
            "confirm one case",
            "alliance takedown assess HL-2026-0001 --outcome confirmed --classification baseline --media video"),
        CommandExample(
            "with what it shows, in codes",
            "alliance takedown assess HL-2026-0001 --outcome confirmed --classification A2 --label age-band:pre-pubescent"
        ),
        CommandExample("close one", "alliance takedown assess HL-2026-0003 --outcome not-illegal"),
    ]
    static let output = CaseAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Option("What was found.") var outcome: AssessmentOutcome?
    @Option("How confirmed material is classed.") var classification: Classification?
    @Option("What kind of material it is.") var media: MediaType?
    @Option("A code from a table (see: takedown codes); may be repeated.", placeholder: "TABLE:CODE")
    var label: [CodeLabel]
    @Option("A digest of the content that a partner gave (sha256:…); may be repeated.", placeholder: "DIGEST")
    var digest: [Digest]
    @Option("A remark that stays in the house.") var note: String?
    @Option("When it was assessed; now unless said.", placeholder: "TIME") var at: Instant?
    @Flag("All cases that wait for an assessment and that you have not assessed yet.") var allReceived: Bool
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != allReceived { throw UsageError("name cases, or say --all-received") }
        if outcome == .confirmed, classification == nil {
            throw UsageError("--outcome confirmed needs a --classification")
        }
        if outcome != .confirmed, classification != nil || media != nil || !digest.isEmpty || !label.isEmpty {
            throw UsageError("--classification, --media, --label and --digest go with --outcome confirmed")
        }
    }

    func run(_ context: CommandContext) async throws {
        var words = cases
        if allReceived {
            let open = Query<CaseRecord>().where("state", in: ["received", "triage", "assessing"].map { .text($0) })
                .ordered(by: "received")
            words = try context.workspace().store.read { reader in
                try reader.all(open).filter { !$0.opinions.contains { $0.analyst == context.actor } }.map(\.id.text)
            }
        }
        let book = try CodeBook.of(context.workspace())
        try await CaseDesk.forEach(words, context) { word in
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { try assess(word, book, context, $0) }
            try context.output.write(answer.json, as: Self.output)
        }
    }

    private func assess(
        _ word: String, _ book: CodeBook, _ context: CommandContext, _ transaction: any StoreTransaction
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
        try book.check(label, on: time.date)
        let opinion = CaseAssessment(
            outcome: outcome, classification: classification, media: media, labels: label, digests: digest, note: note,
            analyst: context.actor, time: time)
        let relaxed = try context.workspace().configuration.onePersonVerbs["takedown.assess"]
        let stands = try record.assess(opinion, alone: relaxed != nil, now: now)
        var facts: JSONObject = ["outcome": .string(outcome.fact), "round": .integer(Int64(record.round))]
        if stands {
            if let classification { facts["classification"] = .string(classification.rawValue) }
            if let media = record.assessment?.media { facts["media"] = .string(media.rawValue) }
            if let relaxed, outcome.needsTwo { facts["relaxed"] = .string(relaxed) }
        } else if record.opinions.count > 1 {
            facts["disagree"] = true
        }
        try CaseDesk.put(
            record, stands ? "takedown.case.assessed" : "takedown.case.opinion", in: transaction, at: time,
            by: context.actor, recorded: now, facts: facts)
        if stands, outcome == .confirmed { try describe(record, at: time, context, transaction) }
        return CaseAnswer(record)
    }

    /// What the material is, in codes, for the indicators of prevention.
    private func describe(
        _ record: CaseRecord, at time: Instant, _ context: CommandContext, _ transaction: any StoreTransaction
    ) throws {
        let labels = record.assessment?.labels ?? []
        func code(_ scheme: String) -> String? { labels.first { $0.scheme == scheme }?.code }
        var facts: JSONObject = ["round": .integer(Int64(record.round))]
        if let band = code("age-band") { facts["ageBand"] = .string(band) }
        if let sex = code("sex") { facts["sex"] = .string(sex) }
        if let origin = code("origin") {
            facts["origin"] = .string(origin)
            facts["selfGenerated"] = .string(
                origin.hasPrefix("self-generated") ? "yes" : origin == "unknown" ? "unknown" : "no")
        }
        guard facts.names.count > 1 else { return }
        try transaction.append(
            Event("takedown.material.described", record.id, at: time, by: context.actor, facts: facts))
    }
}

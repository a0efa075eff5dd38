import AllianceKit
import CommandLineKit

/// `referrals outcome`
struct OutcomeCommand: Command {
    static let name = "outcome"
    static let summary = "Record what came of a referral, as the receiver or an authority told it."
    static let examples = [
        CommandExample(
            "record that an authority acted",
            "alliance referrals outcome ref_01k9v3c8m4example00000000 --result acted-on --at 2026-12-03T10:00:00Z")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("result", .text, "what came of it"),
        OutputField("at", .time, "when it happened or was told"),
        OutputField("outcomes", .list, "everything told so far, in the order it was recorded"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String
    @Option("What came of it.") var result: OutcomeResult
    @Option("When it happened or was told; now unless given.", placeholder: "TIME") var at: String?
    @Option("Who told it: an agency, a letter's number.", placeholder: "TEXT") var source: String?
    @OptionGroup var mutation: MutationOptions

    struct Answer: Codable {
        var at: Instant
        var outcomes: [String]
    }

    func run(_ context: CommandContext) async throws {
        let id = try EntityID.referral(id)
        let answer = try context.mutate(mutation.key) { transaction in
            var record = try transaction.require(ReferralRecord.self, id)
            guard record.state == .accepted else {
                throw AllianceError(
                    "referrals.outcome.unexpected",
                    "\(id) is \(record.state.rawValue); an outcome follows \"accepted\"",
                    hint: "alliance referrals status \(id) --accepted RECEIPT", exit: .notAllowed)
            }
            let now = context.surroundings.now()
            let time = try at.map { try Instant.option($0, "--at") } ?? now
            guard record.drafted <= time, time <= now else {
                throw AllianceError(
                    "referrals.outcome.time", "an outcome at \(time) is before the draft or in the future", exit: .usage
                )
            }
            record.outcomes.append(
                ReferralOutcome(
                    result: result, time: time, source: source, recordedBy: context.actor, recorded: now))
            try transaction.put(
                record,
                because: ReferralEvents.late(
                    ReferralEvents.outcome, id, happened: time, context,
                    facts: [
                        "result": .string(result.rawValue),
                        "acted": .string(OutcomeResult.acted.contains(result) ? "yes" : "no"),
                    ]))
            if result == .victimIdentified {
                try transaction.append(
                    ReferralEvents.late(ReferralEvents.victimIdentified, id, happened: time, context, facts: [:]))
            }
            return Answer(at: time, outcomes: record.outcomes.map(\.result.rawValue))
        }
        try context.output.write(
            [
                "id": .text(id), "result": .string(result.rawValue), "at": .text(answer.at),
                "outcomes": .array(answer.outcomes.map { .string($0) }),
            ], as: Self.output)
    }
}

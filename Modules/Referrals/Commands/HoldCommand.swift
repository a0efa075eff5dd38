import AllianceKit
import CommandLineKit

/// `referrals hold`
struct HoldCommand: Command {
    static let name = "hold"
    static let summary = "Record a duty to preserve the data of a referral, or to keep it no longer."
    static let discussion = """
        A referral may have several holds at once. Minimum clocks (preserve at least until) and maximum clocks (keep \
        at most until) are told apart; "alliance doctor" names those that end soon. Without --until the duration of \
        the duty counts from --from. Durations and citations are dated data to be checked with counsel, not legal \
        advice.
        """
    static let examples = [
        CommandExample(
            "preserve for a year after a report",
            "alliance referrals hold ref_01k9v3c8m4example00000000 --kind us_2258a_h")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the hold"), OutputField("referral", .text, "the referral"),
        OutputField("kind", .text, "which duty"),
        OutputField("clock", .text, "minimum, maximum or none"), OutputField("from", .time, "from when it counts"),
        OutputField("until", .time, "until when"), OutputField("citation", .text, "what it rests on"),
        OutputField("checked", .text, "when that was last looked at"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String
    @Option("Which duty.") var kind: HoldKind
    @Option("From when it counts; the receiver's answer, else now.", placeholder: "TIME") var from: String?
    @Option("Until when, instead of the duty's duration.", placeholder: "TIME") var until: String?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let referral = try EntityID.referral(id)
        let hold = try context.mutate(mutation.key) { transaction in
            let record = try transaction.require(ReferralRecord.self, referral)
            let now = context.surroundings.now()
            let start = try from.map { try Instant.option($0, "--from") } ?? record.answer?.time ?? now
            let end = try until.map { try Instant.option($0, "--until") } ?? kind.days.map { start.adding(days: $0) }
            if let end, end <= start {
                throw AllianceError(
                    "referrals.hold.time", "a hold until \(end) ends before it starts at \(start)", exit: .usage)
            }
            let clock = kind.clock == .none && end != nil ? .minimum : kind.clock
            let hold = ReferralHold(
                id: context.surroundings.makeID("hold"), referral: referral, kind: kind, from: start, until: end,
                clock: clock, citation: kind.citation, placedBy: context.actor)
            try transaction.put(
                hold,
                because: Event(
                    ReferralEvents.holdPlaced, referral, at: now, by: context.actor,
                    facts: [
                        "kind": .string(kind.rawValue), "clock": .string(clock.rawValue), "until": .text(end),
                    ]))
            return hold
        }
        try context.output.write(
            [
                "id": .text(hold.id), "referral": .text(hold.referral), "kind": .string(hold.kind.rawValue),
                "clock": .string(hold.clock.rawValue), "from": .text(hold.from), "until": .text(hold.until),
                "citation": .string(hold.citation), "checked": .text(HoldKind.checked),
            ], as: Self.output)
    }
}

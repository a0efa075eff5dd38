import AllianceKit
import CommandLineKit

/// `takedown times`
struct TimesCommand: Command {
    static let name = "times"
    static let summary = "Print how long things take, with open cases counted as open."
    static let discussion = """
        hotline: from the report to the removal; provider: from the accepted notice to the removal; assessment: from the report to the
        assessment; hold: from the hold to its end. Removals stand at the first look that missed the content.

        Medians are those of Kaplan–Meier: a case that is still open counts with the time it has been open so far, never as if it were
        not there. They are empty when fewer than half have come to their end. `within` is the share done within that time, null where
        nothing is known so far out. Cases that were withdrawn or joined count until then.
        """
    static let examples = [CommandExample("the provider's clock", "alliance takedown times --clock provider")]
    static let output = OutputShape.records([
        OutputField("clock", .text, "which clock"),
        OutputField("n", .integer, "how many started it"),
        OutputField("open", .integer, "how many of them have not stopped it"),
        OutputField("median", .seconds, "the time in which half are done"),
        OutputField("medianLow", .seconds, "lower 95 % confidence limit", title: "low"),
        OutputField("medianHigh", .seconds, "upper 95 % confidence limit", title: "high"),
        OutputField("within", .object, "shares done within 24h, 72h and 7d"),
    ])

    @Option("Only this clock.") var clock: TakedownClock?

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        var spans: [TakedownClock: [ClockSpan]] = [:]
        try context.workspace().store.read { reader in
            try reader.forEach(Query<CaseRecord>()) { record in
                for clock in TakedownClock.allCases { spans[clock, default: []] += clock.spans(of: record, at: now) }
                return true
            }
        }
        for wanted in TakedownClock.allCases where clock == nil || clock == wanted {
            let times = try ClockTimes(spans[wanted] ?? [])
            try context.output.write(times.json(wanted), as: Self.output)
            if let sentence = times.sentence { context.talk.say("\(wanted.rawValue): \(sentence)") }
        }
    }
}

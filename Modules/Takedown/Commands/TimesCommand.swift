import AllianceKit
import CommandLineKit

/// `takedown times`
struct TimesCommand: Command {
    static let name = "times"
    static let summary = "Print how long things take, with open cases counted as open."
    static let discussion = """
        hotline: from the report to the removal; provider: from the accepted notice to the removal, without what was gone before; \
        assessment: from the report to the assessment; hold: from the hold to its end; acknowledgement: from the accepted notice to the \
        provider's own word. Hours are those of the wall clock, nights and weekends included.

        The columns 1h to 42d are percent done within that time. Medians and shares are those of Kaplan–Meier, with removals at the first look that missed the content: a case that is still open \
        counts with the time it has been open so far, never as if it were not there. They are empty where nothing is known so far out. \
        Cases that were withdrawn or joined count until then.

        A removal lies between two looks. interval says what the looks know and no more (Turnbull's estimate): the median lies after \
        one time and by another, and each share between two numbers.
        """
    static let examples = [
        CommandExample("the provider's clock", "alliance takedown times --clock provider"),
        CommandExample("provider by provider", "alliance takedown times --clock provider --by provider"),
    ]
    static let output = OutputShape.records(
        [
            OutputField("clock", .text, "which clock"),
            OutputField("group", .text, "which provider, country, …, with --by", inTable: true),
            OutputField("n", .integer, "how many started it"),
            OutputField("open", .integer, "how many of them have not stopped it"),
            OutputField("median", .seconds, "the time in which half are done"),
            OutputField("medianLow", .seconds, "lower 95 % confidence limit", title: "low", inTable: false),
            OutputField("medianHigh", .seconds, "upper 95 % confidence limit", title: "high", inTable: false),
        ]
            + ClockTimes.marks.map { mark in
                OutputField(
                    "percent\(mark.name)", .integer, "percent done within \(mark.name), rounded", title: mark.name)
            } + [
                OutputField("within", .object, "shares done within 1h, 24h, 48h, 72h, 7d, 28d and 42d"),
                OutputField(
                    "interval", .object,
                    "for removals, what the looks know: medianAfter, medianBy, and within with lower and upper shares"),
            ])

    @Option("Only this clock.") var clock: TakedownClock?
    @Option("A line for each of these.") var by: ClockGrouping?

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        var spans: [TakedownClock: [String: [ClockSpan]]] = [:]
        try context.workspace().store.read { reader in
            try reader.forEach(Query<CaseRecord>()) { record in
                for one in TakedownClock.allCases where clock == nil || clock == one {
                    for span in one.spans(of: record, at: now) {
                        spans[one, default: [:]][by?.group(of: record, span) ?? "", default: []].append(span)
                    }
                }
                return true
            }
        }
        for one in TakedownClock.allCases where clock == nil || clock == one {
            var groups = spans[one] ?? [:]
            if by == nil, groups.isEmpty { groups = ["": []] }
            // The largest groups first: they are where most can be won.
            for (group, members) in groups.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
                let times = try ClockTimes(members)
                try context.output.write(times.json(one, group: by == nil ? nil : group), as: Self.output)
            }
        }
    }
}
